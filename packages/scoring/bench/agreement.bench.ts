/**
 * Times the agreement statistics, beside the tools one would otherwise pick.
 *
 *   node bench/agreement.bench.ts            ours, and NumPy and scikit-learn if python3 has them
 *   PYTHON=… node bench/agreement.bench.ts   with another Python
 *
 * Both sides get the same numbers through a file, and their results have to agree.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { AgreementCounts } from '../src/agreement/agreement-counts.ts';
import { alphaOfRows } from '../src/agreement/alpha-statistic.ts';
import { bootstrapAgreement } from '../src/agreement/bootstrap-agreement.ts';
import { cohenKappa } from '../src/agreement/cohen-kappa.ts';
import { countRows } from '../src/agreement/count-rows.ts';
import { intraclassCorrelation } from '../src/agreement/intraclass-correlation.ts';
import { krippendorffAlpha } from '../src/agreement/krippendorff-alpha.ts';
import type { Ratings } from '../src/ratings/ratings.ts';
import { seededRandom } from '../src/sampling/seeded-random.ts';

const random = seededRandom(20_260_101);

/** Every unit has a true level; each of its raters is off by one now and then. */
function simulate(units: number, perUnit: number, raters: number): Ratings {
  const size = units * perUnit;
  const unit = new Int32Array(size);
  const rater = new Int32Array(size);
  const value = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const u = Math.floor(i / perUnit);
    const place = i % perUnit;
    if (place === 0) value[i] = random.integer(5);
    const truth = value[u * perUnit] ?? 0;
    unit[i] = u;
    // Different raters of one unit, spread over all of them.
    rater[i] = (u * 7 + place * Math.floor(raters / perUnit)) % raters;
    const off = random.next() < 0.3 ? (random.next() < 0.5 ? -1 : 1) : 0;
    value[i] = Math.min(4, Math.max(0, truth + off));
  }
  return { unit, rater, value, units, raters };
}

const wide = simulate(100_000, 3, 200);
const deep = simulate(10_000, 20, 20);
const pairs = simulate(1_000_000, 2, 2);
const small = simulate(2000, 6, 6);
const rows = countRows('bench', wide);
const counts = AgreementCounts.fromRatings(wide);
const ordinal = { name: 'krippendorffAlpha', metric: 'ordinal' } as const;

interface Case {
  readonly name: string;
  readonly work: () => { readonly value: number | null };
  /** what another tool took, measured once on two cores of a Debian 12 machine */
  readonly noted: string | null;
}

const cases: readonly Case[] = [
  {
    name: 'ordinal alpha, 100,000 units × 3 of 200 raters',
    work: () => krippendorffAlpha(wide, ordinal),
    noted: 'fast-krippendorff 0.29 s',
  },
  {
    name: 'ordinal alpha from value counts, 100,000 units',
    work: () => alphaOfRows(rows, 'ordinal'),
    noted: 'fast-krippendorff 0.025 s',
  },
  {
    name: 'ordinal alpha from gathered counts, 100,000 units',
    work: () => counts.alpha('ordinal'),
    noted: null,
  },
  {
    name: 'ordinal alpha, 10,000 units × 20 raters',
    work: () => krippendorffAlpha(deep, ordinal),
    noted: 'R irr 1.8 s',
  },
  {
    name: 'ordinal alpha with 1,000 bootstrap replicates, 100,000 units',
    work: () => bootstrapAgreement(wide, ordinal, { random: seededRandom(1), replicates: 1000 }),
    noted: 'NumPy 45 s',
  },
  {
    name: 'Cohen’s kappa, quadratic, 1,000,000 pairs',
    work: () => cohenKappa(pairs, { weights: 'quadratic' }),
    noted: 'scikit-learn 0.12 s',
  },
  {
    name: 'ICC(2,1), 2,000 units × 6 raters',
    work: () =>
      intraclassCorrelation(small, { model: 'twoWay', type: 'agreement', unit: 'single' }),
    noted: 'R psych 27 s',
  },
];

interface Reference {
  readonly tool: string;
  readonly seconds: number;
  readonly value: number | null;
}

/** What the Python tools take, by case; empty where they are not installed. */
function measureReference(): Readonly<Record<string, Reference>> {
  const folder = mkdtempSync(join(tmpdir(), 'agreement-bench-'));
  try {
    for (const [name, ratings] of Object.entries({ wide, deep, pairs })) {
      writeFileSync(join(folder, `${name}.unit`), ratings.unit);
      writeFileSync(join(folder, `${name}.rater`), ratings.rater);
      writeFileSync(join(folder, `${name}.value`), ratings.value);
    }
    const script = fileURLToPath(new URL('reference/agreement.py', import.meta.url));
    const run = spawnSync(process.env.PYTHON ?? 'python3', [script, folder], {
      encoding: 'utf8',
    });
    if (run.status === 0) return JSON.parse(run.stdout);
    console.log(`Without reference times: ${run.stderr?.trim().split('\n').at(-1) ?? run.error}`);
    return {};
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const reference = measureReference();
const bench = new Bench({ time: 500, iterations: 5, warmupTime: 200, warmupIterations: 2 });
for (const { name, work } of cases) bench.add(name, work);
await bench.run();
for (const { name, work, noted } of cases) {
  const result = bench.getTask(name)?.result;
  const seconds = result !== undefined && 'latency' in result ? result.latency.mean / 1000 : null;
  if (seconds === null) throw new Error(`${name} was not measured`);
  const other = reference[name];
  const value = work().value;
  if (typeof other?.value === 'number' && Math.abs(other.value - (value ?? 9)) > 1e-9) {
    console.error(`${name}: ${value}, but ${other.tool} gives ${other.value}`);
    process.exitCode = 1;
  }
  const ratio = ((other?.seconds ?? 0) / seconds).toFixed(1);
  const beside = other && `${other.tool} ${other.seconds.toPrecision(3)} s, ${ratio} times as long`;
  const notes = [beside, noted && `noted: ${noted}`].filter((note) => note);
  console.log(`${name}: ${seconds.toPrecision(3)} s${notes.map((note) => `; ${note}`).join('')}`);
}
