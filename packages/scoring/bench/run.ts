/**
 * Times everything, each part in a process of its own, and writes BENCHMARKS.md.
 *
 *   node bench/run.ts                      everything; a quarter of an hour at most
 *   node bench/run.ts agreement growth     only these, printed and not written
 *   PYTHON=… RSCRIPT=… node bench/run.ts   beside the packages of another Python or R
 *
 * Without those, the first `python3` and `Rscript` on the path that has a package is taken.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Measured } from './group.ts';
import { type Grown, growing, sizes } from './growth.ts';
import { load, machine } from './machine.ts';
import { writeReport } from './report.ts';

const groups = ['agreement', 'aggregation', 'association'];
const asked = process.argv.slice(2);
if (asked.some((name) => name !== 'growth' && !groups.includes(name))) {
  console.error(`usage: node bench/run.ts [${[...groups, 'growth'].join('|')}]`);
  process.exit(2);
}
const wanted = (name: string) => asked.length === 0 || asked.includes(name);

const before = load();
const measured: Measured[] = groups
  .filter(wanted)
  .flatMap((name): Measured[] => JSON.parse(run('measure-group.ts', [name])));
const grown: Grown[] = (wanted('growth') ? Object.keys(growing) : []).flatMap((name) =>
  sizes.map((size): Grown => JSON.parse(run('measure-growth.ts', [name, String(size)]))),
);
const report = writeReport({
  date: new Date(),
  machine: machine(),
  load: { before, after: load() },
  measured,
  grown,
});
console.log(report);
if (asked.length === 0)
  writeFileSync(fileURLToPath(new URL('../BENCHMARKS.md', import.meta.url)), report);
if (measured.some(({ conflicts }) => conflicts.length > 0)) process.exitCode = 1;

/** What a program of this folder prints. */
function run(file: string, words: readonly string[]): string {
  console.error(`${file} ${words.join(' ')}`);
  const program = fileURLToPath(new URL(file, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${file} ${words.join(' ')} failed`);
  return stdout;
}
