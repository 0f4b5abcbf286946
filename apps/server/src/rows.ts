/** Rows by their id. */
export const byId = <T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

/** Rows gathered by a key, in their order; every id asked for has a list, which may be empty. */
export function groupedBy<T>(
  ids: readonly string[],
  rows: readonly T[],
  key: (row: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(key(row))?.push(row);
  return groups;
}
