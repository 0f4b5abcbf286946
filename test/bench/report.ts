/** One line of the table of results. */
export interface Row {
  readonly what: string;
  /** What was measured, in words that bring their unit along. */
  readonly value: string;
  /** Against the line that it names. */
  readonly ratio?: { readonly of: string; readonly value: number };
  /** What is wanted of it, and whether it is so. */
  readonly goal?: { readonly text: string; readonly met: boolean };
}
/** What one benchmark found. */
export interface Section {
  readonly title: string;
  /** What was done, so that somebody else could do the same. */
  readonly setting: string;
  readonly rows: readonly Row[];
  /** What falls short and why, in whole sentences. */
  readonly remarks: readonly string[];
}

/** A number as people read it: three digits that count, thousands apart. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return 'not measured';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

export const milliseconds = (p50: number, p99: number): string =>
  `p50 ${shown(p50)} ms, p99 ${shown(p99)} ms`;

const heads = ['', 'measured', 'ratio', 'goal'] as const;

function cells({ what, value, ratio, goal }: Row): string[] {
  return [
    what,
    value,
    ratio === undefined ? '' : `${shown(ratio.value)} of ${ratio.of}`,
    goal === undefined ? '' : `${goal.text}: ${goal.met ? 'met' : '**not met**'}`,
  ];
}

/** A section as Markdown, its table aligned as the formatter would. */
export function markdown({ title, setting, rows, remarks }: Section): string {
  const lines = [[...heads], ...rows.map(cells)];
  const widths = heads.map((_, column) =>
    Math.max(3, ...lines.map((line) => (line[column] ?? '').length)),
  );
  const line = (parts: readonly string[]) =>
    `| ${parts.map((part, column) => part.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = lines;
  return [
    `## ${title}`,
    setting,
    [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n'),
    ...remarks,
  ].join('\n\n');
}

/** A section for a terminal. */
export function plain({ title, rows }: Section): string {
  const lines = rows.map((row) => cells(row).filter((cell) => cell !== ''));
  return [title, ...lines.map((line) => `  ${line.join('  ·  ')}`)].join('\n');
}
