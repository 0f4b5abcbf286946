import { type Cases, type Sorted, splitCases } from '../../kpi/rules/cases.ts';
import {
  exactMax,
  primaryCoefficient,
  primaryStatistic,
  refusal,
} from '../../kpi/rules/primary.ts';
import {
  linearReplicates,
  percentileInterval,
  sumsByUnit,
  type Units,
} from '../../kpi/rules/resample.ts';
import type { Statistic } from '../../kpi/rules/statistic.ts';
import type { Gain } from './evidence.ts';
import type { FitTable } from './fit-table.ts';

/** How a composite goes with the outcome, on tickets that its weights were not fitted to. */
export interface Measured {
  /** The measure, higher where the composite goes better with good outcomes; null with the reason. */
  readonly value: number | null;
  readonly because: string | null;
  readonly n: number;
  /** The measure on each resample; NaN where it is undefined there. */
  readonly replicates: Float64Array;
}

interface PartFigure {
  readonly part: Cases;
  readonly statistic: Statistic;
  readonly value: number;
  /** Of all tickets. */
  readonly share: number;
}

/**
 * The measure of a composite on each of some parts of the tickets, and the mean over the parts, each
 * counting by its tickets: scores under the weights of different folds are not compared. Resampled by
 * ticket or cluster together with the scores that it has: computed again for up to 5,000 tickets, by
 * adding influence values beyond.
 *
 * @param parts - rows that have the composite and the outcome
 */
export function measure(
  { input, outcome, known }: FitTable,
  composite: Sorted,
  { parts, units }: { readonly parts: readonly Int32Array[]; readonly units: Units },
): Measured {
  const cases = splitCases(composite, known, parts, input.samplingWeights);
  const n = cases.reduce((sum, part) => sum + part.n, 0);
  const isArea = primaryCoefficient(outcome.kind) === 'AUC';
  // concordance is already higher where the end comes sooner
  const isReversed = outcome.kind !== 'TIME' && !outcome.higherIsBetter;
  const better = (value: number) => (isReversed ? (isArea ? 1 : 0) - value : value);
  const found: PartFigure[] = [];
  let sum = 0;
  for (const part of cases) {
    const statistic = primaryStatistic(part, outcome);
    const because = refusal(part, outcome);
    const value = because === null ? statistic.value(part.weights) : null;
    if (value === null) {
      const why = because ?? 'No two tickets can be compared.';
      return { value: null, because: why, n, replicates: new Float64Array() };
    }
    found.push({ part, statistic, value, share: part.n / n });
    sum += (part.n / n) * value;
  }
  const replicates = n <= exactMax ? again(found, units) : added(found, sum, units);
  return { value: better(sum), because: null, n, replicates: replicates.map(better) };
}

/** The mean over parts, computed from each resample. */
function again(found: readonly PartFigure[], { draws, units, unitOf, replicates }: Units) {
  const means = new Float64Array(replicates);
  for (const { part, statistic, share } of found) {
    const { weights, rows } = part;
    const unit = rows.map((row) => unitOf[row] ?? 0);
    const drawn = new Float64Array(rows.length);
    for (let b = 0; b < replicates; b++) {
      const times = draws.subarray(b * units, (b + 1) * units);
      for (let i = 0; i < drawn.length; i++) {
        drawn[i] = (weights[i] ?? 0) * (times[unit[i] ?? 0] ?? 0);
      }
      means[b] = (means[b] ?? 0) + share * (statistic.value(drawn) ?? Number.NaN);
    }
  }
  return means;
}

/** The mean over parts, with what each unit adds to it. */
function added(found: readonly PartFigure[], mean: number, units: Units): Float64Array {
  const sums = new Float64Array(units.units);
  for (const { part, statistic, value, share } of found) {
    const ofPart = sumsByUnit(statistic.influence(part.weights, value), part.rows, units);
    for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + share * (ofPart[k] ?? 0);
  }
  return linearReplicates(mean, sums, units);
}

interface Doubted {
  readonly units: Units;
  readonly level: number;
}

/** What other weights bring on tickets that they were not fitted to, on the same resamples. */
export function gainOf(after: Measured, before: Measured, { units, level }: Doubted): Gain {
  const { n } = after;
  if (after.value === null || before.value === null) {
    const because = after.because ?? before.because ?? 'The measure is not defined.';
    return { value: null, undefinedBecause: because, interval: null, n };
  }
  const differences = after.replicates
    .map((one, b) => one - (before.replicates[b] ?? Number.NaN))
    .filter((one) => !Number.isNaN(one));
  const of = units.clusters === null ? 'tickets' : 'clusters';
  const how = n <= exactMax ? 'computed again' : 'of influence values';
  const method = `bootstrap over ${of} of held-out scores, ${how}`;
  return {
    ...{ value: after.value - before.value, undefinedBecause: null, n },
    interval: percentileInterval(differences, units.replicates, level, method),
  };
}
