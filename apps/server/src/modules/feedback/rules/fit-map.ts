import { isotonicRegression } from '@assay/scoring/regression/isotonic-regression';
import { logisticRegression } from '@assay/scoring/regression/logistic-regression';
import type { CalibrationRow } from './calibration-rows.ts';
import type { CalibrationMap } from './model.ts';

/** A map fitted to tickets; null where there is none, such as where scores separate the outcome wholly. */
export function fitMap(
  rows: readonly CalibrationRow[],
  kind: CalibrationMap['kind'],
  level: number,
): CalibrationMap | null {
  const y = rows.map((row) => row.y);
  if (y.every((one) => one === y[0])) return null;
  if (kind === 'ISOTONIC') {
    const { steps } = isotonicRegression(
      rows.map(({ scores }) => scores.composite ?? 0),
      y,
    );
    const ends = steps.flatMap(({ from, to, value }) =>
      from === to
        ? [{ at: from, value }]
        : [
            { at: from, value },
            { at: to, value },
          ],
    );
    return { kind, x: ends.map(({ at }) => at), y: ends.map(({ value }) => value) };
  }
  const keys = Object.keys(rows[0]?.scores.dimensions ?? {});
  const found = logisticRegression(
    keys.map((key) => rows.map(({ scores }) => scores.dimensions[key] ?? 0)),
    y,
    { level },
  );
  if (found.value === null || found.coefficients === null || found.intercept === null) return null;
  return {
    kind,
    intercept: found.intercept.value,
    coefficients: keys.map((key, d) => ({ key, value: found.coefficients?.[d]?.value ?? 0 })),
  };
}
