import type { Goal, Measured } from './group.ts';
import type { Grown } from './growth.ts';

export interface Report {
  readonly date: Date;
  readonly machine: string;
  readonly load: { readonly before: number; readonly after: number };
  readonly measured: readonly Measured[];
  readonly grown: readonly Grown[];
}

const mostBytes = 2 * 2 ** 30;
/** From one size to ten times it, n log n grows by 12.5, 12 and 11.7 times, n² by 100. */
const mostGrowth = 10 ** 1.5;
const sorted = ['Kendall τ-b', 'AUC with DeLong interval', 'Concordance index'];

/** Everything as Markdown, tables aligned as the formatter would. */
export function writeReport({ date, machine, load, measured, grown }: Report): string {
  return `${[
    '# Benchmarks of the scoring package',
    `Written by \`pnpm bench\` in this package. ${date.toISOString().slice(0, 10)}, on ${machine}; load average ${load.before.toFixed(1)} before the run, ${load.after.toFixed(1)} after it.`,
    'All times are processor time, on all threads of a process (in Node those that compile and collect garbage too): on an idle machine that is the time on the wall or somewhat more, and on a busy one it sways less. Busy neighbours still cost caches and clock rate, so that the ratios say more than the times; a ratio of a time noted elsewhere to one of this run says less than one of two times of this run.',
    '## Beside other tools',
    'The same numbers on both sides, one thread each, medians of several runs after some to warm up; preparing the input is not counted. Where both give a figure that does not depend on chance, the run fails unless they agree. A tool that is not installed is named with the time that was noted for it on two cores of another machine, give or take 30 %. “Written for this” is the published formula in whole-array NumPy: mostly faster than the packages, because it does one task only.',
    table(['', 'here', 'tool', 'its time', 'times as long', 'goal'], measured.flatMap(besides)),
    '## Growth',
    `${sorted.join(', ')} sort and merge, in n log n, which is 12.5, 12 and 11.7 times as long for ten times as much; the rest grows with the ratings. Each cell is a process of its own: the median time (one run where that takes over five seconds), and how many times that of the size before. Three ratings a unit, two for κ, five for Dawid–Skene of 500 workers.`,
    table(['', ...sizesOf(grown).map(count), 'steepest, as n to the'], growth(grown)),
    '## Memory',
    `The most that the process held at ${count(Math.max(...sizesOf(grown)))} ratings or cases, Node and the numbers themselves included. The goal is 2 GiB.`,
    table(['', 'peak', 'goal'], memory(grown)),
    '## What falls short',
    shortfalls(measured, grown),
  ].join('\n\n')}\n`;
}

function besides(one: Measured): string[][] {
  const { name, seconds, references, noted, goal } = one;
  const missing =
    noted !== null && !references.some(({ tool }) => tool.startsWith(noted.tool))
      ? [{ tool: `${noted.tool}: not installed here, noted elsewhere`, seconds: noted.seconds }]
      : [];
  const rows = [...references, ...missing].map((other) => [
    other.tool,
    time(other.seconds),
    (other.seconds / seconds).toPrecision(2),
  ]);
  if (rows.length === 0) rows.push(['', '', '']);
  return rows.map((row, i) => [
    i === 0 ? name : '',
    i === 0 ? time(seconds) : '',
    ...row.map(plain),
    i === 0 && goal !== null ? verdict(goal, one) : '',
  ]);
}

/** Plain digits rather than 1.2e+3. */
const plain = (cell: string) => (cell.includes('e+') ? count(Number(cell)) : cell);

const met = (text: string, isMet: boolean) => `${text}: ${isMet ? 'met' : '**not met**'}`;

function verdict(goal: Goal, one: Measured): string {
  return met(goalText(goal, one), isMet(goal, one));
}

function goalText(goal: Goal, { noted, references }: Measured): string {
  if ('seconds' in goal) return `under ${time(goal.seconds)}`;
  const { tool, atLeast } = goal;
  const here = references.some((other) => other.tool.startsWith(tool));
  const text = atLeast === 1 ? `faster than ${tool}` : `${atLeast} times as fast as ${tool}`;
  return here || noted === null ? text : `${text}, by the noted time`;
}

function isMet(goal: Goal, { seconds, references, noted }: Measured): boolean {
  if ('seconds' in goal) return seconds < goal.seconds;
  const here = references.find(({ tool }) => tool.startsWith(goal.tool));
  return (here ?? noted ?? { seconds: 0 }).seconds >= goal.atLeast * seconds;
}

const sizesOf = (grown: readonly Grown[]) =>
  [...new Set(grown.map(({ size }) => size))].sort((a, b) => a - b);
const namesOf = (grown: readonly Grown[]) => [...new Set(grown.map(({ name }) => name))];
const bySize = (grown: readonly Grown[], name: string) =>
  grown.filter((one) => one.name === name).sort((a, b) => a.size - b.size);

function growth(grown: readonly Grown[]): string[][] {
  return namesOf(grown).map((name) => {
    const line = bySize(grown, name);
    const cells = line.map(({ seconds }, i) => {
      const before = line[i - 1];
      return before ? `${time(seconds)} (${(seconds / before.seconds).toFixed(1)})` : time(seconds);
    });
    return [name, ...cells, steepest(line).toFixed(2)];
  });
}

/** The largest power of n by which the time grew in a step. */
function steepest(line: readonly Grown[]): number {
  const powers = line.slice(1).map(({ size, seconds }, i) => {
    const before = line[i];
    if (before === undefined) return Number.NaN;
    return Math.log(seconds / before.seconds) / Math.log(size / before.size);
  });
  return Math.max(...powers);
}

function memory(grown: readonly Grown[]): string[][] {
  const largest = Math.max(...sizesOf(grown));
  return grown
    .filter(({ size }) => size === largest)
    .map(({ name, peakBytes }) => [
      name,
      `${count(Math.round(peakBytes / 2 ** 20))} MiB`,
      met('at most 2 GiB', peakBytes <= mostBytes),
    ]);
}

function shortfalls(measured: readonly Measured[], grown: readonly Grown[]): string {
  const lines = [
    ...measured.flatMap((one) => one.conflicts),
    ...measured.flatMap((one) => {
      const { goal, name, seconds } = one;
      if (goal === null || isMet(goal, one)) return [];
      return [`${name}: ${time(seconds)}, where the goal is ${goalText(goal, one)}.`];
    }),
    ...measured.flatMap(({ name, seconds, references }) =>
      references
        .filter((other) => other.seconds < seconds)
        .map(({ tool, seconds: its }) => `${name}: ${tool} takes ${time(its)}, less than ours.`),
    ),
    ...namesOf(grown).flatMap((name) => {
      const power = steepest(bySize(grown, name));
      return 10 ** power <= mostGrowth
        ? []
        : [`${name} grows as n to the ${power.toFixed(2)} in one step.`];
    }),
    ...grown.flatMap(({ name, size, peakBytes }) =>
      peakBytes <= mostBytes ? [] : [`${name} at ${count(size)} holds more than 2 GiB.`],
    ),
  ];
  return lines.length === 0
    ? 'Every goal was met in this run.'
    : lines.map((line) => `- ${line}`).join('\n');
}

const count = (value: number) => value.toLocaleString('en');

function time(seconds: number): string {
  if (seconds >= 1) return `${plain(seconds.toPrecision(3))} s`;
  return seconds >= 1e-3
    ? `${(seconds * 1000).toPrecision(3)} ms`
    : `${(seconds * 1e6).toPrecision(3)} µs`;
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const lines = [head, ...body];
  const widths = head.map((_, column) =>
    Math.max(3, ...lines.map((line) => (line[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
