import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import { GraphQLError, Kind } from 'graphql';
import type { Context } from '../context.ts';
import { AppError, errorCodes } from '../errors.ts';
import { globalId } from '../ids.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface SchemaTypes {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: Json; Output: unknown };
  };
  /** What each connection carries beside its page. */
  Connection: { count: () => Promise<number> };
}

const upperFirst = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ErrorsPlugin, RelayPlugin],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    defaultTypes: [AppError],
    defaultUnionOptions: { name: ({ fieldName }) => `${upperFirst(fieldName)}Result` },
  },
  relay: {
    cursorType: 'String',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodesOnConnection: { description: 'The nodes of this page, without their cursors.' },
    encodeGlobalID: (typename, id) => globalId(typename, String(id)),
    firstArgOptions: { description: 'Page size counted from the start, 1 to 100. Default 50.' },
    lastArgOptions: { description: 'Page size counted from the end, 1 to 100.' },
    afterArgOptions: { description: 'A cursor: the page begins behind it.' },
    beforeArgOptions: { description: 'A cursor: the page ends before it.' },
  },
});

/** How far `totalCount` counts; more is told as this and `totalCountIsExact: false`. */
export const countedMax = 10_000;

builder.globalConnectionFields((t) => ({
  totalCount: t.int({
    description: `How many there are on all pages, counted to ${countedMax}.`,
    resolve: async (connection) => Math.min(await connection.count(), countedMax),
  }),
  totalCountIsExact: t.boolean({
    description: `False where there are more than ${countedMax}.`,
    resolve: async (connection) => (await connection.count()) <= countedMax,
  }),
}));

builder.queryType({ description: 'Reads. One document sees the database at one instant.' });
builder.mutationType({ description: 'Changes. Each answers its payload or an AppError.' });
builder.subscriptionType({
  description: 'What happens while one watches. Each event is authorised anew.',
});

builder.scalarType('DateTime', {
  description: 'An instant in ISO 8601, UTC, with milliseconds.',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const parsed = typeof value === 'string' ? new Date(value) : null;
    if (parsed === null || Number.isNaN(parsed.getTime())) {
      throw new GraphQLError('DateTime takes an ISO 8601 instant such as 2026-01-31T12:00:00Z.');
    }
    return parsed;
  },
});

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value as Json, // what came in a JSON body is JSON
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING || node.kind === Kind.BOOLEAN) return node.value;
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
    if (node.kind === Kind.NULL) return null;
    throw new GraphQLError('Pass JSON objects and lists as variables.');
  },
});

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'The closed list of what can go wrong.',
  values: errorCodes,
});

builder.objectType(AppError, {
  name: 'AppError',
  description: 'An expected failure: what happened and what to do.',
  fields: (t) => ({
    code: t.field({ type: ErrorCodeEnum, resolve: (error) => error.code }),
    message: t.exposeString('message', { description: 'For a person.' }),
    field: t.exposeString('field', { nullable: true, description: 'The input field it concerns.' }),
    requestId: t.string({
      description: 'Name this when asking for help.',
      resolve: (_error, _args, ctx) => ctx.requestId,
    }),
  }),
});
