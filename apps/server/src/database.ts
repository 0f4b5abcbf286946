import { assertSafeRole } from '@assay/db/assert-safe-role';
import { migrate } from '@assay/db/migrate';
import { roleUrl } from '@assay/db/role-urls';
import type { Env } from './env.ts';

export interface DatabaseUrls {
  readonly appUrl: string;
  readonly authUrl: string;
  readonly workerUrl: string;
}

/** Migrates the owner's database and gives the URLs of the three roles that work on it. */
export async function prepareDatabase(ownerUrl: string, env: Env): Promise<DatabaseUrls> {
  await migrate(ownerUrl);
  const appUrl = env.APP_DATABASE_URL ?? roleUrl(ownerUrl, 'assay_app');
  await assertSafeRole(appUrl);
  return {
    appUrl,
    authUrl: env.AUTH_DATABASE_URL ?? roleUrl(ownerUrl, 'assay_auth'),
    workerUrl: env.WORKER_DATABASE_URL ?? roleUrl(ownerUrl, 'assay_worker'),
  };
}
