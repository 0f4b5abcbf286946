/** Computes one KPI run from the file of its input table, as the worker's computing process does, and tells what it took. */
import { readFileSync } from 'node:fs';
import { analyse } from '@assay/server/modules/kpi/rules/analyse';
import { unpackInput } from '@assay/server/modules/kpi/rules/encode-input';
import { plainRequest } from '../support/kpi-request.ts';

/** What a run took. */
export interface KpiTook {
  /** Seconds by phase, in their order: reading, preparing, and the pairs of each outcome. */
  readonly phases: readonly { readonly name: string; readonly seconds: number }[];
  readonly seconds: number;
  readonly processorSeconds: number;
  /** The most memory that the process has had; NaN where Linux does not tell. */
  readonly peakMiB: number;
  readonly pairs: number;
}

const [file = '', replicates = ''] = process.argv.slice(2);
const begun = performance.now();
const input = unpackInput(readFileSync(file));
const phases = [{ name: 'reading', seconds: (performance.now() - begun) / 1_000 }];
let last = performance.now();
const request = { ...plainRequest, replicates: Number(replicates) };
const result = analyse(input, request, 1, (done, total) => {
  const now = performance.now();
  const perOutcome = total / input.outcomes.length;
  const outcome = input.outcomes[Math.ceil(done / perOutcome) - 1];
  const name = outcome === undefined ? 'preparing' : outcome.key;
  const phase = phases.find((one) => one.name === name);
  const seconds = (now - last) / 1_000;
  if (phase === undefined) phases.push({ name, seconds });
  else phase.seconds += seconds;
  last = now;
});
const took: KpiTook = {
  phases,
  seconds: (performance.now() - begun) / 1_000,
  processorSeconds: processorSeconds(),
  peakMiB: peakMiB(),
  pairs: result.pairs.length,
};
process.stdout.write(JSON.stringify(took));

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function peakMiB(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kib) / 1_024;
}
