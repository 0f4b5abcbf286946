import type { AnyJob } from './jobs.ts';
import { importJob } from './modules/imports/jobs.ts';
import { releaseJob } from './modules/releases/jobs.ts';

/** Every job there is. */
export const jobList: readonly AnyJob[] = [importJob, releaseJob];
