import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, getOperationAST, parse, validate } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Identify } from '../auth/identify.ts';
import type { Viewer } from '../auth/viewer.ts';
import { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { assertWithinLimits, limits, measureDocument } from '../graphql/limits.ts';
import { schema } from '../graphql/schema.ts';
import { maskError } from '../graphql/server.ts';
import { randomId } from '../ids.ts';
import type { Services } from '../services.ts';

interface Options {
  readonly services: Services;
  readonly identify: Identify;
  readonly publicUrl: string;
}

/** A subscription is seldom; more on one socket are a mistake or an attack. */
const operationsMax = 50;

/**
 * Subscriptions by graphql-ws on `/graphql`. The tenant is in `connectionParams`; a browser's Origin
 * has to be ours, since cookies come along with any socket. Each event is authorised anew.
 */
export function registerSubscriptions(
  fastify: FastifyInstance,
  { services, identify, publicUrl }: Options,
): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.documentBytes * 2 });
  fastify.server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/graphql' || !isOwnOrigin(request, publicUrl)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.emit('connection', webSocket, request);
    });
  });

  const viewers = new WeakMap<object, () => Promise<Viewer>>();
  const server = useServer(
    {
      schema,
      onConnect: async (connection) => {
        const { tenant, authorization } = connection.connectionParams ?? {};
        const { headers } = connection.extra.request;
        const slug = typeof tenant === 'string' ? tenant : null;
        const sent = typeof authorization === 'string' ? { ...headers, authorization } : headers;
        const identified = () => identify.viewer(sent, slug);
        viewers.set(connection.extra, identified);
        try {
          return (await identified()).kind !== 'ANONYMOUS';
        } catch (error) {
          if (error instanceof AppError) return false;
          throw error;
        }
      },
      onSubscribe: async (connection, _id, { query, variables, operationName }) => {
        if (Object.keys(connection.subscriptions).length > operationsMax) {
          connection.extra.socket.close(
            CloseCode.TooManyInitialisationRequests,
            'Too many operations',
          );
        }
        const identified = viewers.get(connection.extra);
        if (identified === undefined) throw new Error('subscribed before connecting');
        try {
          const document = parse(query, { maxTokens: limits.tokens });
          const errors = validate(schema, document);
          if (errors.length > 0) return errors;
          const operation = getOperationAST(document, operationName);
          if (operation?.operation !== 'subscription') {
            return [
              new GraphQLError('Send queries and mutations by POST; a socket takes subscriptions.'),
            ];
          }
          assertWithinLimits(measureDocument(schema, document, operation, variables ?? {}));
          return {
            schema,
            document,
            operationName,
            variableValues: variables,
            contextValue: new Context(services, await identified(), randomId(), identified),
          };
        } catch (error) {
          if (error instanceof GraphQLError) return [error];
          if (!(error instanceof AppError)) throw error;
          return [new GraphQLError(error.message, { originalError: error })];
        }
      },
      onNext: async (_connection, _id, _message, { contextValue }, result) => {
        // every event is read in a view of its own
        if (contextValue instanceof Context) await contextValue.endReads();
        if (result.errors === undefined) return;
        const errors = result.errors.map((error) => maskError(error.toJSON(), error, services.log));
        return { data: result.data ?? null, errors };
      },
      onError: async (_connection, _id, _message, errors) =>
        errors.map((error) => {
          // without a cause it is about the document itself
          if (error.originalError === undefined) {
            return { message: error.message, extensions: { code: 'INVALID_INPUT' } };
          }
          return maskError(error.toJSON(), error.originalError, services.log);
        }),
    },
    sockets,
  );
  return async () => {
    await server.dispose();
    sockets.close();
  };
}

/** Programs send no Origin; a browser always does. */
function isOwnOrigin({ headers }: IncomingMessage, publicUrl: string): boolean {
  if (headers.origin === undefined) return true;
  try {
    const { host } = new URL(headers.origin);
    return host === headers.host || host === new URL(publicUrl).host;
  } catch {
    return false;
  }
}
