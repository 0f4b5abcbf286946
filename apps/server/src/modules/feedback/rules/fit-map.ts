import { isotonicRegression } from '@assay/scoring/regression/isotonic-regression';
import { logisticRegression } from '@assay/scoring/regression/logistic-regression';
import { ticketsMin } from '../../kpi/rules/input.ts';
import type { CalibrationRow } from './calibration-rows.ts';
import type { CalibrationMap, ContextEffect } from './model.ts';

/** A map fitted to tickets; null where there is none, such as where scores separate the outcome wholly. */
export function fitMap(
  rows: readonly CalibrationRow[],
  kind: CalibrationMap['kind'],
  level: number,
): CalibrationMap | null {
  if (isConstant(rows)) return null;
  return kind === 'ISOTONIC'
    ? isotonicMap(rows)
    : logisticMap(rows, Object.keys(rows[0]?.scores.dimensions ?? {}), level);
}

/** The map of context alone, without any score; null where there is none. */
export function fitContext(rows: readonly CalibrationRow[], level: number): CalibrationMap | null {
  return isConstant(rows) || codesOf(rows).length === 0 ? null : logisticMap(rows, [], level);
}

const isConstant = (rows: readonly CalibrationRow[]): boolean =>
  rows.every(({ y }) => y === rows[0]?.y);

function isotonicMap(rows: readonly CalibrationRow[]): CalibrationMap {
  const { steps } = isotonicRegression(
    rows.map(({ scores }) => scores.composite ?? 0),
    rows.map(({ y }) => y),
  );
  const ends = steps.flatMap(({ from, to, value }) =>
    (from === to ? [from] : [from, to]).map((at) => ({ at, value })),
  );
  return { kind: 'ISOTONIC', x: ends.map(({ at }) => at), y: ends.map(({ value }) => value) };
}

function logisticMap(
  rows: readonly CalibrationRow[],
  keys: readonly string[],
  level: number,
): CalibrationMap | null {
  const codes = codesOf(rows);
  const found = logisticRegression(
    [
      ...keys.map((key) => rows.map(({ scores }) => scores.dimensions[key] ?? 0)),
      ...codes.map(({ column }) => column),
    ],
    rows.map(({ y }) => y),
    { level },
  );
  if (found.value === null || found.coefficients === null || found.intercept === null) return null;
  const value = (at: number) => found.coefficients?.[at]?.value ?? 0;
  const context = codes.flatMap(({ attribute, level: own, usual, odds }, k): ContextEffect[] => {
    const effect = value(keys.length + k);
    return [
      { attribute, level: own, value: effect },
      { attribute, level: usual, value: -odds * effect },
    ];
  });
  return {
    ...{ kind: 'LOGISTIC', intercept: found.intercept.value },
    coefficients: keys.map((key, d) => ({ key, value: value(d) })),
    ...(context.length === 0 ? {} : { context: summed(context) }),
  };
}

interface Code {
  readonly attribute: string;
  readonly level: string;
  /** The commonest level, which has no column. */
  readonly usual: string;
  /** Tickets of the level for each of the usual one. */
  readonly odds: number;
  readonly column: Float64Array;
}

/** A column for each level but the commonest, summing to 0, so that what is not known is the average. */
function codesOf(rows: readonly CalibrationRow[]): readonly Code[] {
  return Object.keys(rows[0]?.scores.context ?? {}).flatMap((attribute) => {
    const levelOf = ({ scores }: CalibrationRow) => scores.context?.[attribute] ?? null;
    const counts = new Map<string, number>();
    for (const row of rows) {
      const own = levelOf(row);
      if (own !== null) counts.set(own, (counts.get(own) ?? 0) + 1);
    }
    const [first, ...others] = [...counts]
      .filter(([, n]) => n >= ticketsMin)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    if (first === undefined) return [];
    const [usual, most] = first;
    return others.map(([level, n]): Code => {
      const odds = n / most;
      const column = Float64Array.from(rows, (row) => {
        const own = levelOf(row);
        return own === level ? 1 : own === usual ? -odds : 0;
      });
      return { attribute, level, usual, odds, column };
    });
  });
}

/** One effect for each level: the commonest is told of by each of the others. */
function summed(effects: readonly ContextEffect[]): readonly ContextEffect[] {
  const sums = new Map<string, ContextEffect>();
  for (const effect of effects) {
    const key = JSON.stringify([effect.attribute, effect.level]);
    sums.set(key, { ...effect, value: effect.value + (sums.get(key)?.value ?? 0) });
  }
  return [...sums.values()];
}
