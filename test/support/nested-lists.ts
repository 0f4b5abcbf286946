import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isRequiredArgument,
  parse,
  visit,
} from 'graphql';

/** A field that holds objects, and how. */
export interface Step {
  readonly field: string;
  readonly kind: 'connection' | 'list' | 'object';
}
/** An object type that some list holds, and the way there from the root. */
export interface ListedType {
  readonly type: GraphQLObjectType;
  readonly path: readonly Step[];
}

type Field = GraphQLField<unknown, unknown>;

/** What a field without required arguments holds, if those are objects. */
function objectsOf({ type, args }: Field): { kind: Step['kind']; of: GraphQLObjectType } | null {
  const of = getNamedType(type);
  if (args.some(isRequiredArgument) || !isObjectType(of)) return null;
  if (isListType(getNullableType(type))) return { kind: 'list', of };
  if (!of.name.endsWith('Connection')) return { kind: 'object', of };
  const node = getNamedType(of.getFields().nodes?.type);
  return isObjectType(node) ? { kind: 'connection', of: node } : null;
}

/** Every type that a list holds, by the shortest way there that needs no argument. */
export function listedTypes(schema: GraphQLSchema): ListedType[] {
  const query = schema.getQueryType();
  if (query == null) throw new Error('there is no query type');
  const found = new Map<string, ListedType>();
  let ways: ListedType[] = [{ type: query, path: [] }];
  const seen = new Set<string>();
  while (ways.length > 0) {
    ways = ways.flatMap(({ type, path }) =>
      Object.values(type.getFields()).flatMap((field) => {
        const held = objectsOf(field);
        if (held === null) return [];
        const way = { type: held.of, path: [...path, { field: field.name, kind: held.kind }] };
        const isListed = way.path.some(({ kind }) => kind !== 'object');
        if (isListed && !found.has(held.of.name)) found.set(held.of.name, way);
        const name = `${held.of.name} ${isListed}`;
        if (seen.has(name)) return [];
        seen.add(name);
        return [way];
      }),
    );
  }
  return [...found.values()];
}

/** The fields of a type that hold objects. */
export const branchesOf = (type: GraphQLObjectType): Step[] =>
  Object.values(type.getFields()).flatMap((field) => {
    const held = objectsOf(field);
    return held === null ? [] : [{ field: field.name, kind: held.kind }];
  });

/** How many fields of a document stand for an object or a list. */
export function countBranches(document: string): number {
  let count = 0;
  visit(parse(document), {
    Field: ({ selectionSet }) => {
      if (selectionSet !== undefined) count += 1;
    },
  });
  return count;
}

const page = 'totalCount pageInfo { hasNextPage }';

/** A document that asks for something of every item of a list. */
export const documentFor = ({ path }: ListedType, asked: string): string =>
  `{ ${path.reduceRight(
    (below, { field, kind }) =>
      kind === 'connection'
        ? `${field}(first: 10) { nodes { ${below} } }`
        : `${field} { ${below} }`,
    asked,
  )} }`;

/** What is asked of a field to see what it costs. */
export const glanceAt = ({ field, kind }: Step): string =>
  kind === 'connection'
    ? `${field}(first: 2) { ${page} nodes { __typename } }`
    : `${field} { __typename }`;

/** The items that an answer holds at the end of a path. */
export function itemsAt(answer: unknown, path: readonly Step[]): unknown[] {
  if (answer === null || answer === undefined) return [];
  if (Array.isArray(answer)) return answer.flatMap((item) => itemsAt(item, path));
  const [first, ...rest] = path;
  if (first === undefined) return [answer];
  const held: unknown = Reflect.get(Object(answer), first.field);
  return itemsAt(first.kind === 'connection' ? Reflect.get(Object(held), 'nodes') : held, rest);
}
