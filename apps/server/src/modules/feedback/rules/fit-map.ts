import { isotonicRegression } from '@assay/scoring/regression/isotonic-regression';
import { logisticRegression } from '@assay/scoring/regression/logistic-regression';
import { ticketsMin } from '../../kpi/rules/input.ts';
import type { CalibrationTable, ContextColumn } from './calibration-table.ts';
import type { CalibrationMap, ContextEffect } from './model.ts';

/** A map fitted to tickets; null where there is none, such as where scores separate the outcome wholly. */
export function fitMap(
  table: CalibrationTable,
  kind: CalibrationMap['kind'],
  level: number,
): CalibrationMap | null {
  if (isConstant(table)) return null;
  return kind === 'ISOTONIC' ? isotonicMap(table) : logisticMap(table, table.dimensions, level);
}

/** The map of context alone, without any score; null where there is none. */
export function fitContext(table: CalibrationTable, level: number): CalibrationMap | null {
  return isConstant(table) || codesOf(table).length === 0 ? null : logisticMap(table, [], level);
}

const isConstant = ({ y }: CalibrationTable): boolean => y.every((value) => value === y[0]);

function isotonicMap({ composite, y }: CalibrationTable): CalibrationMap {
  const { steps } = isotonicRegression(composite, y);
  const ends = steps.flatMap(({ from, to, value }) =>
    (from === to ? [from] : [from, to]).map((at) => ({ at, value })),
  );
  return { kind: 'ISOTONIC', x: ends.map(({ at }) => at), y: ends.map(({ value }) => value) };
}

function logisticMap(
  table: CalibrationTable,
  scores: CalibrationTable['dimensions'],
  level: number,
): CalibrationMap | null {
  const codes = codesOf(table);
  const found = logisticRegression(
    [...scores.map(({ values }) => values), ...codes.map(({ column }) => column)],
    table.y,
    { level },
  );
  if (found.value === null || found.coefficients === null || found.intercept === null) return null;
  const value = (at: number) => found.coefficients?.[at]?.value ?? 0;
  const context = codes.flatMap(({ attribute, level: own, usual, odds }, k): ContextEffect[] => {
    const effect = value(scores.length + k);
    return [
      { attribute, level: own, value: effect },
      { attribute, level: usual, value: -odds * effect },
    ];
  });
  return {
    ...{ kind: 'LOGISTIC', intercept: found.intercept.value },
    coefficients: scores.map(({ key }, d) => ({ key, value: value(d) })),
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
const codesOf = ({ context }: CalibrationTable): readonly Code[] => context.flatMap(codesOfOne);

function codesOfOne({ attribute, levels, codes }: ContextColumn): readonly Code[] {
  const counts = new Int32Array(levels.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? -1;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  const [first, ...others] = levels
    .map((level, code) => ({ level, code, n: counts[code] ?? 0 }))
    .filter(({ n }) => n >= ticketsMin)
    .sort((a, b) => b.n - a.n || (a.level < b.level ? -1 : 1));
  if (first === undefined) return [];
  return others.map(({ level, code, n }): Code => {
    const odds = n / first.n;
    const column = new Float64Array(codes.length);
    for (let i = 0; i < codes.length; i++) {
      if (codes[i] === code) column[i] = 1;
      else if (codes[i] === first.code) column[i] = -odds;
    }
    return { attribute, level, usual: first.level, odds, column };
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
