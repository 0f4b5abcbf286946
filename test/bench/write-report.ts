import { markdown, type Section } from './report.ts';

interface Report {
  readonly on: string;
  readonly date: Date;
  readonly sections: readonly Section[];
}

/** The page of the benchmarks, as Markdown. */
export function writeReport({ on, date, sections }: Report): string {
  const head = [
    '# Benchmarks',
    'Written by `npm run bench`, which needs nothing but this repository; `pgbench` is used where it is installed. All programs run on one machine and share its cores: servers, PostgreSQL and the load generator are processes of their own, and everything stays on the loopback interface. The figures are those of one run; the ratios tell more than the figures, because both sides of a ratio were measured within minutes of each other.',
    `${date.toISOString().slice(0, 10)}, on ${on}.`,
  ];
  const foot = [
    '## Elsewhere',
    'The scoring package has [benchmarks of its own](../packages/scoring/BENCHMARKS.md), beside the reference tools.',
  ];
  const text = [...head, ...sections.map(markdown), ...foot].join('\n\n');
  // settings and remarks are written over several lines of source
  return `${text.replaceAll(/(?<=[^\n|])\n +/g, ' ')}\n`;
}
