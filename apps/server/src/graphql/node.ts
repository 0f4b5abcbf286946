import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { parseGlobalId } from '../ids.ts';
import { builder } from './builder.ts';

type Find = (ctx: Context, id: string) => Promise<object | null>;
const finders = new Map<string, Find>();

/** Makes a type reachable by `node(id)`. `find` is an entrance: it authorizes by itself. */
export function nodeBy(typename: string, find: Find): void {
  finders.set(typename, find);
}

/** Null for whatever is missing, foreign, of no such type or not for this viewer. */
async function findNode(ctx: Context, value: string): Promise<object | null> {
  const parsed = parseGlobalId(value);
  const find = parsed === null ? undefined : finders.get(parsed.typename);
  if (parsed === null || find === undefined) return null;
  try {
    const found = await find(ctx, parsed.id);
    return found === null ? null : Object.assign(found, { __typename: parsed.typename });
  } catch (error) {
    if (error instanceof AppError && (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND')) {
      return null;
    }
    throw error;
  }
}

export const nodesMax = 100;

builder.queryField('node', (t) =>
  t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'Anything with an id; null where there is nothing that you may see.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => findNode(ctx, id),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description: `Up to ${nodesMax} things by id, in the order asked for.`,
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, ctx) => {
      if (ids.length > nodesMax) {
        throw new AppError(
          'INVALID_INPUT',
          `nodes takes up to ${nodesMax} ids, not ${ids.length}.`,
          {
            field: 'ids',
          },
        );
      }
      return Promise.all(ids.map((id) => findNode(ctx, id)));
    },
  }),
);
