import type { AnyChore, AnyJob } from './jobs.ts';
import { backfillJob } from './modules/connectors/jobs.ts';
import { demoRunsJob } from './modules/demo/jobs.ts';
import { importJob } from './modules/imports/jobs.ts';
import { kpiJob } from './modules/kpi/jobs.ts';
import { proposalJob } from './modules/proposals/jobs.ts';
import { keepFiguresChore } from './modules/quality/jobs.ts';
import { releaseJob } from './modules/releases/jobs.ts';
import { outcomeImportJob } from './modules/tickets/jobs/import.ts';
import { keepOutcomesChore } from './modules/tickets/jobs/keep-outcomes.ts';
import { matchJob } from './modules/tickets/jobs/match.ts';

/** Every job there is. */
export const jobList: readonly AnyJob[] = [
  backfillJob,
  demoRunsJob,
  importJob,
  kpiJob,
  proposalJob,
  releaseJob,
  matchJob,
  outcomeImportJob,
];

/** Every chore there is. */
export const choreList: readonly AnyChore[] = [keepFiguresChore, keepOutcomesChore];
