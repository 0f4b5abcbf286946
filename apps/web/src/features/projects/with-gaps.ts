interface DayCount {
  readonly day: string;
  readonly count: number;
}
const dayMs = 24 * 3600 * 1000;

/** The same days with those between them on which nothing happened. */
export function withGaps(days: readonly DayCount[]): DayCount[] {
  const sorted = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const counts = new Map(sorted.map(({ day, count }) => [day, count]));
  const length = Math.round((Date.parse(last.day) - Date.parse(first.day)) / dayMs) + 1;
  return Array.from({ length }, (_, index) => {
    const day = new Date(Date.parse(first.day) + index * dayMs).toISOString().slice(0, 10);
    return { day, count: counts.get(day) ?? 0 };
  });
}
