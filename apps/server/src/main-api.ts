/** The API, the client and, unless a worker process runs beside, the jobs. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { prepareDatabase } from './database.ts';
import { readEnv } from './env.ts';
import { outliveLostConnections } from './lost-connections.ts';

const env = readEnv(process.env);
const dataDir = path.resolve(env.ASSAY_DATA_DIR);
await mkdir(dataDir, { recursive: true });

const embedded = env.DATABASE_URL === undefined ? await startEmbedded() : null;
const urls = await prepareDatabase(env.DATABASE_URL ?? embedded?.url ?? '', env);
const demo = env.ASSAY_DEMO ?? embedded !== null;
const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;

const app = await createApp({
  ...urls,
  dataDir,
  secret: env.ASSAY_SECRET ?? (await keptSecret()),
  publicUrl,
  clock: () => new Date(),
  logLevel: env.LOG_LEVEL,
  poolSize: env.ASSAY_POOL_SIZE,
  connectorHosts: env.ASSAY_CONNECTOR_HOSTS,
  eventHosts: env.ASSAY_EVENT_HOSTS,
  rateLimit: env.ASSAY_RATE_LIMIT,
  trustProxy: env.TRUST_PROXY,
  limitSignIn: true,
  demo,
  worker: env.ASSAY_WORKER,
  webDir: fileURLToPath(new URL('../../web/dist', import.meta.url)),
});
outliveLostConnections(app.services.log);
await app.fastify.listen({ port: env.PORT, host: env.HOST });
app.services.log.info(`Assay is at ${publicUrl}`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    app.services.log.info('stopping');
    await app.stop();
    await embedded?.stop();
    process.exit(0);
  });
}

async function startEmbedded() {
  const { startEmbeddedPostgres } = await import('@assay/tools/embedded-postgres');
  return startEmbeddedPostgres({ dir: path.join(dataDir, 'postgres') });
}

/** The secret of this installation, made on first start. */
async function keptSecret(): Promise<string> {
  const file = path.join(dataDir, 'secret');
  if (!existsSync(file))
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFile(file, 'utf8');
}
