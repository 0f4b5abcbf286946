/** What a spreadsheet would take for the start of a formula. */
const formula = /^[=+\-@\t\r\n]/;

/** A line of a CSV file that is safe to open in a spreadsheet: quoted, and no cell is a formula. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cell).join(',')}\r\n`;

function cell(value: string | number | null): string {
  if (value === null) return '""';
  const text = String(value);
  const safe = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
