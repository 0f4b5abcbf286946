import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@assay/db/migrate';
import { startEmbeddedPostgres } from '@assay/tools/embedded-postgres';
import postgres from 'postgres';
import { newKey, Person } from '../support/person.ts';
import { payload } from '../support/scenario.ts';
import { freePort, type Running, startProcess } from './processes.ts';

/** What the benchmarks stand on: a database with its defaults, and Assay's processes as in production. */
export interface Stage {
  readonly ownerUrl: string;
  readonly owner: postgres.Sql;
  readonly dataDir: string;
  readonly secret: string;
  /** Somebody who owns the organisation `bench`. */
  readonly lead: Person;
  readonly tenantId: string;
  readonly api: Running;
  startWorker(): Promise<Running>;
}

const slug = 'bench';
const secret = 'a secret that only this benchmark knows';

/** Sets a stage for `play` and clears it away. */
export async function onStage<T>(play: (stage: Stage) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'assay-bench-'));
  chmodSync(dir, 0o755); // as root, another account runs PostgreSQL in it
  const database = await startEmbeddedPostgres({ dir: path.join(dir, 'postgres') });
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  let api: Running | null = null;
  try {
    await migrate(database.url);
    const env = {
      DATABASE_URL: database.url,
      ASSAY_SECRET: secret,
      ASSAY_DATA_DIR: dir,
      ASSAY_RATE_LIMIT: '1000000000',
    };
    api = await startApi(env);
    const lead = await foundTenant(api.url);
    const [tenant] = await owner<{ id: string }[]>`select id from tenants where slug = ${slug}`;
    const stage = { ownerUrl: database.url, owner, dataDir: dir, secret, lead, api };
    return await play({
      ...stage,
      tenantId: tenant?.id ?? '',
      startWorker: () => startWorker(env, owner),
    });
  } finally {
    await api?.stop();
    await owner.end();
    await database.stop();
    rmSync(dir, { recursive: true });
  }
}

async function startApi(env: Readonly<Record<string, string>>): Promise<Running> {
  const port = await freePort();
  const more = { ASSAY_WORKER: '0', PUBLIC_URL: `http://127.0.0.1:${port}` };
  const program = fileURLToPath(import.meta.resolve('@assay/server/main-api'));
  return startProcess(
    program,
    port,
    { ...env, ...more },
    async (url) => (await fetch(`${url}/readyz`)).ok,
  );
}

async function startWorker(
  env: Readonly<Record<string, string>>,
  owner: postgres.Sql,
): Promise<Running> {
  const program = fileURLToPath(import.meta.resolve('@assay/server/main-worker'));
  return startProcess(program, 0, env, async () => {
    const [row] = await owner`select 1 from pg_stat_activity where datname = current_database()
      and application_name = 'assay-worker-alive'`;
    return row !== undefined;
  });
}

/** Somebody new with an account. @param n - tells one from another */
export const signUp = (url: string, n: number): Promise<Person> =>
  Person.signUp(url, {
    name: `Person ${n}`,
    email: `person${n}@example.test`,
    password: 'correct horse battery',
  });

async function foundTenant(url: string): Promise<Person> {
  const founder = await signUp(url, 0);
  const tenant = { idempotencyKey: newKey(), name: 'Bench', slug };
  payload(await founder.change('createTenant', tenant, 'replayed'));
  return founder.in(slug);
}

/** Colleagues who joined by invitation. */
export async function colleagues({ api, lead }: Stage, count: number): Promise<Person[]> {
  const joined: Person[] = [];
  for (let n = 1; n <= count; n += 1) {
    const invitation = { idempotencyKey: newKey(), role: 'ANNOTATOR' };
    const { url } = payload(await lead.change('inviteMember', invitation, 'url'));
    const person = (await signUp(api.url, n)).in(slug);
    const token = String(url).split('/').at(-1);
    payload(await person.change('acceptInvitation', { token }, 'member { id }'));
    joined.push(person);
  }
  return joined;
}
