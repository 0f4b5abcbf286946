/** One computation in a process: is told what, reads an input table, computes, tells the result and ends. */
import { readFileSync } from 'node:fs';
import type { Told } from './compute.ts';
import { CopyReader } from './copy-rows.ts';
import { fitCalibration } from './modules/feedback/rules/fit-calibration.ts';
import type { CalibrationModel } from './modules/feedback/rules/model.ts';
import { writeInput } from './modules/kpi/commands/write-input.ts';
import type { TablePlan } from './modules/kpi/queries/table-source.ts';
import { analyse } from './modules/kpi/rules/analyse.ts';
import { unpackInput } from './modules/kpi/rules/encode-input.ts';
import type { KpiInput, KpiRequest } from './modules/kpi/rules/input.ts';
import type { KpiResult } from './modules/kpi/rules/result.ts';
import { Table } from './modules/kpi/rules/table.ts';
import type { ProposalRequest } from './modules/proposals/rules/evidence.ts';
import { propose } from './modules/proposals/rules/propose.ts';
import { retest } from './modules/proposals/rules/retest.ts';

export type ComputeTask = { readonly file: string } & (
  | {
      readonly kind: 'RUN';
      readonly request: KpiRequest;
      readonly seed: number;
      /** How the table is made from rows that come on the standard input; null where it is in the file. */
      readonly plan: TablePlan | null;
    }
  | { readonly kind: 'PROPOSE'; readonly request: ProposalRequest }
  | {
      readonly kind: 'RETEST';
      readonly request: ProposalRequest;
      readonly weights: Parameters<typeof retest>[2];
    }
);

/** What a KPI run comes to. */
export interface RunMade {
  /** Of the table; null where it was in its file already. */
  readonly inputSha256: string | null;
  readonly result: KpiResult;
  /** Of the primary outcome; null where the run has none. */
  readonly model: CalibrationModel | null;
}

/** Progress of a run, in per cent: its table, the pairs, the calibration. */
const [tableUpTo, pairsUpTo, done] = [40, 90, 100];
const folds = 5;
const parent = process.ppid;
const tell = (told: Told, sent?: () => void) => process.send?.(told, undefined, undefined, sent);

let told = -1;
function tellProgress(share: number): void {
  // the process that asked has died: nobody waits any more
  if (process.ppid !== parent) process.exit(1);
  const progress = Math.floor(share);
  if (progress > told) tell({ progress, total: done });
  told = Math.max(told, progress);
}

async function run(task: ComputeTask): Promise<unknown> {
  switch (task.kind) {
    case 'RUN': {
      const { input, inputSha256 } =
        task.plan === null
          ? { input: read(task.file), inputSha256: null }
          : await make(task.file, task.plan);
      return { inputSha256, ...runOf(input, task) } satisfies RunMade;
    }
    case 'PROPOSE':
      return propose(read(task.file), task.request);
    case 'RETEST':
      return retest(read(task.file), task.request, task.weights);
  }
}

const read = (file: string): KpiInput => unpackInput(readFileSync(file));

/** Makes the table from the rows that come in, and stores it before anything is computed from it. */
async function make(
  file: string,
  { options, sections, expected }: TablePlan,
): Promise<{ readonly input: KpiInput; readonly inputSha256: string }> {
  const table = new Table(options);
  let rows = 0;
  const reader = new CopyReader((copy, row) => {
    const section = sections[copy];
    if (section === undefined) throw new Error('more was copied than was planned');
    table.push(section, row);
    rows += 1;
  });
  for await (const piece of process.stdin) {
    reader.push(piece);
    const share = rows / Math.max(1, expected * sections.length);
    tellProgress(tableUpTo * Math.min(1, share));
  }
  if (reader.copies < sections.length) throw new Error('the rows of the table ended early');
  const input = table.take();
  const inputSha256 = await writeInput(file, input);
  tell({ inputSha256 });
  return { input, inputSha256 };
}

function runOf(
  input: KpiInput,
  { request, seed }: { readonly request: KpiRequest; readonly seed: number },
): Omit<RunMade, 'inputSha256'> {
  const result = analyse(input, request, seed, (pairs, of) =>
    tellProgress(tableUpTo + ((pairsUpTo - tableUpTo) * pairs) / Math.max(1, of)),
  );
  const { primaryOutcome: outcome, level } = request;
  const model =
    outcome === null || result.outcomes.every(({ key }) => key !== outcome)
      ? null
      : fitCalibration(input, { outcome, level, seed, folds });
  return { result, model };
}

// what `compute` sends
process.once('message', (task) => {
  void run(task as ComputeTask).then((result) => tell({ result }, () => process.disconnect()));
});
