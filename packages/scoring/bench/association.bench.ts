/**
 * Times the measures of association, beside the tools one would otherwise pick.
 *
 *   node bench/association.bench.ts                  ours, SciPy and R where they are installed
 *   PYTHON=… RSCRIPT=… node bench/association.bench.ts   with another Python or R
 *
 * All sides get the same numbers through files, and their results have to agree.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { kendallTauB } from '../src/association/kendall-tau-b.ts';
import { rocAuc } from '../src/association/roc-auc.ts';
import { spearman } from '../src/association/spearman.ts';
import { seededRandom } from '../src/sampling/seeded-random.ts';
import { concordanceIndex } from '../src/survival/concordance-index.ts';
import { coxRegression } from '../src/survival/cox-regression.ts';

const size = 100_000;
const random = seededRandom(20_260_102);
/** The sum of twelve uniform numbers is near enough to normal. */
const normal = () => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.next();
  return sum;
};
const x = Float64Array.from({ length: size }, normal);
const y = x.map((value) => 0.5 * value + normal());
const outcome = x.map((value) => (value + 2 * normal() > 0 ? 1 : 0));
const hours = x.map((value) => -Math.log(1 - random.next()) * 24 * Math.exp(-0.4 * value));
const status = hours.map((value) => (value < 72 ? 1 : 0));
const time = hours.map((value) => Math.min(72, value));

interface Case {
  readonly name: string;
  readonly work: () => number | null | undefined;
  /** What another tool took, measured once on two cores of a Debian 12 machine. */
  readonly noted: string | null;
}

const cases: readonly Case[] = [
  {
    name: 'Kendall tau-b with error and p, 100,000 pairs',
    work: () => kendallTauB(x, y).value,
    noted: 'SciPy 0.021 s, without error',
  },
  { name: 'Spearman, 100,000 pairs', work: () => spearman(x, y).value, noted: null },
  {
    name: 'AUC with DeLong interval, 100,000 cases',
    work: () => rocAuc(outcome, x).standardError,
    noted: 'pROC 0.063 s',
  },
  {
    name: 'Cox, one covariate, 100,000 cases',
    work: () => coxRegression([x], time, status).coefficients?.[0]?.value,
    noted: 'R survival 0.34 s',
  },
  {
    name: 'C-index with error, 100,000 cases',
    work: () => concordanceIndex(time, status, x).standardError,
    noted: null,
  },
];

interface Reference {
  readonly tool: string;
  readonly seconds: number;
  readonly value: number;
}

/** What a program takes, by case; empty where it or its packages are not installed. */
function measure(program: string, script: string, folder: string): Record<string, Reference> {
  const file = fileURLToPath(new URL(`reference/${script}`, import.meta.url));
  const run = spawnSync(program, [file, folder], { encoding: 'utf8' });
  if (run.status === 0) return JSON.parse(run.stdout);
  console.log(`Without ${script}: ${run.stderr?.trim().split('\n').at(-1) ?? run.error}`);
  return {};
}

const folder = mkdtempSync(join(tmpdir(), 'association-bench-'));
let reference: Record<string, Reference> = {};
try {
  for (const [name, values] of Object.entries({ x, y, outcome, time, status }))
    writeFileSync(join(folder, name), values);
  reference = {
    ...measure(process.env.PYTHON ?? 'python3', 'association.py', folder),
    ...measure(process.env.RSCRIPT ?? 'Rscript', 'association.R', folder),
  };
} finally {
  rmSync(folder, { recursive: true });
}

const bench = new Bench({ time: 1000, iterations: 5, warmupTime: 300, warmupIterations: 2 });
for (const { name, work } of cases) bench.add(name, () => void work());
await bench.run();
for (const { name, work, noted } of cases) {
  const result = bench.getTask(name)?.result;
  if (result === undefined || !('latency' in result)) throw new Error(`${name} was not measured`);
  // The best run, as for the others: what else the machine does then matters least.
  const seconds = result.latency.min / 1000;
  const other = reference[name];
  const value = work() ?? Number.NaN;
  if (other !== undefined && !(Math.abs(other.value - value) <= 1e-8)) {
    console.error(`${name}: ${value}, but ${other.tool} gives ${other.value}`);
    process.exitCode = 1;
  }
  const ratio = ((other?.seconds ?? 0) / seconds).toFixed(1);
  const beside = other && `${other.tool} ${other.seconds.toPrecision(3)} s, ${ratio} times as long`;
  const notes = [beside, noted && `noted: ${noted}`].filter((note) => note);
  console.log(`${name}: ${seconds.toPrecision(3)} s${notes.map((note) => `; ${note}`).join('')}`);
}
