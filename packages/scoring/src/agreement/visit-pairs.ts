import { stableOrder } from './stable-order.ts';

/**
 * Visits every two entries of the same unit: unit by unit, each entry with those before it.
 *
 * @param unit - per entry its unit, in [0, units)
 */
export function visitPairs(
  unit: Int32Array,
  units: number,
  visit: (entry: number, earlier: number) => void,
): void {
  const order = stableOrder(unit, units, null);
  let from = 0;
  for (let at = 0; at < order.length; at++) {
    const entry = order[at] ?? 0;
    if (unit[entry] !== unit[order[from] ?? 0]) from = at;
    for (let before = from; before < at; before++) visit(entry, order[before] ?? 0);
  }
}
