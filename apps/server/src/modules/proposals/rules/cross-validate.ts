import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { type FitTable, pick, targetOf } from './fit-table.ts';
import { fitWeights, type partsOf, type WeightBounds } from './fit-weights.ts';
import { type Measured, measure } from './gain.ts';

export interface Folds {
  readonly today: Measured;
  readonly equal: Measured;
  readonly proposed: Measured;
}

interface Options {
  readonly parts: Exclude<ReturnType<typeof partsOf>, string>;
  readonly bounds: WeightBounds;
  readonly folds: number;
  readonly seed: number;
}

/**
 * Measures of weights on tickets that they were not fitted on: each fold is judged by a fit to the
 * others. Whole clusters are in one fold, so that no customer is on both sides.
 */
export function crossValidate(
  table: FitTable,
  rows: Int32Array,
  { parts, bounds, folds, seed }: Options,
): Folds | { readonly because: string } {
  const foldOf = foldsOf(table, rows, folds, seed);
  const found: { today: Measured; equal: Measured; proposed: Measured }[] = [];
  const { today } = bounds;
  const equal = today.map(() => 1 / today.length);
  for (let fold = 0; fold < folds; fold++) {
    const own = rows.filter((_, i) => foldOf[i] === fold);
    const others = rows.filter((_, i) => foldOf[i] !== fold);
    const columns = table.dimensions.map(({ value }) => pick(value, others));
    const fit = fitWeights(columns, targetOf(table, others), parts, bounds);
    if ('because' in fit) return fit;
    found.push({
      today: measure(table, own, today),
      equal: measure(table, own, equal),
      proposed: measure(table, own, fit.weights),
    });
  }
  return {
    today: pooled(found.map((fold) => fold.today)),
    equal: pooled(found.map((fold) => fold.equal)),
    proposed: pooled(found.map((fold) => fold.proposed)),
  };
}

function foldsOf({ input }: FitTable, rows: Int32Array, folds: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  const known = new Map<number, number>();
  return rows.map((row) => {
    const code = input.cluster?.codes[row] ?? -1;
    if (code < 0) return random.integer(folds);
    const fold = known.get(code) ?? random.integer(folds);
    known.set(code, fold);
    return fold;
  });
}

/** The mean over folds, each counting by its tickets; undefined where any is. */
function pooled(folds: readonly Measured[]): Measured {
  const n = folds.reduce((sum, fold) => sum + fold.n, 0);
  const missing = folds.find(({ value }) => value === null);
  if (missing !== undefined) {
    return { value: null, because: missing.because, influence: new Map(), n };
  }
  const influence = new Map<number, number>();
  let value = 0;
  for (const fold of folds) {
    const share = fold.n / n;
    value += share * (fold.value ?? 0);
    for (const [row, part] of fold.influence) influence.set(row, share * part);
  }
  return { value, because: null, influence, n };
}
