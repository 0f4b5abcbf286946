import { requires } from '../result.ts';

/** How much two categories count as agreeing: 1 for the same, less the further apart they are. */
export type AgreementWeights = 'none' | 'linear' | 'quadratic' | 'ordinal' | 'radical' | 'ratio';

/** The agreement weights of every two categories, which are the same both ways. */
export interface CategoryWeights {
  /** Of categories i and j, in [0, 1]; 1 where they are one. */
  between(i: number, j: number): number;
  /** Category i's weights with all categories, each times its share, added up. */
  towards(i: number, shares: Float64Array): number;
  /** Of all ordered pairs of categories, added up. */
  readonly total: number;
}

/** Weights of more categories than this take a table of over 128 MiB. */
const mostWeighted = 4096;

/**
 * The agreement weights of categories: by their values, except 'ordinal', which goes by positions.
 * Without weights ('none') nothing is kept, whatever the number of categories.
 *
 * @param name - of the function on whose behalf input is refused
 * @param categories - ascending and distinct
 * @throws RangeError on negative values with 'ratio', or on more than 4,096 categories with weights
 * @see Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., section 3.5
 */
export function agreementWeights(
  name: string,
  categories: Float64Array,
  weights: AgreementWeights,
): CategoryWeights {
  const size = categories.length;
  if (weights === 'none') {
    return {
      between: (i, j) => (i === j ? 1 : 0),
      towards: (i, shares) => shares[i] ?? 0,
      total: size,
    };
  }
  requires(size <= mostWeighted, name, 'at most 4,096 categories with weights');
  requires(
    weights !== 'ratio' || (categories[0] ?? 0) >= 0,
    name,
    'values of 0 or above for a ratio',
  );
  const table = tableOf(categories, weights);
  return {
    between: (i, j) => table[i * size + j] ?? 0,
    towards(i, shares) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += (table[i * size + j] ?? 0) * (shares[j] ?? 0);
      return sum;
    },
    total: table.reduce((sum, weight) => sum + weight, 0),
  };
}

/** Row after row. */
function tableOf(
  categories: Float64Array,
  weights: Exclude<AgreementWeights, 'none'>,
): Float64Array {
  const size = categories.length;
  const low = categories[0] ?? 0;
  const high = categories[size - 1] ?? 0;
  const range = high - low;
  const weightOf = (i: number, j: number): number => {
    const a = categories[i] ?? 0;
    const b = categories[j] ?? 0;
    if (i === j) return 1;
    switch (weights) {
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
