import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { asUnavailable, DatabaseUnavailable } from '@assay/db/unavailable';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { createAuth } from './auth/auth.ts';
import { Identify } from './auth/identify.ts';
import { Context } from './context.ts';
import { registerDownloads } from './downloads.ts';
import { AppError } from './errors.ts';
import { refusal } from './graphql/server.ts';
import { registerAuth } from './http/auth.ts';
import { registerGraphQL } from './http/graphql.ts';
import { registerSubscriptions } from './http/subscriptions.ts';
import { loadDemo } from './modules/demo/commands/load-demo.ts';
import { registerDemo } from './modules/demo/http.ts';
import { registerUploads } from './modules/imports/http.ts';
import { registerWebhooks } from './modules/webhooks/http/routes.ts';
import { openServices, type ServiceOptions, type Services } from './services.ts';
import { startWorker } from './worker.ts';

export interface AppOptions extends ServiceOptions {
  readonly authUrl: string;
  readonly publicUrl: string;
  readonly logLevel: string;
  readonly rateLimit: number;
  readonly trustProxy: boolean;
  /** Sign-in attempts are limited; tests sign in faster than any person may. */
  readonly limitSignIn: boolean;
  readonly demo: boolean;
  /** Run jobs in this process. */
  readonly worker: boolean;
  /** The built client, or null to serve the API alone. */
  readonly webDir: string | null;
}

/** What an HTTP module needs to know who is calling. */
export type ContextOf = (request: FastifyRequest) => Promise<Context>;

export interface App {
  readonly fastify: FastifyInstance;
  readonly services: Services;
  stop(): Promise<void>;
}

/** The server, ready to listen. */
export async function createApp(options: AppOptions): Promise<App> {
  const fastify = Fastify({
    logger: { level: options.logLevel, base: null },
    bodyLimit: 1_048_576,
    // the nearest proxy tells who called it; what else stands in the header anybody may have written
    trustProxy: options.trustProxy && ((_address, hop) => hop === 0),
    genReqId: () => randomUUID(),
    requestTimeout: 0,
    forceCloseConnections: 'idle',
  });
  const { services, close: closeServices } = await openServices(options, fastify.log);
  const { auth, close: closeAuth } = createAuth({
    databaseUrl: options.authUrl,
    secret: options.secret,
    publicUrl: options.publicUrl,
    limitAttempts: options.limitSignIn,
  });
  const identify = new Identify(auth, services);
  const contextOf: ContextOf = async (request) =>
    new Context(
      services,
      await identify.viewer(request.headers, tenantOf(request.headers)),
      request.id,
    );

  answerInOneShape(fastify);
  await fastify.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: csp },
  });
  await fastify.register(fastifyRateLimit, {
    global: false,
    max: options.rateLimit,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { max, after }) =>
      new AppError('RATE_LIMITED', `At most ${max} requests a minute. Try again in ${after}.`),
  });
  fastify.get('/healthz', () => ({ status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    const ready = await services.lookups.ping();
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'the database does not answer' });
  });
  await registerAuth(fastify, { auth, identify });
  const graphql = await registerGraphQL(fastify, { contextOf, limit: options.rateLimit });
  const closeSubscriptions = registerSubscriptions(fastify, {
    services,
    identify,
    publicUrl: options.publicUrl,
  });
  registerDemo(fastify, { auth, services, enabled: options.demo });
  await registerUploads(fastify, { services, contextOf });
  registerDownloads(fastify, services);
  // a ticket system sends all its events from few addresses
  await registerWebhooks(fastify, { services, limit: options.rateLimit * 10 });
  if (options.demo) await loadDemo(services, auth);
  const worker = options.worker ? await startWorker(services, options.workerUrl) : null;
  if (options.webDir !== null && existsSync(path.join(options.webDir, 'index.html'))) {
    await serveClient(fastify, options.webDir);
  }

  return {
    fastify,
    services,
    stop: async () => {
      await worker?.stop();
      await closeSubscriptions();
      await fastify.close();
      await graphql.stop();
      await closeServices();
      await closeAuth();
    },
  };
}

export function tenantOf(headers: IncomingHttpHeaders): string | null {
  const slug = headers['assay-tenant'];
  return typeof slug === 'string' && slug !== '' ? slug : null;
}

/** Everything a page may load comes from here; texts of models are shown as text. */
const csp = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // components set widths and colours as style attributes
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

const statusOf = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID_INPUT: 400,
  LEASE_EXPIRED: 409,
  IDEMPOTENCY_CONFLICT: 409,
  RATE_LIMITED: 429,
  QUERY_TOO_COMPLEX: 400,
  PAYLOAD_TOO_LARGE: 413,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} as const;

/** Whatever goes wrong outside GraphQL is told as GraphQL would tell it. */
function answerInOneShape(fastify: FastifyInstance): void {
  fastify.setErrorHandler((error, request, reply) => {
    const known = asAppError(error);
    if (known.code === 'INTERNAL') request.log.error({ err: error }, 'unexpected error');
    return reply.code(statusOf[known.code]).send(refusal(known, request.id));
  });
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (asUnavailable(error) instanceof DatabaseUnavailable) {
    return new AppError('UNAVAILABLE', 'The database did not answer. Try again in a moment.');
  }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) {
    return new AppError('PAYLOAD_TOO_LARGE', 'A request has at most 1 MiB. Upload larger files.');
  }
  if (typeof status === 'number' && status >= 400 && status < 500 && error instanceof Error) {
    return new AppError('INVALID_INPUT', error.message);
  }
  return new AppError(
    'INTERNAL',
    'Something went wrong on our side. Name the request id when you ask for help.',
  );
}

/** The built client: hashed files are kept for a year, every other path is its first page. */
async function serveClient(fastify: FastifyInstance, webDir: string): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: path.resolve(webDir),
    preCompressed: true,
    cacheControl: false,
    extensions: ['html'], // /graphiql
    setHeaders: (reply, file) => {
      const hashed = file.includes(`${path.sep}assets${path.sep}`);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    const error = new AppError('NOT_FOUND', 'There is nothing at this address.');
    return reply.code(404).send(refusal(error, request.id));
  });
}
