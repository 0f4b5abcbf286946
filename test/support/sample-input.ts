import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { newKey } from './person.ts';

/** Where an id stands in the arguments of a field: `input.answers.scores.responseId`. */
export type IdPath = readonly string[];

type Given = GraphQLArgument | GraphQLInputField;

/** Every place among arguments or input fields that takes an id. */
export function idPaths(fields: readonly Given[], parents: IdPath = []): IdPath[] {
  return fields.flatMap((field) => {
    const path = [...parents, field.name];
    const type = getNamedType(field.type);
    if (type.name === 'ID') return [path];
    return isInputObjectType(type) ? idPaths(Object.values(type.getFields()), path) : [];
  });
}

/**
 * The least that these arguments take, with `id` at one place and ids of one's own elsewhere.
 *
 * @param own - an id for an input field of some name
 */
export function sampleInput(
  fields: readonly Given[],
  path: IdPath,
  id: string,
  own: (name: string) => string,
): Record<string, unknown> {
  const [next, ...rest] = path;
  const wanted = fields.filter(({ name, type, defaultValue }) => {
    return name === next || (isNonNullType(type) && defaultValue === undefined);
  });
  const entries = wanted.map(({ name, type }) => {
    const onPath = name === next;
    return [name, valueOfType(name, type, onPath ? rest : null, id, own)] as const;
  });
  return Object.fromEntries(entries);
}

const texts: Readonly<Record<string, () => unknown>> = {
  idempotencyKey: newKey,
  dimensionKey: () => 'accuracy',
  verdict: () => 'PREFERRED',
};

function valueOfType(
  name: string,
  type: GraphQLInputType,
  rest: IdPath | null,
  id: string,
  own: (name: string) => string,
): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    return [valueOfType(name, inner.ofType, rest, id, own)];
  }
  if (isInputObjectType(inner)) {
    return sampleInput(Object.values(inner.getFields()), rest ?? [], id, own);
  }
  const known = texts[name];
  if (known !== undefined) return known();
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  const values: Record<string, unknown> = {
    ...{ String: 'x', Int: 1, Float: 0.5, Boolean: false },
    DateTime: '2026-01-01T00:00:00Z',
  };
  if (inner.name !== 'ID') return values[inner.name] ?? {};
  return rest === null ? own(name) : id;
}
