import { fileURLToPath } from 'node:url';
import { roleUrl } from '@assay/db/role-urls';
import { answers, freePort, type Running, startProcess } from '../processes.ts';
import type { Stage } from '../stage.ts';

/** PostGraphile as a process of its own, on the same database as the same role. */
export async function startPostGraphile({ ownerUrl, owner, tenantId }: Stage): Promise<Running> {
  await owner`create schema if not exists bench`;
  return startProcess(
    fileURLToPath(new URL('postgraphile.ts', import.meta.url)),
    await freePort(),
    { APP_DATABASE_URL: roleUrl(ownerUrl, 'assay_app'), TENANT_ID: tenantId },
    answers,
  );
}
