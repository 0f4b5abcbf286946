import type { Ratings } from '../ratings/ratings.ts';
import { type Doubt, defined, type Estimate, notDefined, requires } from '../result.ts';
import type { SeededRandom } from '../sampling/seeded-random.ts';
import { AgreementCounts } from './agreement-counts.ts';
import { percentileDoubt } from './bootstrap-rows.ts';
import { numberClusters } from './clusters.ts';
import { type Coefficient, coefficientOfRows, coefficientStatistic } from './coefficient.ts';
import type { CountRows } from './count-rows.ts';
import { type DrawUnits, drawClusters, drawUnits } from './draw-units.ts';
import { gatherRows } from './gather-rows.ts';

type Side = Estimate<{ readonly units: number; readonly pairable: number }>;

export interface BootstrapComparison {
  readonly before: Side;
  readonly after: Side;
  readonly replicates: number;
  /** replicates in which either side was undefined; they are left out */
  readonly undefinedReplicates: number;
}

export interface BootstrapComparisonOptions {
  /** whether unit u is the same unit on both sides */
  readonly dependent: boolean;
  readonly random: SeededRandom;
  readonly replicates: number;
  readonly level: number;
  readonly categories?: readonly number[];
  /** per unit of each side the cluster it belongs to; equal lists if dependent */
  readonly clusters?: { readonly before: readonly unknown[]; readonly after: readonly unknown[] };
}

/** Draws the units of both sides at once. */
type DrawBoth = (before: Float64Array, after: Float64Array) => void;

const name = 'compareAgreement';

/** The difference of a coefficient between two sets of units, or two sets of ratings of the same. */
export function compareByBootstrap(
  first: Ratings | AgreementCounts,
  second: Ratings | AgreementCounts,
  coefficient: Coefficient,
  options: BootstrapComparisonOptions,
): Estimate<BootstrapComparison> {
  const { replicates, level } = options;
  requires(Number.isInteger(replicates) && replicates >= 1, name, 'at least 1 replicate');
  const left = rowsOf(first, options.categories);
  const right = rowsOf(second, options.categories);
  const before = coefficientOfRows(left.rows, coefficient, level);
  const after = coefficientOfRows(right.rows, coefficient, level);
  const none = { before, after, replicates: 0, undefinedReplicates: 0 };
  if (before.value === null || after.value === null) {
    return notDefined('The coefficient is undefined on one of the two sides.', none);
  }
  const value = after.value - before.value;
  const { draw, enough } = options.dependent
    ? together(left, right, options)
    : apart(left, right, options);
  if (!enough) return defined(value, none);
  const statistics = [left, right].map(({ rows }) => coefficientStatistic(rows, coefficient));
  const [beforeOf, afterOf] = statistics;
  if (beforeOf === undefined || afterOf === undefined) throw new Error('cannot happen: two sides');
  const drawnBefore = new Float64Array(left.rows.units.length);
  const drawnAfter = new Float64Array(right.rows.units.length);
  const differences: number[] = [];
  for (let b = 0; b < replicates; b++) {
    draw(drawnBefore, drawnAfter);
    const difference = afterOf(drawnAfter) - beforeOf(drawnBefore);
    if (!Number.isNaN(difference)) differences.push(difference);
  }
  const undefinedReplicates = replicates - differences.length;
  const sorted = Float64Array.from(differences).sort();
  const over = options.clusters === undefined ? 'units' : 'clusters';
  const method = `percentile bootstrap over ${over}`;
  const doubt: Doubt = percentileDoubt(sorted, replicates, level, method);
  return defined(value, { ...none, replicates, undefinedReplicates }, doubt);
}

interface GroupedSide {
  readonly rows: CountRows;
  /** the row of each unit; `null` where only counts are known */
  readonly rowOf: Int32Array | null;
}

function rowsOf(side: Ratings | AgreementCounts, categories?: readonly number[]): GroupedSide {
  if (side instanceof AgreementCounts) return { rows: side.rows(), rowOf: null };
  return gatherRows(name, side, categories);
}

function apart(left: GroupedSide, right: GroupedSide, options: BootstrapComparisonOptions) {
  const sides = [
    [left, options.clusters?.before],
    [right, options.clusters?.after],
  ] as const;
  const draws = sides.map(([side, ids]): { draw: DrawUnits; independent: number } => {
    if (ids === undefined) {
      const independent = side.rows.units.reduce((sum, n) => sum + n, 0);
      return { draw: drawUnits(side.rows.units, options.random), independent };
    }
    requires(side.rowOf !== null, name, 'ratings, not counts, for clusters');
    const { clusterOf, clusters } = numberClusters(name, ids, side.rowOf.length);
    return {
      draw: drawClusters(side.rowOf, clusterOf, clusters, options.random),
      independent: clusters,
    };
  });
  const draw: DrawBoth = (before, after) => {
    draws[0]?.draw(before);
    draws[1]?.draw(after);
  };
  return { draw, enough: draws.every(({ independent }) => independent >= 2) };
}

/** Draws units once and gives each side its rows of them. */
function together(left: GroupedSide, right: GroupedSide, options: BootstrapComparisonOptions) {
  const { clusters: ids, random } = options;
  const [leftRow, rightRow] = [left.rowOf, right.rowOf];
  requires(leftRow !== null && rightRow !== null, name, 'ratings, not counts, of dependent sides');
  requires(leftRow.length === rightRow.length, name, 'the same units on both sides');
  requires(
    ids === undefined ||
      (ids.before.length === ids.after.length && ids.before.every((id, u) => id === ids.after[u])),
    name,
    'the same clusters on both sides of dependent ones',
  );
  const known = new Map<number, number>();
  const units: number[] = [];
  const pairOf = Int32Array.from(leftRow, (row, u) => {
    const key = row * right.rows.units.length + (rightRow[u] ?? 0);
    const pair = known.get(key) ?? known.size;
    known.set(key, pair);
    units[pair] = (units[pair] ?? 0) + 1;
    return pair;
  });
  const rowsOfPair = [...known.keys()].map((key) => ({
    before: Math.floor(key / right.rows.units.length),
    after: key % right.rows.units.length,
  }));
  const clustered = ids === undefined ? null : numberClusters(name, ids.before, leftRow.length);
  const drawPairs =
    clustered === null
      ? drawUnits(Float64Array.from(units), random)
      : drawClusters(pairOf, clustered.clusterOf, clustered.clusters, random);
  const drawn = new Float64Array(units.length);
  const draw: DrawBoth = (before, after) => {
    drawPairs(drawn);
    before.fill(0);
    after.fill(0);
    rowsOfPair.forEach((rows, pair) => {
      before[rows.before] = (before[rows.before] ?? 0) + (drawn[pair] ?? 0);
      after[rows.after] = (after[rows.after] ?? 0) + (drawn[pair] ?? 0);
    });
  };
  return { draw, enough: (clustered?.clusters ?? leftRow.length) >= 2 };
}
