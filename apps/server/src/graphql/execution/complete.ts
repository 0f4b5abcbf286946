import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Place } from './errors.ts';
import type { PlannedField, Selection } from './plan.ts';
import { isPromise, type Run, runFields } from './run-fields.ts';

/** Makes of what a resolver gave what is answered, or the promise of it. */
export type Complete = (
  run: Run,
  field: PlannedField,
  info: GraphQLResolveInfo,
  place: Place,
  value: unknown,
) => unknown;

/** How values of a type are completed. */
export function completerOf(type: GraphQLOutputType, selection: Selection): Complete {
  if (isNonNullType(type)) return neverNull(completerOf(type.ofType, selection));
  if (isListType(type)) return listOf(type.ofType, completerOf(type.ofType, selection));
  if (isLeafType(type)) return leaf(type);
  if (isObjectType(type)) {
    return nullable((run, field, info, place, value) =>
      completeObject(run, field, info, place, value, type, selection),
    );
  }
  return abstract(type, selection);
}

/** Null stays null, and an error that is given instead of a value is thrown. */
const nullable =
  (complete: Complete): Complete =>
  (run, field, info, place, value) => {
    if (value == null) return null;
    if (value instanceof Error) throw value;
    return complete(run, field, info, place, value);
  };

const neverNull =
  (complete: Complete): Complete =>
  (run, field, info, place, value) => {
    const completed = complete(run, field, info, place, value);
    if (completed !== null) return completed;
    const name = `${field.parent.name}.${field.definition.name}`;
    throw new Error(`Cannot return null for non-nullable field ${name}.`);
  };

const leaf = (type: GraphQLLeafType): Complete =>
  nullable((_run, _field, _info, _place, value) => {
    const serialized: unknown = type.serialize(value);
    if (serialized == null) throw new Error(`${type.name} cannot be made of what was given.`);
    return serialized;
  });

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

const listOf = (itemType: GraphQLOutputType, complete: Complete): Complete =>
  nullable((run, field, info, place, value) => {
    if (!isIterable(value)) {
      const name = `${field.parent.name}.${field.definition.name}`;
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${name}".`);
    }
    const answers: unknown[] = [];
    let waits = false;
    try {
      for (const item of value) {
        const itemPlace = { prev: place, key: answers.length, typename: undefined };
        let answer: unknown;
        try {
          answer = isPromise(item)
            ? item.then((resolved) => complete(run, field, info, itemPlace, resolved))
            : complete(run, field, info, itemPlace, item);
        } catch (error) {
          answer = run.errors.nullFor(error, itemType, field.nodes, itemPlace);
        }
        if (isPromise(answer)) {
          waits = true;
          answer = answer.then(undefined, (error) =>
            run.errors.nullFor(error, itemType, field.nodes, itemPlace),
          );
        }
        answers.push(answer);
      }
    } catch (error) {
      if (!waits) throw error;
      // the items before may fail as well, and somebody has to hear of it
      return Promise.all(answers).finally(() => {
        throw error;
      });
    }
    return waits ? Promise.all(answers) : answers;
  });

function completeObject(
  run: Run,
  field: PlannedField,
  info: GraphQLResolveInfo,
  place: Place,
  value: unknown,
  type: GraphQLObjectType,
  selection: Selection,
): unknown {
  const fields = selection.fieldsOf(type);
  if (type.isTypeOf == null) return runFields(run, fields, value, place);
  const check = (isOne: boolean) => {
    if (isOne) return runFields(run, fields, value, place);
    throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes: field.nodes });
  };
  const isOne = type.isTypeOf(value, run.context, info);
  return typeof isOne === 'boolean' ? check(isOne) : isOne.then(check);
}

const abstract = (type: GraphQLAbstractType, selection: Selection): Complete =>
  nullable((run, field, info, place, value) => {
    const resolveType = type.resolveType ?? defaultTypeResolver;
    const complete = (name: string | undefined) => {
      const found = objectType(run, field, type, name);
      return completeObject(run, field, info, place, value, found, selection);
    };
    const name = resolveType(value, run.context, info, type);
    return isPromise(name) ? name.then(complete) : complete(name);
  });

function objectType(
  { schema }: Run,
  { nodes, parent, definition }: PlannedField,
  type: GraphQLAbstractType,
  name: string | undefined,
): GraphQLObjectType {
  const found = name === undefined ? undefined : schema.getType(name);
  if (isObjectType(found) && schema.isSubType(type, found)) return found;
  throw new GraphQLError(
    isObjectType(found)
      ? `Runtime Object type "${found.name}" is not a possible type for "${type.name}".`
      : `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parent.name}.${definition.name}".`,
    { nodes },
  );
}
