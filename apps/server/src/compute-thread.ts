/** One computation in a thread: reads an input table, computes, tells the result and ends. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { fitCalibration } from './modules/feedback/rules/fit-calibration.ts';
import { analyse } from './modules/kpi/rules/analyse.ts';
import { decodeInput } from './modules/kpi/rules/encode-input.ts';
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

function run(task: ComputeTask): unknown {
  const input = decodeInput(gunzipSync(readFileSync(task.file)));
  switch (task.kind) {
    case 'ANALYSE':
      return analyse(input, task.request, task.seed, (progress, total) =>
        parentPort?.postMessage({ progress, total }),
      );
    case 'CALIBRATE':
      return fitCalibration(input, { ...task, folds });
    case 'PROPOSE':
      return propose(input, task.request);
    case 'RETEST':
      return retest(input, task.request, task.weights);
  }
}

// what `compute` passes
const task = workerData as ComputeTask;
parentPort?.postMessage({ result: run(task) });
