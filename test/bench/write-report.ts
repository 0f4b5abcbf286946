import { markdown, type Section } from './report.ts';

/** One section as it was measured. */
export interface Measurement {
  readonly section: Section;
  readonly date: Date;
  /** What else ran: above the number of cores, figures suffer and ratios sway. */
  readonly loadBefore: number;
}

const heading = /^## /m;
const elsewhere = [
  '## Elsewhere',
  'The scoring package has [benchmarks of its own](../packages/scoring/BENCHMARKS.md), beside the reference tools.',
].join('\n\n');

/**
 * The page of the benchmarks, as Markdown. Sections that were not measured now stay as the page has them.
 *
 * @param on - the machine and its programs
 */
export function writeReport(
  page: string | null,
  on: string,
  measurements: readonly Measurement[],
): string {
  const [, ...written] = page?.split(heading) ?? [];
  const sections = new Map(
    written.map((text) => [text.slice(0, text.indexOf('\n')), `## ${text.trim()}`]),
  );
  sections.delete('Elsewhere');
  for (const { section, date, loadBefore } of measurements) {
    const when = `${date.toISOString().slice(0, 10)}, load average ${loadBefore.toFixed(1)} before.`;
    // settings and remarks are written over several lines of source
    const text = markdown(section).replaceAll(/(?<=[^\n|])\n +/g, ' ');
    sections.set(section.title, `${text}\n\n${when}`);
  }
  const head = [
    '# Benchmarks',
    'Written by `npm run bench`, which needs nothing but this repository; `pgbench` is used where it is installed. All programs run on one machine and share its cores: servers, PostgreSQL and the load generator are processes of their own, and everything stays on the loopback interface. The figures are those of one run; the ratios tell more than the figures, because both sides of a ratio were measured within minutes of each other.',
    `On ${on}.`,
  ];
  return `${[...head, ...sections.values(), elsewhere].join('\n\n')}\n`;
}
