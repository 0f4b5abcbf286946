import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');

const hosts = z
  .string()
  .default('')
  .transform((list) => list.split(/[\s,]+/).filter((host) => host !== ''));

const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  /** Owner of the database, with CREATEROLE. Without it an embedded PostgreSQL is started. */
  DATABASE_URL: z.string().optional(),
  APP_DATABASE_URL: z.string().optional(),
  AUTH_DATABASE_URL: z.string().optional(),
  WORKER_DATABASE_URL: z.string().optional(),
  /** Where everything the server keeps outside the database lies. */
  ASSAY_DATA_DIR: z.string().default('.data'),
  /** Signs sessions and download links. Without it one is made and kept in the data folder. */
  ASSAY_SECRET: z.string().min(32).optional(),
  /** What browsers call this server; decides cookies and which origins are trusted. */
  PUBLIC_URL: z.url().optional(),
  /** Load the demo tenant and offer its sign-in. Default: only with the embedded database. */
  ASSAY_DEMO: flag.optional(),
  /** Run jobs in this process. Off where a worker process runs beside. */
  ASSAY_WORKER: flag.default(true),
  ASSAY_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(8),
  /** Requests a minute from one address to the API. */
  ASSAY_RATE_LIMIT: z.coerce.number().int().min(1).default(6000),
  /** Hosts, or origins such as http://10.0.0.5:8080, that connectors may call beside the ticket systems. */
  ASSAY_CONNECTOR_HOSTS: hosts,
  /** Hosts, or origins, that events may be sent to beside those of the public internet. */
  ASSAY_EVENT_HOSTS: hosts,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TRUST_PROXY: flag.default(false),
});
export type Env = z.infer<typeof Env>;

/** Parses the environment once; empty values count as absent. @throws Error listing what is wrong */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(present);
  if (!parsed.success) throw new Error(`environment: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
