import { requires } from '../result.ts';

/** How much two categories count as agreeing: 1 for the same, less the further apart they are. */
export type AgreementWeights = 'none' | 'linear' | 'quadratic' | 'ordinal' | 'radical' | 'ratio';

/**
 * The agreement weights of every two categories, row-major, in [0, 1].
 *
 * By the category values, except 'ordinal', which goes by their positions.
 *
 * @param categories - ascending and distinct
 * @throws RangeError on negative values with 'ratio', or on more than 4,096 categories
 * @see Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., section 3.5
 */
export function agreementWeights(
  categories: Float64Array,
  weights: AgreementWeights,
): Float64Array {
  const size = categories.length;
  const low = categories[0] ?? 0;
  const high = categories[size - 1] ?? 0;
  requires(size <= 4096, 'agreementWeights', 'at most 4,096 categories');
  requires(weights !== 'ratio' || low >= 0, 'agreementWeights', 'values of 0 or above for a ratio');
  const range = high - low;
  const weightOf = (i: number, j: number): number => {
    const a = categories[i] ?? 0;
    const b = categories[j] ?? 0;
    if (i === j) return 1;
    switch (weights) {
      case 'none':
        return 0;
      case 'linear':
        return 1 - Math.abs(a - b) / range;
      case 'quadratic':
        return 1 - ((a - b) / range) ** 2;
      case 'radical':
        return 1 - Math.sqrt(Math.abs(a - b) / range);
      case 'ordinal':
        return 1 - pairs(Math.abs(i - j) + 1) / pairs(size);
      case 'ratio':
        return 1 - ((a - b) / (a + b) / (range / (high + low))) ** 2;
    }
  };
  return Float64Array.from({ length: size * size }, (_, at) =>
    weightOf(Math.floor(at / size), at % size),
  );
}

/** n over 2 */
function pairs(n: number): number {
  return (n * (n - 1)) / 2;
}
