/** Jobs alone, beside API processes that run with ASSAY_WORKER=0. */
import path from 'node:path';
import { pino } from 'pino';
import { prepareDatabase } from './database.ts';
import { readEnv } from './env.ts';
import { outliveLostConnections } from './lost-connections.ts';
import { openServices } from './services.ts';
import { startWorker } from './worker.ts';

const env = readEnv(process.env);
const log = pino({ level: env.LOG_LEVEL, base: null });
if (env.DATABASE_URL === undefined || env.ASSAY_SECRET === undefined) {
  log.fatal('a worker beside the API needs DATABASE_URL, and the ASSAY_SECRET that the API has');
  process.exit(1);
}
const urls = await prepareDatabase(env.DATABASE_URL, env);
const { services, close } = await openServices(
  {
    ...urls,
    dataDir: path.resolve(env.ASSAY_DATA_DIR),
    secret: env.ASSAY_SECRET,
    clock: () => new Date(),
    poolSize: env.ASSAY_POOL_SIZE,
    connectorHosts: env.ASSAY_CONNECTOR_HOSTS,
    eventHosts: env.ASSAY_EVENT_HOSTS,
  },
  log,
);
outliveLostConnections(log);
const worker = await startWorker(services, urls.workerUrl);
log.info('waiting for jobs');

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await worker.stop();
    await close();
    process.exit(0);
  });
}
