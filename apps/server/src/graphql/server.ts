import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
} from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { asUnavailable, DatabaseUnavailable } from '@assay/db/unavailable';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.ts';
import { AppError, type ErrorCode, errorCodes } from '../errors.ts';
import type { Logger } from '../log.ts';
import { executeDocument } from './execution/execute.ts';
import { assertWithinLimits, type DocumentSize, limits, measureDocument } from './limits.ts';
import { schema } from './schema.ts';

const isCode = (value: unknown): value is ErrorCode => errorCodes.some((code) => code === value);

/** What a caller is told of an error: the closed list of codes, and never what lies behind one. */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const cause = asUnavailable(unwrapResolverError(error));
  const { path, locations } = formatted;
  const where = { ...(path && { path }), ...(locations && { locations }) };
  const numbers = Object.fromEntries(
    Object.entries(formatted.extensions ?? {}).filter(
      ([key]) => key === 'limit' || key === 'actual',
    ),
  );
  if (cause instanceof AppError) {
    const { code, message, field } = cause;
    return { ...where, message, extensions: { code, field, ...numbers } };
  }
  if (cause instanceof DatabaseUnavailable) {
    log.warn({ err: cause }, 'the database did not answer');
    return {
      ...where,
      message: 'The database did not answer. Nothing is known to be lost; try again in a moment.',
      extensions: { code: 'UNAVAILABLE' },
    };
  }
  const code = formatted.extensions?.code;
  if (isCode(code) && code !== 'INTERNAL')
    return { ...formatted, extensions: { code, ...numbers } };
  // what Apollo refuses by itself (syntax, validation, variables) is the caller's to mend
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
    return { ...where, message: formatted.message, extensions: { code: 'INVALID_INPUT' } };
  }
  log.error({ err: cause }, 'unexpected error');
  return {
    ...where,
    message: 'Something went wrong on our side. Name the request id when you ask for help.',
    extensions: { code: 'INTERNAL' },
  };
}

/** Refuses what is too large before it runs, tells its cost, and ends the document's reads. */
const limitsPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    let size: DocumentSize | null = null;
    return {
      async didResolveOperation({ document, operation, request }) {
        if (operation === undefined) return;
        if (operation.operation === 'subscription') throw bySocketOnly();
        size = measureDocument(schema, document, operation, request.variables ?? {});
        assertWithinLimits(size);
      },
      async willSendResponse({ contextValue, response }) {
        await contextValue.endReads();
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        for (const error of singleResult.errors ?? []) {
          Object.assign(error.extensions ?? {}, { requestId: contextValue.requestId });
        }
        singleResult.extensions = {
          ...singleResult.extensions,
          ...(size !== null && { cost: { requested: size.cost, limit: limits.cost } }),
          requestId: contextValue.requestId,
        };
      },
    };
  },
};

const bySocketOnly = () =>
  new GraphQLError('Subscriptions are taken by WebSocket on this path.', {
    extensions: { code: 'INVALID_INPUT', http: { status: 400 } },
  });

const parseOptions = { maxTokens: limits.tokens };
/** Validation is stopped early: a long list of errors helps nobody. */
const validationOptions = { maxErrors: 5 };

/** The place that Apollo has for another way to run a document than that of graphql-js. */
const ownExecution: ApolloServerOptionsWithGateway<Context>['gateway'] = {
  onSchemaLoadOrUpdate: (take) => {
    take({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => {};
  },
  load: async () => ({
    executor: ({ document, operation, request, context }) =>
      executeDocument({
        ...{ schema, document, operation, context },
        operationName: request.operationName,
        variables: request.variables ?? {},
      }),
  }),
  stop: async () => {},
};

export function createGraphQLServer(log: Logger): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: ownExecution,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: false,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    maxRecursiveSelections: 10_000,
    stopOnTerminationSignals: false,
    parseOptions,
    validationOptions,
    // by itself Apollo looks at every field for hints to caches, which a POST has none of
    plugins: [limitsPlugin, ApolloServerPluginCacheControlDisabled()],
    formatError: (formatted, error) => maskError(formatted, error, log),
  });
}

/** A refusal of a whole request, in the shape of a GraphQL answer. */
export function refusal(error: AppError, requestId: string, numbers: Record<string, number> = {}) {
  const { code, message } = error;
  const { extensions, ...rest } = new GraphQLError(message, {
    extensions: { code, requestId, ...numbers },
  }).toJSON();
  return { errors: [{ ...rest, extensions }] };
}
