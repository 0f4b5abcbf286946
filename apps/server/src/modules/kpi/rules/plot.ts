import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Cases } from './cases.ts';
import type { OutcomeColumn } from './input.ts';
import { binsOf, rocOf } from './plot-bins.ts';
import { curvesOf } from './plot-curves.ts';
import type { PairPlot, Point } from './result.ts';

const scatterMax = 500;
const bandPoints = 21;

export const emptyPlot: PairPlot = {
  ...{ scatter: [], line: null, band: [], bins: [], roc: [], survival: [], incidence: [] },
};

/** What a pair looks like. */
export function plotOf(cases: Cases, outcome: OutcomeColumn, level: number): PairPlot {
  if (cases.n === 0) return emptyPlot;
  if (outcome.kind === 'TIME') return { ...emptyPlot, ...curvesOf(cases, outcome, level) };
  const bins = binsOf(cases, outcome.kind === 'YES_NO', level);
  if (outcome.kind === 'YES_NO') return { ...emptyPlot, bins, roc: rocOf(cases) };
  return { ...emptyPlot, ...lineOf(cases, level), bins, scatter: evenly(cases, scatterMax) };
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
  let [mx, my, low, high] = [0, 0, Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const value = x[i] ?? 0;
    mx += value / n;
    my += (y[i] ?? 0) / n;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const dx = (x[i] ?? 0) - mx;
    const dy = (y[i] ?? 0) - my;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  if (!(sxx > 0) || n < 3) return { line: null, band: [] };
  const slope = sxy / sxx;
  const line = { slope, intercept: my - slope * mx };
  const error = Math.sqrt(Math.max(0, syy - slope * sxy) / (n - 2));
  const t = tQuantile((1 + level) / 2, n - 2);
  const band = Array.from({ length: bandPoints }, (_, k) => {
    const at = low + ((high - low) * k) / (bandPoints - 1);
    const reach = t * error * Math.sqrt(1 / n + (at - mx) ** 2 / sxx);
    const middle = line.intercept + slope * at;
    return { x: at, low: middle - reach, high: middle + reach };
  });
  return { line, band };
}
