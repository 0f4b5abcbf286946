import {
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { FieldErrors, Place } from './errors.ts';
import type { PlannedField } from './plan.ts';

/** One run of a document. */
export interface Run {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
  readonly context: unknown;
  readonly errors: FieldErrors;
}

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  'then' in value &&
  typeof value.then === 'function';

/** What a resolver may ask about its field; made for each call, so it holds next to nothing. */
class Info implements GraphQLResolveInfo {
  readonly rootValue = undefined;
  readonly #run: Run;
  readonly #field: PlannedField;
  readonly #above: Place;

  constructor(run: Run, field: PlannedField, above: Place) {
    this.#run = run;
    this.#field = field;
    this.#above = above;
  }

  get fieldName() {
    return this.#field.definition.name;
  }
  get fieldNodes() {
    return this.#field.nodes;
  }
  get returnType() {
    return this.#field.definition.type;
  }
  get parentType() {
    return this.#field.parent;
  }
  get path() {
    return placeOf(this.#field, this.#above);
  }
  get schema() {
    return this.#run.schema;
  }
  get fragments() {
    return this.#run.fragments;
  }
  get operation() {
    return this.#run.operation;
  }
  get variableValues() {
    return this.#run.variables;
  }
}

const placeOf = ({ key, parent }: PlannedField, prev: Place) => ({
  ...{ prev, key },
  typename: parent.name,
});

type Answer = Record<string, unknown>;

/** An object of an answer, or the promise of one. What is null here and may not be fails the whole. */
export function runFields(
  run: Run,
  fields: readonly PlannedField[],
  source: unknown,
  place: Place,
): Answer | Promise<Answer> {
  const answer: Answer = {};
  let waiting: string[] | null = null;
  try {
    for (const field of fields) {
      const value = runField(run, field, source, place);
      answer[field.key] = value;
      if (isPromise(value)) {
        waiting ??= [];
        waiting.push(field.key);
      }
    }
  } catch (error) {
    if (waiting === null) throw error;
    // the others may fail as well, and somebody has to hear of it
    return settle(answer, waiting).finally(() => {
      throw error;
    });
  }
  return waiting === null ? answer : settle(answer, waiting);
}

async function settle(answer: Answer, keys: readonly string[]): Promise<Answer> {
  const values = await Promise.all(keys.map((key) => answer[key]));
  keys.forEach((key, at) => {
    answer[key] = values[at];
  });
  return answer;
}

const noArguments = Object.freeze({});

function runField(run: Run, field: PlannedField, source: unknown, above: Place): unknown {
  const place = field.isLeaf ? undefined : placeOf(field, above);
  try {
    const [node] = field.nodes;
    const args =
      field.hasArguments && node !== undefined
        ? getArgumentValues(field.definition, node, run.variables)
        : noArguments;
    const info = new Info(run, field, above);
    const value = field.resolve(source, args, run.context, info);
    const done = isPromise(value)
      ? value.then((resolved) => field.complete(run, field, info, place, resolved))
      : field.complete(run, field, info, place, value);
    if (!isPromise(done)) return done;
    return done.then(undefined, (error) => fail(run, field, place ?? placeOf(field, above), error));
  } catch (error) {
    return fail(run, field, place ?? placeOf(field, above), error);
  }
}

const fail = (run: Run, { definition, nodes }: PlannedField, place: Place, error: unknown): null =>
  run.errors.nullFor(error, definition.type, nodes, place);
