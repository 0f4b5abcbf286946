import { HeaderMap } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { ContextOf } from '../app.ts';
import { AppError } from '../errors.ts';
import { countTokens, limits } from '../graphql/limits.ts';
import { createGraphQLServer, refusal } from '../graphql/server.ts';
import { unstorable } from '../graphql/unstorable.ts';

interface GraphQLRoutes {
  readonly contextOf: ContextOf;
  /** Requests a minute from one address. */
  readonly limit: number;
}

/** `POST /graphql`. Queries come by POST too, so that no document lands in a log of addresses. */
export async function registerGraphQL(
  fastify: FastifyInstance,
  { contextOf, limit }: GraphQLRoutes,
) {
  const server = createGraphQLServer(fastify.log);
  await server.start();
  fastify.post(
    '/graphql',
    { config: { rateLimit: { max: limit, timeWindow: 60_000 } } },
    async (request, reply) => {
      const { body } = request;
      const refused = refuseBody(body);
      if (refused !== null) {
        const { error, status, numbers } = refused;
        return reply.code(status).send(refusal(error, request.id, numbers));
      }
      const context = await contextOf(request);
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
      }
      const answer = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers, search: '', body },
        context: async () => context,
      });
      await context.endReads();
      for (const [name, value] of answer.headers) reply.header(name, value);
      reply.code(answer.status ?? 200);
      if (answer.body.kind === 'complete') return reply.send(answer.body.string);
      throw new Error('incremental delivery is not offered');
    },
  );
  return server;
}

interface Refused {
  readonly error: AppError;
  readonly status: 400 | 413;
  readonly numbers: Record<string, number>;
}

/** What is wrong with a body before it is even parsed as GraphQL, or null. */
function refuseBody(body: unknown): Refused | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const error = new AppError('INVALID_INPUT', 'Send a JSON object with a `query`.');
    return { error, status: 400, numbers: {} };
  }
  const malformed = malformedPart(body);
  if (malformed !== null) {
    return { error: new AppError('INVALID_INPUT', malformed), status: 400, numbers: {} };
  }
  const tooLarge = 'query' in body && typeof body.query === 'string' && refuseSize(body.query);
  if (tooLarge) return tooLarge;
  const where = unstorable(body);
  if (where !== null) {
    const message = `The text at ${where} has a NUL or half of a surrogate pair, which no text has.`;
    return { error: new AppError('INVALID_INPUT', message), status: 400, numbers: {} };
  }
  return null;
}

function refuseSize(query: string): Refused | null {
  const bytes = Buffer.byteLength(query);
  if (bytes > limits.documentBytes) {
    const message = `This document has ${bytes} bytes; at most ${limits.documentBytes} are taken. Use variables.`;
    const error = new AppError('PAYLOAD_TOO_LARGE', message);
    return { error, status: 413, numbers: { limit: limits.documentBytes, actual: bytes } };
  }
  const tokens = countTokens(query);
  if (tokens > limits.tokens) {
    const message = `This document has ${tokens} tokens; at most ${limits.tokens} are taken. Use variables, or several documents.`;
    const error = new AppError('QUERY_TOO_COMPLEX', message);
    return { error, status: 400, numbers: { limit: limits.tokens, actual: tokens } };
  }
  return null;
}

/** What a GraphQL request may not hold, or null. */
function malformedPart(body: object): string | null {
  const parts: Readonly<Record<string, unknown>> = { ...body };
  if (typeof parts.query !== 'string' || parts.query.trim() === '') {
    return 'Send a JSON object with a `query`, which is a text.';
  }
  for (const name of ['variables', 'extensions']) {
    const part = parts[name] ?? {};
    if (typeof part !== 'object' || Array.isArray(part)) return `${name} is an object.`;
  }
  const { operationName = null } = parts;
  return operationName === null || typeof operationName === 'string'
    ? null
    : 'operationName is a text.';
}
