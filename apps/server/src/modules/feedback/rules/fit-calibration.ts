import { ascendingOrder } from '@assay/scoring/association/ascending-order';
import { wilson } from '@assay/scoring/proportions/wilson';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { KpiInput, KpiNote } from '../../kpi/rules/input.ts';
import { reliabilityOf } from '../../kpi/rules/reliability.ts';
import type { IntervalJson, ScoreBin } from '../../kpi/rules/result.ts';
import { calibrationErrorOf } from './calibration-error.ts';
import { type CalibrationTable, calibrationTable, stretch } from './calibration-table.ts';
import { fitContext, fitMap } from './fit-map.ts';
import {
  type CalibrationMap,
  type CalibrationModel,
  type QualityFigure,
  satisfiedFrom,
} from './model.ts';
import { predictTable } from './predict-table.ts';

interface Options {
  readonly outcome: string;
  readonly folds: number;
  readonly level: number;
  readonly seed: number;
}

/** Tickets of each fold at least. */
const foldMin = 30;
const bins = 10;

/**
 * P(outcome | scores), fitted on earlier tickets and tried on later ones, fold after fold. There is no
 * calibration where it is not surely better than telling everyone the share so far.
 *
 * Two maps are tried, a logistic one on the dimensions and the context that the run adjusts for, and a
 * rising one on the composite; the one with the smaller Brier score on tickets it was not fitted to is
 * kept and fitted to all.
 *
 * @see Brier (1950), Monthly Weather Review 78:1–3; Zadrozny and Elkan (2002), KDD, for the rising map
 */
export function fitCalibration(
  input: KpiInput,
  { outcome: key, folds, level, seed }: Options,
): CalibrationModel {
  const outcome = input.outcomes.find((one) => one.key === key);
  const reliability = input.scores[0] === undefined ? null : reliabilityOf(input.scores[0], level);
  const about = {
    outcome: key,
    ratingsPerTicket: reliability?.ratingsPerTicket ?? 0,
    singleReliability: singleOf(reliability?.value ?? null, reliability?.ratingsPerTicket ?? 0),
  };
  if (outcome === undefined) return none(about, `No ticket has the outcome ${key}.`, 0);
  if (outcome.kind === 'TIME') {
    return none(
      about,
      `${outcome.label} is a time; a probability needs an outcome that is or is not.`,
      0,
    );
  }
  const isYesNo = outcome.kind === 'YES_NO';
  if (!isYesNo && outcome.unit !== '[0, 1]') {
    return none(
      about,
      `${outcome.label} is a number; nobody has said from where on it is good.`,
      0,
    );
  }
  const table = calibrationTable(input, outcome);
  if (table.n < foldMin * (folds + 1)) {
    return none(
      about,
      `Only ${table.n} tickets have scores and ${outcome.label}; ${foldMin * (folds + 1)} are needed.`,
      table.n,
    );
  }
  const [best] = forecasts(table, folds, level).sort((a, b) => a.brier - b.brier);
  if (best === undefined) {
    return none(
      about,
      'Neither map can be fitted: the outcome is the same on the earlier tickets, or scores separate it wholly.',
      table.n,
    );
  }
  return judged(best, table, { about, level, seed, isYesNo, label: outcome.label });
}

interface About {
  readonly outcome: string;
  readonly ratingsPerTicket: number;
  readonly singleReliability: number | null;
}
/** Forecasts of later tickets by a map fitted to earlier ones. */
interface Tried {
  readonly kind: CalibrationMap['kind'];
  /** The tickets that were forecast. */
  readonly later: CalibrationTable;
  readonly p: Float64Array;
  /** The share with the outcome among the tickets before; in such context where any is declared. */
  readonly base: Float64Array;
  readonly brier: number;
}

function judged(
  { kind, later, p, base }: Tried,
  table: CalibrationTable,
  {
    about,
    level,
    seed,
    isYesNo,
    label,
  }: { about: About; level: number; seed: number; isYesNo: boolean; label: string },
): CalibrationModel {
  const { y } = later;
  const losses = squaredErrors(p, y);
  const baseLosses = squaredErrors(base, y);
  const clusters = numbered(later.unit);
  const gains = baseLosses.map((loss, i) => loss - (losses[i] ?? 0));
  const better = meanOf(gains, clusters, level);
  const map = fitMap(table, kind, level);
  const beats = better.interval !== null && better.interval.low > 0;
  const notes: KpiNote[] = isYesNo
    ? []
    : [
        {
          severity: 'INFO',
          code: 'SATISFIED_FROM',
          message: `${label} counts as good from ${satisfiedFrom} on.`,
        },
      ];
  return {
    ...about,
    map: beats ? map : null,
    noneBecause: beats
      ? null
      : 'The scores do not forecast this outcome better than the share of tickets that had it before.',
    baseRate: average(table.y),
    brier: meanOf(losses, clusters, level),
    brierOfBaseRate: meanOf(baseLosses, clusters, level),
    expectedCalibrationError: calibrationErrorOf({ p, y, unit: later.unit }, { level, seed }),
    reliability: reliabilityBins(p, y, level),
    tickets: table.n,
    notes,
  };
}

/** Forecasts of later tickets by fits of either kind to all earlier ones; none of a kind whose fit fails. */
function forecasts(table: CalibrationTable, folds: number, level: number): Tried[] {
  const size = table.n / (folds + 1);
  const bounds = Array.from({ length: folds + 1 }, (_, fold) => Math.floor((fold + 1) * size));
  const [first = 0] = bounds;
  const later = stretch(table, first, bounds.at(-1) ?? first);
  const base = new Float64Array(later.n);
  const made = { LOGISTIC: new Float64Array(later.n), ISOTONIC: new Float64Array(later.n) };
  const fitted = new Set(['LOGISTIC', 'ISOTONIC'] as const);
  for (const [fold, from] of bounds.slice(0, -1).entries()) {
    const before = stretch(table, 0, from);
    const next = stretch(table, from, bounds[fold + 1] ?? from);
    // what context alone foretells is no merit of the scores
    const context = fitContext(before, level);
    const told = context === null ? null : predictTable(context, next);
    const own = told ?? new Float64Array(next.n).fill(average(before.y));
    base.set(own, from - first);
    for (const kind of fitted) {
      const map = fitMap(before, kind, level);
      if (map === null) fitted.delete(kind);
      else made[kind].set(predictTable(map, next) ?? own, from - first);
    }
  }
  return [...fitted].map((kind) => {
    const p = made[kind];
    return { kind, later, p, base, brier: average(squaredErrors(p, later.y)) };
  });
}

function squaredErrors(p: Float64Array, y: Float64Array): Float64Array {
  const errors = new Float64Array(p.length);
  for (let i = 0; i < p.length; i++) errors[i] = ((p[i] ?? 0) - (y[i] ?? 0)) ** 2;
  return errors;
}

function average(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}

/** Clusters numbered from 0 as they come. */
interface Clusters {
  readonly of: Int32Array;
  readonly count: number;
}

function numbered(unit: Int32Array): Clusters {
  const known = new Map<number, number>();
  const of = new Int32Array(unit.length);
  for (let i = 0; i < unit.length; i++) {
    const own = unit[i] ?? 0;
    const number = known.get(own) ?? known.size;
    if (number === known.size) known.set(own, number);
    of[i] = number;
  }
  return { of, count: known.size };
}

/** A mean with an interval over clusters. */
function meanOf(values: Float64Array, { of, count }: Clusters, level: number): QualityFigure {
  const n = values.length;
  const mean = average(values);
  const sums = new Float64Array(count);
  for (let i = 0; i < n; i++) {
    const cluster = of[i] ?? 0;
    sums[cluster] = (sums[cluster] ?? 0) + ((values[i] ?? 0) - mean) / n;
  }
  if (count < 2) return { value: mean, undefinedBecause: null, interval: null, n };
  const squares = sums.reduce((sum, part) => sum + part ** 2, 0);
  const error = Math.sqrt((squares * count) / (count - 1));
  const reach = normalQuantile((1 + level) / 2, 0, 1) * error;
  const interval: IntervalJson = {
    ...{ low: mean - reach, high: mean + reach, level },
    method: `normal, over ${count} tickets or clusters`,
  };
  return { value: mean, undefinedBecause: null, interval, n };
}

/** What was observed where much, and where little, was forecast. */
function reliabilityBins(p: Float64Array, y: Float64Array, level: number): readonly ScoreBin[] {
  const { order } = ascendingOrder(p);
  const size = Math.ceil(order.length / bins);
  return Array.from({ length: bins }, (_, k) => order.subarray(k * size, (k + 1) * size))
    .filter((bin) => bin.length > 0)
    .map((bin) => {
      const yes = bin.reduce((sum, i) => sum + (y[i] ?? 0), 0);
      return {
        ...{ low: p[bin[0] ?? 0] ?? 0, high: p[bin.at(-1) ?? 0] ?? 0 },
        ...{ mean: yes / bin.length, n: bin.length },
        interval: wilson(yes, bin.length, { level }).interval ?? null,
      };
    });
}

/** The reliability of one rating, from that of a mean of k. */
function singleOf(mean: number | null, k: number): number | null {
  if (mean === null || k === 0) return null;
  return mean / (k - (k - 1) * mean);
}

function none(about: About, because: string, tickets: number): CalibrationModel {
  const unknown: QualityFigure = {
    value: null,
    undefinedBecause: because,
    interval: null,
    n: tickets,
  };
  return {
    ...about,
    ...{ map: null, noneBecause: because, baseRate: null, tickets, notes: [], reliability: [] },
    ...{ brier: unknown, brierOfBaseRate: unknown, expectedCalibrationError: unknown },
  };
}
