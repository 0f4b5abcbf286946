import { condensedCases } from '@assay/scoring/regression/condensed-cases';
import { addCrossProducts, type CrossProducts } from '@assay/scoring/regression/cross-products';
import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { endings, ticketsMin } from '../../kpi/rules/input.ts';
import type { Units } from '../../kpi/rules/resample.ts';
import { compositeOf, type FitTable } from './fit-table.ts';
import { fitWeights, type Room } from './fit-weights.ts';

/** Clusters below which nobody can tell one from another. */
const clustersMin = 10;
const resolved = endings.indexOf('RESOLVED');

export interface Folds {
  /** Per unit the fold it is in. */
  readonly foldOf: Int32Array;
  readonly parts: readonly Int32Array[];
}

/**
 * Splits tickets into folds of about equal size, whole clusters together, so that no customer is on
 * both sides. Fewer folds than asked for where a fold could not be judged by itself.
 *
 * @returns the reason where not even two can
 */
export function foldsOf(
  table: FitTable,
  rows: Int32Array,
  { units, folds, seed }: { readonly units: Units; readonly folds: number; readonly seed: number },
): Folds | string {
  const sizes = new Int32Array(units.units);
  for (const row of rows) {
    const unit = units.unitOf[row] ?? 0;
    sizes[unit] = (sizes[unit] ?? 0) + 1;
  }
  const present = [...sizes.keys()].filter((unit) => (sizes[unit] ?? 0) > 0);
  if (present.length < clustersMin) {
    return `The tickets belong to ${present.length} clusters; folds and intervals need ${clustersMin}.`;
  }
  shuffle(present, seed);
  for (let count = folds; count >= 2; count--) {
    const dealt = deal(present, sizes, count);
    const parts = Array.from({ length: count }, (_, fold) =>
      rows.filter((row) => dealt[units.unitOf[row] ?? 0] === fold),
    );
    if (parts.every((part) => canBeJudged(table, part))) return { foldOf: dealt, parts };
  }
  return `Not even two parts of ${rows.length} tickets can be judged apart: each needs ${ticketsMin}, with at least two of each outcome.`;
}

function shuffle(units: number[], seed: number): void {
  const random = seededRandom(seed);
  for (let last = units.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [units[last], units[other]] = [units[other] ?? 0, units[last] ?? 0];
  }
}

/** Each unit to the fold that is smallest so far. */
function deal(order: readonly number[], sizes: Int32Array, count: number): Int32Array {
  const foldOf = new Int32Array(sizes.length).fill(-1);
  const filled = new Float64Array(count);
  for (const unit of order) {
    const fold = filled.indexOf(Math.min(...filled));
    foldOf[unit] = fold;
    filled[fold] = (filled[fold] ?? 0) + (sizes[unit] ?? 0);
  }
  return foldOf;
}

/** Enough tickets, and of those whose outcome is yes or no, or a time, two of each. */
export function canBeJudged({ outcome }: FitTable, rows: Int32Array): boolean {
  if (rows.length < ticketsMin) return false;
  const { kind, value, ending } = outcome;
  const isEvent = (row: number) =>
    kind === 'TIME' ? ending?.[row] === resolved : value[row] === 1;
  const events = rows.reduce((sum, row) => sum + (isEvent(row) ? 1 : 0), 0);
  if (kind === 'TIME') return events >= 2;
  return kind === 'NUMBER' || Math.min(events, rows.length - events) >= 2;
}

/** Scores each fold under weights that were fitted to the others; writes them into a column. */
export function scoreFolds(
  table: FitTable,
  { foldOf, parts }: Folds,
  {
    products,
    room,
    into,
  }: {
    /** By unit. */
    readonly products: readonly CrossProducts[];
    readonly room: Room;
    readonly into: Float64Array;
  },
): void {
  for (const [fold, rows] of parts.entries()) {
    const others = foldOf.map((one) => (one === fold || one < 0 ? 0 : 1));
    const cases = condensedCases(addCrossProducts(products, others));
    const scores = compositeOf(table, rows, fitWeights(cases, room) ?? table.today);
    for (let i = 0; i < rows.length; i++) into[rows[i] ?? 0] = scores[i] ?? Number.NaN;
  }
}
