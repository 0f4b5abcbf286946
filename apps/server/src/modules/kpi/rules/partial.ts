import { type Cases, casesOf, type Sorted } from './cases.ts';
import { withoutFactors } from './cells.ts';
import { correlationDoubt, rankDoubt } from './doubt.ts';
import { said, unsaid } from './estimate.ts';
import type { Grouped } from './grouped.ts';
import { type Factor, type OutcomeColumn, ticketsMin } from './input.ts';
import { linearCorrelation } from './linear-correlation.ts';
import { clustersIn, errorOf, type Units } from './resample.ts';
import type { KpiEstimate } from './result.ts';

interface Adjusted {
  readonly score: Sorted;
  readonly sorted: Sorted;
  readonly outcome: OutcomeColumn;
  readonly weights: Float64Array | null;
  readonly confounders: readonly Factor[];
  readonly units: Units;
  readonly level: number;
}

/**
 * The correlation of what is left of score and outcome once the confounders' additive effects are
 * taken out: of ranks for numbers, as in the primary test, and of ranks with 0 and 1 for yes/no.
 */
export function partial(all: Cases, about: Adjusted): KpiEstimate {
  const { confounders, score, sorted, outcome, level, units, weights } = about;
  const rows = adjustable(all.rows, confounders);
  const cases = rows.length === all.n ? all : casesOf(score, sorted, rows, weights);
  const counts = { n: cases.n, clusters: clustersIn(rows, units) };
  const names = confounders.map(({ label }) => label).join(', ');
  if (cases.n < ticketsMin) {
    return unsaid('PARTIAL', `Fewer than ${ticketsMin} tickets have ${names} known.`, counts);
  }
  const codes = confounders.map((factor) => codesAt(factor, rows));
  const ofOutcome = outcome.kind === 'NUMBER' ? ranksOf(cases.byY) : cases.y;
  const [x, y] = [ranksOf(cases.byX), ofOutcome].map((values) => ({
    values,
    left: withoutFactors(values, codes, cases.weights),
  }));
  const taken = codes.reduce(
    (sum, own, f) => sum + levelsIn(own, confounders[f]?.levels.length ?? 0) - 1,
    0,
  );
  const freedom = cases.n - 2 - taken;
  if (x === undefined || y === undefined || freedom < 2 || isExplained(x) || isExplained(y)) {
    const why = `${names} determines the score or the outcome, or too few tickets are left.`;
    return unsaid('PARTIAL', why, counts);
  }
  const found = linearCorrelation(x.left, y.left, cases.weights);
  if (found === null) return unsaid('PARTIAL', 'A variable does not vary.', counts);
  if (units.clusters === null && weights === null) {
    const doubt = rankDoubt(found.value, freedom, level);
    return said('PARTIAL', { ...counts, value: found.value, ...doubt });
  }
  const method = 'Fisher z, clusters or weights by the infinitesimal jackknife';
  const error = errorOf(found.influence, rows, units);
  const doubt = correlationDoubt(found.value, error, { level, clusters: counts.clusters, method });
  return said('PARTIAL', { ...counts, value: found.value, ...doubt });
}

/** Mid-ranks as shares, so that their size does not depend on the number of cases. */
function ranksOf({ group, groups }: Grouped): Float64Array {
  const n = group.length;
  const counts = new Float64Array(groups);
  for (let i = 0; i < n; i++) counts[group[i] ?? 0] = (counts[group[i] ?? 0] ?? 0) + 1;
  let below = 0;
  for (let g = 0; g < groups; g++) {
    const own = counts[g] ?? 0;
    counts[g] = (below + own / 2) / n;
    below += own;
  }
  const ranks = new Float64Array(n);
  for (let i = 0; i < n; i++) ranks[i] = counts[group[i] ?? 0] ?? 0;
  return ranks;
}

/** Those of some rows on which every confounder is known. */
function adjustable(rows: Int32Array, confounders: readonly Factor[]): Int32Array {
  let left = rows;
  for (const { codes } of confounders) {
    let unknown = 0;
    for (let i = 0; i < left.length; i++) if ((codes[left[i] ?? 0] ?? -1) < 0) unknown += 1;
    if (unknown > 0) left = left.filter((row) => (codes[row] ?? -1) >= 0);
  }
  return left;
}

function codesAt({ codes }: Factor, rows: Int32Array): Int32Array {
  if (rows.length === codes.length) return codes;
  const own = new Int32Array(rows.length);
  for (let i = 0; i < own.length; i++) own[i] = codes[rows[i] ?? 0] ?? 0;
  return own;
}

function levelsIn(codes: Int32Array, levels: number): number {
  const seen = new Uint8Array(levels);
  for (let i = 0; i < codes.length; i++) seen[codes[i] ?? 0] = 1;
  return seen.reduce((sum, one) => sum + one, 0);
}

/** Share of the spread that has to be left for more than rounding. */
const least = 1e-9;

function isExplained({
  values,
  left,
}: {
  readonly values: Float64Array;
  readonly left: Float64Array;
}): boolean {
  let [sum, squares, after] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const rest = left[i] ?? 0;
    sum += value;
    squares += value * value;
    after += rest * rest;
  }
  return after <= least * (squares - sum ** 2 / values.length);
}
