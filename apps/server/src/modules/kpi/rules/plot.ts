import { wilson } from '@assay/scoring/proportions/wilson';
import { aalenJohansen } from '@assay/scoring/survival/aalen-johansen';
import { kaplanMeier } from '@assay/scoring/survival/kaplan-meier';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Cases } from './cases.ts';
import { endings, type OutcomeColumn } from './input.ts';
import { eventsOf } from './primary.ts';
import type { IncidenceCurve, PairPlot, Point, ScoreBin, SurvivalCurve } from './result.ts';
import { scoreGroups } from './score-groups.ts';

const scatterMax = 500;
const stepsMax = 200;
const bandPoints = 21;
const binCount = 10;
/** Cases that curves of times are drawn from at most. */
const curveMax = 50_000;

const empty: PairPlot = {
  ...{ scatter: [], line: null, band: [], bins: [], roc: [], survival: [], incidence: [] },
};

/** What a pair looks like. */
export function plotOf(cases: Cases, outcome: OutcomeColumn, level: number): PairPlot {
  if (cases.n === 0) return empty;
  if (outcome.kind === 'TIME') return { ...empty, ...curvesOf(cases, outcome, level) };
  const scatter = outcome.kind === 'NUMBER' ? evenly(cases, scatterMax) : [];
  const line = outcome.kind === 'NUMBER' ? lineOf(cases, level) : { line: null, band: [] };
  return {
    ...empty,
    ...line,
    scatter,
    bins: binsOf(cases, outcome, level),
    roc: outcome.kind === 'YES_NO' ? rocOf(cases) : [],
  };
}

/** Every k-th ticket: their ids are in no order that has to do with them. */
function evenly({ n, x, y }: Cases, most: number): readonly Point[] {
  const count = Math.min(n, most);
  return Array.from({ length: count }, (_, k) => {
    const i = Math.floor((k * n) / count);
    return { x: x[i] ?? 0, y: y[i] ?? 0 };
  });
}

/** Least squares with the band of its mean. */
function lineOf({ n, x, y }: Cases, level: number): Pick<PairPlot, 'line' | 'band'> {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [(x[i] ?? 0) - mx, (y[i] ?? 0) - my];
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  if (!(sxx > 0) || n < 3) return { line: null, band: [] };
  const slope = sxy / sxx;
  const line = { slope, intercept: my - slope * mx };
  const error = Math.sqrt(Math.max(0, syy - slope * sxy) / (n - 2));
  const t = tQuantile((1 + level) / 2, n - 2);
  const [low, high] = [x, x].map((values, k) =>
    values.reduce((most, value) => (k === 0 ? Math.min(most, value) : Math.max(most, value))),
  );
  const band = Array.from({ length: bandPoints }, (_, k) => {
    const at = (low ?? 0) + (((high ?? 0) - (low ?? 0)) * k) / (bandPoints - 1);
    const reach = t * error * Math.sqrt(1 / n + (at - mx) ** 2 / sxx);
    const middle = line.intercept + slope * at;
    return { x: at, low: middle - reach, high: middle + reach };
  });
  return { line, band };
}

/** Mean outcomes of tenths of the cases, equal scores together. */
function binsOf(
  { n, x, y, byX }: Cases,
  outcome: OutcomeColumn,
  level: number,
): readonly ScoreBin[] {
  const bins: ScoreBin[] = [];
  let from = 0;
  while (from < n) {
    let to = Math.min(n, from + Math.ceil(n / binCount));
    while (to < n && byX.group[byX.order[to] ?? 0] === byX.group[byX.order[to - 1] ?? 0]) to++;
    const own = Array.from(byX.order.subarray(from, to));
    const values = own.map((i) => y[i] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / own.length;
    bins.push({
      low: x[own[0] ?? 0] ?? 0,
      high: x[own.at(-1) ?? 0] ?? 0,
      mean,
      n: own.length,
      interval:
        outcome.kind === 'YES_NO'
          ? shareInterval(values, level)
          : meanInterval(values, mean, level),
    });
    from = to;
  }
  return bins;
}

function shareInterval(values: readonly number[], level: number): ScoreBin['interval'] {
  const yes = values.reduce((sum, value) => sum + value, 0);
  return wilson(yes, values.length, { level }).interval ?? null;
}

export function meanInterval(
  values: readonly number[],
  mean: number,
  level: number,
): ScoreBin['interval'] {
  const n = values.length;
  if (n < 2) return null;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const reach = tQuantile((1 + level) / 2, n - 1) * Math.sqrt(variance / n);
  return { low: mean - reach, high: mean + reach, level, method: 'Student’s t' };
}

function rocOf({ n, y, byX }: Cases): readonly Point[] {
  const yes = y.reduce((sum, value) => sum + value, 0);
  const no = n - yes;
  if (yes === 0 || no === 0) return [];
  const points: Point[] = [{ x: 0, y: 0 }];
  let [found, false_] = [0, 0];
  for (let at = n - 1; at >= 0; at--) {
    const i = byX.order[at] ?? 0;
    if (y[i] === 1) found += 1;
    else false_ += 1;
    const next = byX.order[at - 1];
    if (next !== undefined && byX.group[next] === byX.group[i]) continue;
    points.push({ x: false_ / no, y: found / yes });
  }
  return thin(points);
}

/** At most `stepsMax` of a list, ends included. */
function thin<T>(list: readonly T[]): readonly T[] {
  if (list.length <= stepsMax) return list;
  return Array.from(
    { length: stepsMax },
    (_, k) => list[Math.round((k * (list.length - 1)) / (stepsMax - 1))],
  ).filter((one) => one !== undefined);
}

function curvesOf(
  cases: Cases,
  outcome: OutcomeColumn,
  level: number,
): Pick<PairPlot, 'survival' | 'incidence'> {
  const { codes, names } = scoreGroups(cases);
  const step = Math.max(1, cases.n / curveMax);
  const drawn = Array.from({ length: Math.floor(cases.n / step) }, (_, k) => Math.floor(k * step));
  const status = eventsOf(cases, outcome);
  const survival: SurvivalCurve[] = [];
  const incidence: IncidenceCurve[] = [];
  for (const [group, label] of names.entries()) {
    const own = drawn.filter((i) => codes[i] === group);
    if (own.length === 0) continue;
    const time = own.map((i) => cases.y[i] ?? 0);
    const { curve, n, events } = kaplanMeier(
      time,
      own.map((i) => status[i] ?? 0),
      { level },
    );
    const steps = Array.from(curve.time, (at, k) => ({
      time: at,
      survival: curve.survival[k] ?? 0,
      low: curve.low[k] ?? null,
      high: curve.high[k] ?? null,
      atRisk: curve.atRisk[k] ?? 0,
    }));
    survival.push({ label, n, events, steps: thin(steps) });
    const ways = own.map((i) => outcome.ending?.[cases.rows[i] ?? 0] ?? 0);
    if (ways.every((way) => way < 2)) continue;
    const risks = aalenJohansen(time, ways, { causes: endings.length - 1, level });
    for (const { cause, events: ended, incidence: share } of risks.causes) {
      if (ended === 0) continue;
      const all = Array.from(risks.time, (at, k) => ({ time: at, incidence: share[k] ?? 0 }));
      incidence.push({ label, ending: endings[cause] ?? 'OPEN', steps: thin(all) });
    }
  }
  return { survival, incidence };
}
