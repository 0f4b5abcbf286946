/** The only row of a result. @throws Error if there is none, or more than one */
export function one<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`one row expected, got ${rows.length}`);
  return row;
}
