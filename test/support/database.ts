import { randomBytes } from 'node:crypto';
import { roleUrl } from '@assay/db/role-urls';
import postgres from 'postgres';
import { inject } from 'vitest';

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly workerUrl: string;
  drop(): Promise<void>;
}

/** A migrated database of one's own, as a clone of the template. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const template = inject('templateUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  // rights on a database are not part of its template
  await administer(template, [
    `create database ${name} template ${new URL(template).pathname.slice(1)}`,
    `grant temporary on database ${name} to assay_app`,
    `grant create on database ${name} to assay_worker`,
  ]);
  const ownerUrl = withDatabase(template, name);
  return {
    ownerUrl,
    appUrl: roleUrl(ownerUrl, 'assay_app'),
    authUrl: roleUrl(ownerUrl, 'assay_auth'),
    workerUrl: roleUrl(ownerUrl, 'assay_worker'),
    drop: () => administer(template, [`drop database if exists ${name} with (force)`]),
  };
}

async function administer(url: string, statements: readonly string[]): Promise<void> {
  const sql = postgres(withDatabase(url, 'postgres'), { max: 1, onnotice: () => {} });
  try {
    for (const statement of statements) await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
