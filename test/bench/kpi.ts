import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { clopperPearson } from '@assay/scoring/proportions/clopper-pearson';
import { analyse } from '@assay/server/modules/kpi/rules/analyse';
import { encodeInput } from '@assay/server/modules/kpi/rules/encode-input';
import type { KpiInput } from '@assay/server/modules/kpi/rules/input';
import type { KpiEstimate, KpiResult } from '@assay/server/modules/kpi/rules/result';
import { plainRequest } from '../support/kpi-request.ts';
import { plantedInput } from '../support/planted-input.ts';
import { pairKey, primaryValues } from '../support/planted-truth.ts';
import type { KpiTook } from './kpi-child.ts';
import { type Row, type Section, shown } from './report.ts';

const sizes = [10_000, 100_000, 1_000_000] as const;
const replicates = 1_000;
const secondsMax = 60;
const mebibytesMax = 1_024;

/** How long a run over very many tickets takes in one thread, and the memory of its process. */
export function measureKpi(): Section {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'assay-bench-kpi-'));
  try {
    const rows = sizes.flatMap((tickets) => rowsOf(tickets, run(dir, tickets)));
    return {
      title: 'KPI runs',
      setting: `Planted tickets of six dimensions and the composite, judged one to three times each, by four outcomes: 28 pairs
        with all their figures, ${shown(replicates)} bootstrap replicates over customers, one confounder, two factors of
        segments. A process of one thread reads the compressed table, decodes it and computes; processor time is what
        remains where other work shares the machine.`,
      rows,
      remarks: [],
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function run(dir: string, tickets: number): KpiTook {
  const file = path.join(dir, `${tickets}.gz`);
  const input = plantedInput({ seed: 1, tickets, kind: 'PLANTED', idle: 3 });
  writeFileSync(file, gzipSync(encodeInput(input), { level: 1 }));
  const program = fileURLToPath(new URL('kpi-child.ts', import.meta.url));
  const child = spawnSync(process.execPath, [program, file, String(replicates)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error('the run failed');
  // what our own program prints
  return JSON.parse(child.stdout) as KpiTook;
}

function rowsOf(tickets: number, took: KpiTook): Row[] {
  const { seconds, processorSeconds, peakMiB, phases } = took;
  const what = `${tickets.toLocaleString('en')} tickets`;
  const value = `${shown(seconds)} s, ${shown(processorSeconds)} s of processor time, peak ${shown(peakMiB)} MiB`;
  if (tickets !== sizes.at(-1)) return [{ what, value }];
  const met = seconds <= secondsMax && peakMiB <= mebibytesMax;
  const text = `${secondsMax} s and ${shown(mebibytesMax)} MiB`;
  return [
    { what, value, goal: { text, met } },
    ...phases.map((phase) => ({
      what: `of which ${phase.name}`,
      value: `${shown(phase.seconds)} s`,
    })),
  ];
}

const seeds = 100;
const tickets = 1_500;
const truthTickets = 300_000;
const coveredMin = 90;
const nullSeeds = 200;

/** How often intervals hold the planted truth, and how often something is found where nothing is. */
export function measureCoverage(): Section {
  const plain = coverageOf({ each: 2, alike: 0 });
  const alike = coverageOf({ each: 15, alike: 0.15 });
  const falsely = falseRuns();
  const { low = 0, high = 1 } = clopperPearson(falsely, nullSeeds).interval ?? {};
  const share = (of: number) => shown(100 * of);
  return {
    title: 'Intervals of KPI runs',
    setting: `${seeds} planted tables of ${tickets.toLocaleString('en')} tickets. The truth is what the scoring package gives over
      ${truthTickets.toLocaleString('en')} tickets; for satisfaction, the value among those who answer. A 95 % interval should hold it
      95 times of 100; the worst of several pairs less often.`,
    rows: [
      ...plain.map((row) => coverageRow('', row)),
      ...alike.map((row) => coverageRow('customers alike, ', row)),
      {
        what: `nothing planted, ${nullSeeds} tables`,
        value: `${falsely} with a pair of q < .05, which is ${share(low)} to ${share(high)} %; 5 % are to be expected`,
      },
    ],
    remarks: [],
  };
}

interface Coverage {
  readonly outcome: string;
  readonly interval: Held;
  readonly bootstrap: Held;
  /** With customers not declared. */
  readonly undeclared: Held;
}
/** Tables of which an interval holds the truth: in the worst pair, and in the mean of pairs. */
interface Held {
  readonly worst: number;
  readonly mean: number;
}

function coverageOf(like: { readonly each: number; readonly alike: number }): readonly Coverage[] {
  const truth = primaryValues(
    plantedInput({ ...like, seed: 1_000_000, tickets: truthTickets, kind: 'PLANTED' }),
  );
  const held = new Map<string, { interval: number; bootstrap: number; undeclared: number }>();
  for (let seed = 1; seed <= seeds; seed++) {
    const input = plantedInput({ ...like, seed, tickets, kind: 'PLANTED' });
    const alone = new Map(
      primaries(result({ ...input, cluster: null }, seed)).map(({ key, primary }) => [
        key,
        primary,
      ]),
    );
    for (const { key, primary } of primaries(result(input, seed))) {
      const value = truth.get(key) ?? Number.NaN;
      const count = held.get(key) ?? { interval: 0, bootstrap: 0, undeclared: 0 };
      held.set(key, count);
      if (holds(primary.interval, value)) count.interval += 1;
      if (holds(primary.bootstrap, value)) count.bootstrap += 1;
      if (holds(alone.get(key)?.interval ?? null, value)) count.undeclared += 1;
    }
  }
  const outcomes = new Set([...held.keys()].map((key) => key.split(' × ')[1] ?? ''));
  return [...outcomes].map((outcome) => {
    const own = [...held].filter(([key]) => key.endsWith(` × ${outcome}`));
    const of = (kind: 'interval' | 'bootstrap' | 'undeclared'): Held => {
      const counts = own.map(([, count]) => count[kind]);
      const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      return { worst: Math.min(...counts), mean };
    };
    return {
      outcome,
      interval: of('interval'),
      bootstrap: of('bootstrap'),
      undeclared: of('undeclared'),
    };
  });
}

const result = (input: KpiInput, seed: number): KpiResult =>
  analyse(input, { ...plainRequest, replicates: 200 }, seed);

const primaries = ({ pairs }: KpiResult) =>
  pairs.map(({ score, outcome, primary }) => ({ key: pairKey(score, outcome), primary }));

const holds = (interval: KpiEstimate['interval'], value: number): boolean =>
  interval !== null && interval.low <= value && value <= interval.high;

function coverageRow(of: string, { outcome, interval, bootstrap, undeclared }: Coverage): Row {
  const text = ({ worst, mean }: Held) => `${shown(mean)} (worst pair ${worst})`;
  return {
    what: `${of}${outcome}`,
    value: `${text(interval)}; bootstrap ${text(bootstrap)}; customers not declared ${text(undeclared)}`,
    goal: { text: `at least ${coveredMin} of ${seeds}`, met: interval.worst >= coveredMin },
  };
}

function falseRuns(): number {
  let found = 0;
  for (let seed = 1; seed <= nullSeeds; seed++) {
    const { pairs } = result(plantedInput({ seed, tickets, kind: 'NULL' }), seed);
    if (pairs.some(({ q }) => q !== null && q < 0.05)) found += 1;
  }
  return found;
}
