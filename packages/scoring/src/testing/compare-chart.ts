import type { ChartLines } from '../control-charts/control-chart.ts';
import type { Fixture } from './fixture.ts';

/**
 * Compares a chart with the fields that R's qcc writes. Limits that are constant are
 * written once there, and indices count from 1.
 */
export function compareChart(
  { compare, omit, expected }: Fixture<unknown, unknown>,
  path: string,
  center: number | null,
  chart: ChartLines,
): void {
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  const fields = valueAt(expected, path);
  const once = (limits: readonly number[], wanted: unknown) =>
    Array.isArray(wanted) && wanted.length === 1 ? limits.slice(0, 1) : limits;
  compare(at('center'), center);
  compare(at('stdDev'), chart.deviation);
  compare(at('lcl'), once(chart.lower, valueAt(fields, 'lcl')));
  compare(at('ucl'), once(chart.upper, valueAt(fields, 'ucl')));
  compare(at('points'), chart.points);
  compare(at('beyond'), fromOne(chart.beyond));
  omit(at('runs7'), 'runs are the matter of ruleViolations, compared in its test');
}

export const fromOne = (indices: readonly number[]) => indices.map((index) => index + 1);

function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path
    .split('.')
    .reduce<unknown>((inner, key) => new Map(Object.entries(Object(inner))).get(key), value);
}
