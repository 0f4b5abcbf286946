import path from 'node:path';
import type { Services } from '../../../services.ts';

/** Where the input table of a run lies. Both ids are of our own making. */
export const inputFile = (services: Services, tenantId: string, runId: string): string =>
  path.join(services.dataDir, 'kpi', tenantId, `${runId}.input.gz`);
