import { type IdentifiedRatings, ratingsFromRecords } from '../ratings/ratings-from-records.ts';

export type Id = string | number;
export type LabelRow = readonly [task: Id, worker: Id, label: Id];

/** Rows of the shared label fixtures as ratings, each label coded by its place. */
export function ratingsFromLabelRows(
  rows: readonly LabelRow[],
  labels: readonly Id[],
): IdentifiedRatings<Id, Id> {
  const records = rows.map(([unit, rater, label]) => ({
    unit,
    rater,
    value: labels.indexOf(label),
  }));
  return ratingsFromRecords(records, { repeats: 'keep' });
}

/** The rows of a units × categories array, by unit id. */
export function rowsById(
  { unitIds }: IdentifiedRatings<Id, Id>,
  flat: Float64Array,
): Record<string, number[]> {
  const size = flat.length / unitIds.length;
  return Object.fromEntries(
    unitIds.map((id, u) => [id, Array.from(flat.subarray(u * size, (u + 1) * size))]),
  );
}
