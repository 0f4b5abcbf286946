import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { AppError } from '../errors.ts';

export const limits = {
  depth: 15,
  aliases: 15,
  cost: 10_000,
  documentBytes: 100_000,
  tokens: 4_000,
};

/** Items assumed of a plain list: such lists have a stated maximum, and most are short. */
const plainListItems = 10;
const defaultPage = 50;

export interface DocumentSize {
  readonly depth: number;
  readonly aliases: number;
  /** 1 an object, 0.1 a scalar, 10 a mutation; what stands in a list counts once an item. */
  readonly cost: number;
}

/**
 * Measures an operation before anything of it runs. Fragments count wherever they are spread.
 *
 * @param variables - decide page sizes given as variables
 */
export function measureDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  let aliases = 0;
  let depth = 0;
  const walk = (set: SelectionSetNode, type: GraphQLNamedType, level: number): number => {
    let cost = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        depth = Math.max(depth, level);
        if (node.alias !== undefined) aliases += 1;
        // stops a document that is refused anyway from costing time
        if (depth > limits.depth || aliases > limits.aliases) return cost;
        cost += costOf(node, type, level);
      } else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (fragment === undefined) continue;
        const named = fragment.typeCondition?.name.value;
        const on = named === undefined ? type : (schema.getType(named) ?? type);
        cost += walk(fragment.selectionSet, on, level);
      }
    }
    return cost;
  };
  const costOf = (node: FieldNode, parent: GraphQLNamedType, level: number): number => {
    const field =
      isObjectType(parent) || isInterfaceType(parent)
        ? parent.getFields()[node.name.value]
        : undefined;
    if (field === undefined) return 0.1;
    const own = parent === schema.getMutationType() ? 10 : 0;
    const type = getNamedType(field.type);
    if (node.selectionSet === undefined || !isCompositeType(type)) return own + 0.1;
    const below = 1 + walk(node.selectionSet, type, level + 1);
    return own + below * itemsOf(node, field.type, variables);
  };
  const root = schema.getRootType(operation.operation);
  const cost = root == null ? 0 : walk(operation.selectionSet, root, 1);
  return { depth, aliases, cost: Math.ceil(cost) };
}

function itemsOf(
  node: FieldNode,
  type: GraphQLOutputType,
  variables: Readonly<Record<string, unknown>>,
): number {
  const named = getNamedType(type);
  if (named.name.endsWith('Connection')) {
    const sizes = (node.arguments ?? [])
      .filter((argument) => argument.name.value === 'first' || argument.name.value === 'last')
      .map(({ value }) => {
        if (value.kind === Kind.INT) return Number(value.value);
        if (value.kind === Kind.VARIABLE) return Number(variables[value.name.value] ?? defaultPage);
        return defaultPage;
      })
      .filter((size) => size > 0);
    return Math.min(...sizes, sizes.length === 0 ? defaultPage : Number.POSITIVE_INFINITY);
  }
  const bare = isNonNullType(type) ? type.ofType : type;
  // the page size was counted at the connection
  if (node.name.value === 'edges' || node.name.value === 'nodes') return 1;
  return isListType(bare) ? plainListItems : 1;
}

/** @throws GraphQLError with HTTP 400 where a document is over a limit, naming the limit and the size */
export function assertWithinLimits(size: DocumentSize): void {
  for (const name of ['depth', 'aliases', 'cost'] as const) {
    if (size[name] > limits[name]) {
      throw tooComplex(`${name} ${size[name]}`, `${name} ${limits[name]}`, {
        limit: limits[name],
        actual: size[name],
      });
    }
  }
}

/** How many tokens a document has, as far as it can be read at all. */
export function countTokens(document: string): number {
  const lexer = new Lexer(new Source(document));
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  } catch {
    // parsing will say what is wrong and where
  }
  return count;
}

export function tooComplex(found: string, allowed: string, numbers: Record<string, number>) {
  const message = `This document has ${found}; at most ${allowed} is taken. Ask for less, or in several documents.`;
  return new GraphQLError(message, {
    originalError: new AppError('QUERY_TOO_COMPLEX', message),
    extensions: { code: 'QUERY_TOO_COMPLEX', ...numbers, http: { status: 400 } },
  });
}
