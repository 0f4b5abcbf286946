import { requires } from '../result.ts';
import { readNumbers } from './predictors.ts';

/**
 * What least squares needs to know of cases: their weight, and the weighted sums of variables and of
 * the products of any two, about a point that parts of the same cases have in common.
 */
export interface CrossProducts {
  readonly cases: number;
  readonly weight: number;
  /** What was taken from each variable before anything was multiplied, against rounding. */
  readonly origin: Float64Array;
  readonly sums: Float64Array;
  /** Row after row, variables × variables, symmetric. */
  readonly products: Float64Array;
}

interface Options {
  /** One per case, 0 or more; all 1 unless told. */
  readonly weights?: ArrayLike<number> | null;
  /** The part that each case is in, from 0; all in one unless told. */
  readonly partOf?: ArrayLike<number>;
  readonly parts?: number;
}

/**
 * Sums and products of each part of the cases, in one pass over them: folds and resamples of whole
 * parts are then fitted without reading a case again.
 *
 * @param columns - variables of the same cases
 * @returns per part, in order; an empty part has weight 0
 * @throws RangeError for unequal lengths, values that are not finite, negative weights, or a part
 *   that is not among those counted
 */
export function crossProducts(
  columns: readonly ArrayLike<number>[],
  { weights = null, partOf, parts = 1 }: Options = {},
): readonly CrossProducts[] {
  const name = 'crossProducts';
  const read = columns.map((column) => readNumbers(name, column));
  const n = read[0]?.length ?? 0;
  requires(
    read.every((column) => column.length === n),
    name,
    'variables of the same cases',
  );
  requires(weights === null || weights.length === n, name, 'a weight for each case');
  requires(partOf === undefined || partOf.length === n, name, 'a part for each case');
  const origin = Float64Array.from(read, (column) => middleOf(column));
  const made = Array.from({ length: parts }, () => emptyPart(origin));
  const here = new Float64Array(read.length);
  for (let i = 0; i < n; i++) {
    const weight = weights?.[i] ?? 1;
    requires(weight >= 0 && weight < Number.POSITIVE_INFINITY, name, 'weights of 0 or more');
    const part = made[partOf?.[i] ?? 0];
    requires(part !== undefined, name, 'parts that are counted');
    for (let j = 0; j < here.length; j++) here[j] = (read[j]?.[i] ?? 0) - (origin[j] ?? 0);
    part.cases += 1;
    part.weight += weight;
    addCase(part, here, weight);
  }
  for (const { products } of made) mirror(products, read.length);
  return made;
}

/**
 * The parts put together, each as often as told.
 *
 * @param parts - of one call of `crossProducts`
 * @param times - one per part; each once unless told
 */
export function addCrossProducts(
  parts: readonly CrossProducts[],
  times?: ArrayLike<number>,
): CrossProducts {
  const all = emptyPart(parts[0]?.origin ?? new Float64Array());
  const { sums, products } = all;
  for (let p = 0; p < parts.length; p++) {
    const part = parts[p];
    const often = times === undefined ? 1 : (times[p] ?? 0);
    if (part === undefined || often === 0) continue;
    all.cases += often * part.cases;
    all.weight += often * part.weight;
    for (let j = 0; j < sums.length; j++) sums[j] = (sums[j] ?? 0) + often * (part.sums[j] ?? 0);
    for (let j = 0; j < products.length; j++) {
      products[j] = (products[j] ?? 0) + often * (part.products[j] ?? 0);
    }
  }
  return all;
}

interface Part extends CrossProducts {
  cases: number;
  weight: number;
}

const emptyPart = (origin: Float64Array): Part => ({
  ...{ cases: 0, weight: 0, origin },
  sums: new Float64Array(origin.length),
  products: new Float64Array(origin.length ** 2),
});

/** The upper triangle alone. */
function addCase({ sums, products }: Part, here: Float64Array, weight: number): void {
  const size = here.length;
  for (let j = 0; j < size; j++) {
    const weighted = weight * (here[j] ?? 0);
    sums[j] = (sums[j] ?? 0) + weighted;
    for (let k = j; k < size; k++) {
      products[j * size + k] = (products[j * size + k] ?? 0) + weighted * (here[k] ?? 0);
    }
  }
}

function mirror(products: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) products[j * size + k] = products[k * size + j] ?? 0;
  }
}

/** A value amid the others: the mean, or exactly the one value where there is only one. */
function middleOf(column: Float64Array): number {
  const [first = 0] = column;
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += (column[i] ?? 0) - first;
  return first + sum / Math.max(1, column.length);
}
