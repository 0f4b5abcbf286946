import { shapleyShares } from '@assay/scoring/association/shapley-shares';
import { type SeededRandom, seededRandom } from '@assay/scoring/sampling/seeded-random';
import type { Factor } from '../../kpi/rules/input.ts';
import { percentileInterval } from '../../kpi/rules/resample.ts';
import type { WeightRow } from './evidence.ts';
import { fitWeights, type partsOf, type WeightBounds } from './fit-weights.ts';

/** Resamples that weights are fitted on, and the tickets of each at most. */
const resamples = 200;
const ticketsMax = 20_000;

export interface Stability {
  /** By dimension. */
  readonly weights: readonly WeightRow['stability'][];
  readonly shapley: readonly WeightRow['shapley'][];
}

interface Sample {
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  readonly rows: Int32Array;
  readonly cluster: Factor | null;
}

/** How far weights and Shapley shares move from one resample of clusters or tickets to another. */
export function stabilityOf(
  sample: Sample,
  parts: Exclude<ReturnType<typeof partsOf>, string>,
  bounds: WeightBounds,
  { seed, level }: { readonly seed: number; readonly level: number },
): Stability {
  const random = seededRandom(seed);
  const groups = groupsOf(sample);
  const found = bounds.today.map(() => ({ weights: [] as number[], shares: [] as number[] }));
  for (let b = 0; b < resamples; b++) {
    const drawn = draw(groups, random, Math.min(ticketsMax, sample.target.length));
    const columns = sample.columns.map((column) => drawn.map((i) => column[i] ?? 0));
    const target = drawn.map((i) => sample.target[i] ?? 0);
    const fit = fitWeights(columns, target, parts, bounds);
    const { shares, value } = shapleyShares(columns, target);
    for (const [d, of] of found.entries()) {
      if ('weights' in fit) of.weights.push(fit.weights[d] ?? 0);
      if (shares !== null && value !== null && value > 0) of.shares.push((shares[d] ?? 0) / value);
    }
  }
  const whole = shapleyShares(sample.columns, sample.target);
  return {
    weights: found.map(({ weights }) => middle(weights, level)),
    shapley: found.map(({ shares }, d) => {
      const { value } = whole;
      if (value === null || value === 0) return null;
      const interval = percentileInterval(
        ...([
          Float64Array.from(shares),
          resamples,
          level,
          'bootstrap over tickets or clusters',
        ] as const),
      );
      return { value: (whole.shares?.[d] ?? 0) / value, interval };
    }),
  };
}

function middle(values: readonly number[], level: number): WeightRow['stability'] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

/** Cases that are drawn together. */
function groupsOf({ rows, cluster }: Sample): readonly Int32Array[] {
  if (cluster === null) return Array.from(rows, (_, i) => Int32Array.of(i));
  const groups = new Map<number, number[]>();
  for (const [i, row] of rows.entries()) {
    const code = cluster.codes[row] ?? -1;
    const key = code < 0 ? -1 - row : code;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  }
  return [...groups.values()].map((group) => Int32Array.from(group));
}

function draw(groups: readonly Int32Array[], random: SeededRandom, size: number): Float64Array {
  const drawn = new Float64Array(size);
  let filled = 0;
  while (filled < size) {
    for (const i of groups[random.integer(groups.length)] ?? []) {
      if (filled === size) break;
      drawn[filled++] = i;
    }
  }
  return drawn;
}
