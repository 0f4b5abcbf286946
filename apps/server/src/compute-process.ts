/** One computation in a process: is told what, reads an input table, computes, tells the result and ends. */
import { readFileSync } from 'node:fs';
import type { Told } from './compute.ts';
import { fitCalibration } from './modules/feedback/rules/fit-calibration.ts';
import { analyse } from './modules/kpi/rules/analyse.ts';
import { unpackInput } from './modules/kpi/rules/encode-input.ts';
import type { KpiRequest } from './modules/kpi/rules/input.ts';
import type { ProposalRequest } from './modules/proposals/rules/evidence.ts';
import { propose } from './modules/proposals/rules/propose.ts';
import { retest } from './modules/proposals/rules/retest.ts';

export type ComputeTask = { readonly file: string } & (
  | { readonly kind: 'ANALYSE'; readonly request: KpiRequest; readonly seed: number }
  | {
      readonly kind: 'CALIBRATE';
      readonly outcome: string;
      readonly level: number;
      readonly seed: number;
    }
  | { readonly kind: 'PROPOSE'; readonly request: ProposalRequest }
  | {
      readonly kind: 'RETEST';
      readonly request: ProposalRequest;
      readonly weights: Parameters<typeof retest>[2];
    }
);

const folds = 5;
const parent = process.ppid;
const tell = (told: Told, sent?: () => void) => process.send?.(told, undefined, undefined, sent);

function run(task: ComputeTask): unknown {
  const input = unpackInput(readFileSync(task.file));
  switch (task.kind) {
    case 'ANALYSE':
      return analyse(input, task.request, task.seed, (progress, total) => {
        // the process that asked has died: nobody waits any more
        if (process.ppid !== parent) process.exit(1);
        tell({ progress, total });
      });
    case 'CALIBRATE':
      return fitCalibration(input, { ...task, folds });
    case 'PROPOSE':
      return propose(input, task.request);
    case 'RETEST':
      return retest(input, task.request, task.weights);
  }
}

// what `compute` sends
process.once('message', (task) =>
  tell({ result: run(task as ComputeTask) }, () => process.disconnect()),
);
