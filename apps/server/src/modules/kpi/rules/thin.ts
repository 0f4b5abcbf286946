const most = 200;

/** At most 200 of a list, evenly, ends included. */
export function thin<T>(list: readonly T[]): readonly T[] {
  if (list.length <= most) return list;
  return Array.from(
    { length: most },
    (_, k) => list[Math.round((k * (list.length - 1)) / (most - 1))],
  ).filter((one) => one !== undefined);
}
