import { requires } from '../result.ts';
import type { Ratings } from './ratings.ts';

/** One rating; ids of any kind, told apart as a Map tells its keys apart. */
export interface RatingRecord<Unit, Rater> {
  readonly unit: Unit;
  readonly rater: Rater;
  readonly value: number;
}

/** Ratings that remember whose index is whose: `unitIds[u]` and `raterIds[r]`. */
export interface IdentifiedRatings<Unit, Rater> extends Ratings {
  readonly unitIds: readonly Unit[];
  readonly raterIds: readonly Rater[];
}

/**
 * Ratings from a list, units and raters numbered in order of first appearance.
 *
 * @param options.repeats - what to do where a rater rates a unit twice: 'throw' (the default) or
 *   'keep' both, which only methods that model each rating by itself accept
 * @throws RangeError if a value is NaN or infinite, or on a repeat
 */
export function ratingsFromRecords<Unit, Rater>(
  records: readonly RatingRecord<Unit, Rater>[],
  { repeats = 'throw' }: { readonly repeats?: 'throw' | 'keep' } = {},
): IdentifiedRatings<Unit, Rater> {
  const units = new Map<Unit, number>();
  const raters = new Map<Rater, number>();
  const unit = new Int32Array(records.length);
  const rater = new Int32Array(records.length);
  const value = new Float64Array(records.length);
  records.forEach((record, i) => {
    requires(Number.isFinite(record.value), 'ratingsFromRecords', 'finite values');
    unit[i] = indexIn(units, record.unit);
    rater[i] = indexIn(raters, record.rater);
    value[i] = record.value;
  });
  if (repeats === 'throw') requireDistinctPairs(unit, rater, raters.size);
  return Object.freeze({
    unit,
    rater,
    value,
    units: units.size,
    raters: raters.size,
    unitIds: Object.freeze([...units.keys()]),
    raterIds: Object.freeze([...raters.keys()]),
  });
}

function indexIn<Id>(known: Map<Id, number>, id: Id): number {
  const index = known.get(id) ?? known.size;
  if (index === known.size) known.set(id, index);
  return index;
}

function requireDistinctPairs(unit: Int32Array, rater: Int32Array, raters: number): void {
  const pairs = Float64Array.from(unit, (u, i) => u * raters + (rater[i] ?? 0)).sort();
  for (let i = 1; i < pairs.length; i++) {
    requires(pairs[i] !== pairs[i - 1], 'ratingsFromRecords', 'one rating per unit and rater');
  }
}
