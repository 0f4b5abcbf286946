import { wilson } from '@assay/scoring/proportions/wilson';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { KpiInput, KpiNote } from '../../kpi/rules/input.ts';
import { reliabilityOf } from '../../kpi/rules/reliability.ts';
import type { IntervalJson, ScoreBin } from '../../kpi/rules/result.ts';
import { calibrationErrorOf } from './calibration-error.ts';
import { type CalibrationRow, rowsOf } from './calibration-rows.ts';
import { fitContext, fitMap } from './fit-map.ts';
import {
  type CalibrationMap,
  type CalibrationModel,
  type QualityFigure,
  satisfiedFrom,
} from './model.ts';
import { predict } from './predict.ts';

interface Options {
  readonly outcome: string;
  readonly folds: number;
  readonly level: number;
  readonly seed: number;
}

/** Tickets of each fold at least. */
const foldMin = 30;
const bins = 10;

interface Forecast {
  readonly row: CalibrationRow;
  readonly p: number;
  /** The share with the outcome among the tickets before; in such context where any is declared. */
  readonly base: number;
}

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
  const rows = rowsOf(input, outcome);
  if (rows.length < foldMin * (folds + 1)) {
    return none(
      about,
      `Only ${rows.length} tickets have scores and ${outcome.label}; ${foldMin * (folds + 1)} are needed.`,
      rows.length,
    );
  }
  const tried = (['LOGISTIC', 'ISOTONIC'] as const)
    .flatMap((kind) => forecasts(rows, kind, folds, level))
    .sort((a, b) => brierOf(a.forecasts) - brierOf(b.forecasts));
  const [best] = tried;
  if (best === undefined) {
    return none(
      about,
      'Neither map can be fitted: the outcome is the same on the earlier tickets, or scores separate it wholly.',
      rows.length,
    );
  }
  return judged(best, rows, { about, level, seed, isYesNo, label: outcome.label });
}

interface About {
  readonly outcome: string;
  readonly ratingsPerTicket: number;
  readonly singleReliability: number | null;
}
interface Tried {
  readonly kind: CalibrationMap['kind'];
  readonly forecasts: readonly Forecast[];
}

function judged(
  best: Tried,
  rows: readonly CalibrationRow[],
  {
    about,
    level,
    seed,
    isYesNo,
    label,
  }: { about: About; level: number; seed: number; isYesNo: boolean; label: string },
): CalibrationModel {
  const { forecasts: made, kind } = best;
  const losses = made.map(({ p, row }) => (p - row.y) ** 2);
  const baseLosses = made.map(({ base, row }) => (base - row.y) ** 2);
  const units = made.map(({ row }) => row.unit);
  const better = meanOf(
    losses.map((loss, i) => (baseLosses[i] ?? 0) - loss),
    units,
    level,
  );
  const map = fitMap(rows, kind, level);
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
    baseRate: rows.reduce((sum, { y }) => sum + y, 0) / rows.length,
    brier: meanOf(losses, units, level),
    brierOfBaseRate: meanOf(baseLosses, units, level),
    expectedCalibrationError: calibrationErrorOf(
      made.map(({ p, row: { y, unit } }) => ({ p, y, unit })),
      { level, seed },
    ),
    reliability: reliabilityBins(made, level),
    tickets: rows.length,
    notes,
  };
}

/** Forecasts of later tickets by fits to all earlier ones; none where a fit fails. */
function forecasts(
  rows: readonly CalibrationRow[],
  kind: CalibrationMap['kind'],
  folds: number,
  level: number,
): readonly Tried[] {
  const size = rows.length / (folds + 1);
  const made: Forecast[] = [];
  for (let fold = 1; fold <= folds; fold++) {
    const before = rows.slice(0, Math.floor(fold * size));
    const map = fitMap(before, kind, level);
    if (map === null) return [];
    const share = before.reduce((sum, { y }) => sum + y, 0) / before.length;
    // what context alone foretells is no merit of the scores
    const context = fitContext(before, level);
    for (const row of rows.slice(before.length, Math.floor((fold + 1) * size))) {
      const base = (context === null ? null : predict(context, row.scores)) ?? share;
      made.push({ row, p: predict(map, row.scores) ?? base, base });
    }
  }
  return [{ kind, forecasts: made }];
}

const brierOf = (made: readonly Forecast[]): number =>
  made.reduce((sum, { p, row }) => sum + (p - row.y) ** 2, 0) / made.length;

/** A mean with an interval over clusters. */
function meanOf(values: readonly number[], units: readonly number[], level: number): QualityFigure {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sums = new Map<number, number>();
  for (const [i, unit] of units.entries()) {
    sums.set(unit, (sums.get(unit) ?? 0) + ((values[i] ?? 0) - mean) / n);
  }
  const squares = [...sums.values()].reduce((sum, part) => sum + part ** 2, 0);
  if (sums.size < 2) return { value: mean, undefinedBecause: null, interval: null, n };
  const error = Math.sqrt((squares * sums.size) / (sums.size - 1));
  const reach = normalQuantile((1 + level) / 2, 0, 1) * error;
  const interval: IntervalJson = {
    ...{ low: mean - reach, high: mean + reach, level },
    method: `normal, over ${sums.size} tickets or clusters`,
  };
  return { value: mean, undefinedBecause: null, interval, n };
}

/** What was observed where much, and where little, was forecast. */
function reliabilityBins(made: readonly Forecast[], level: number): readonly ScoreBin[] {
  const sorted = made.toSorted((a, b) => a.p - b.p);
  const size = Math.ceil(sorted.length / bins);
  return Array.from({ length: bins }, (_, k) => sorted.slice(k * size, (k + 1) * size))
    .filter((bin) => bin.length > 0)
    .map((bin) => {
      const yes = bin.reduce((sum, { row }) => sum + row.y, 0);
      return {
        ...{ low: bin[0]?.p ?? 0, high: bin.at(-1)?.p ?? 0, mean: yes / bin.length, n: bin.length },
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
