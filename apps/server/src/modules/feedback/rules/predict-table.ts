import type { CalibrationTable } from './calibration-table.ts';
import type { CalibrationMap } from './model.ts';
import { probabilityOf, stepAt } from './predict.ts';

/** What `predict` says of each ticket of a table; null where the map needs a score that is not there. */
export function predictTable(map: CalibrationMap, table: CalibrationTable): Float64Array | null {
  const found = new Float64Array(table.n);
  if (map.kind === 'ISOTONIC') {
    if (map.x.length === 0) return null;
    for (let i = 0; i < found.length; i++) found[i] = stepAt(map, table.composite[i] ?? 0) ?? 0;
    return found;
  }
  found.fill(map.intercept);
  for (const { key, value } of map.coefficients) {
    const scores = table.dimensions.find((one) => one.key === key)?.values;
    if (scores === undefined) return null;
    for (let i = 0; i < found.length; i++) found[i] = (found[i] ?? 0) + value * (scores[i] ?? 0);
  }
  for (const { attribute, level, value } of map.context ?? []) {
    const column = table.context.find((one) => one.attribute === attribute);
    const code = column?.levels.indexOf(level) ?? -1;
    if (column === undefined || code < 0) continue;
    for (let i = 0; i < found.length; i++) {
      if (column.codes[i] === code) found[i] = (found[i] ?? 0) + value;
    }
  }
  for (let i = 0; i < found.length; i++) found[i] = probabilityOf(found[i] ?? 0);
  return found;
}
