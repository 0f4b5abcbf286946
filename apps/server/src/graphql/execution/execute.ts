import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from './collect-fields.ts';
import { FieldErrors } from './errors.ts';
import { type PlannedField, planFields } from './plan.ts';
import { runFields } from './run-fields.ts';
import { traitsOf } from './traits.ts';

interface Request {
  readonly schema: GraphQLSchema;
  /** Parsed and validated. The object is best kept: what is planned for it is remembered by it. */
  readonly document: DocumentNode;
  /** The operation to run; absent where the request names none of the document's. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly context: unknown;
}

/** The fields asked of the query type by documents whose fields are the same whatever the variables. */
const plans = new WeakMap<OperationDefinitionNode, readonly PlannedField[]>();

/**
 * Runs a document as graphql-js does, to the same answer and the same errors. What a query asks for is
 * worked out once for each document, not for each object. Whatever is no query is left to graphql-js.
 */
export async function executeDocument(request: Request): Promise<ExecutionResult> {
  const { schema, document, operation, variables: given, context } = request;
  const type = schema.getQueryType();
  const { fragments, isOdd, dependsOnVariables } = traitsOf(document);
  if (operation?.operation !== 'query' || type == null || isOdd) return byGraphqlJs(request);
  const { coerced: variables, errors: refused } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    given,
    { maxErrors: 50 },
  );
  if (variables === undefined) return { errors: refused };
  const asking = { schema, fragments, variables: dependsOnVariables ? variables : {} };
  let fields = dependsOnVariables ? undefined : plans.get(operation);
  if (fields === undefined) {
    fields = planFields(asking, type, collectFields(asking, type, [operation.selectionSet]));
    if (!dependsOnVariables) plans.set(operation, fields);
  }
  const errors = new FieldErrors();
  const run = { schema, fragments, operation, variables, context, errors };
  try {
    const data = await runFields(run, fields, undefined, undefined);
    return errors.list.length === 0 ? { data } : { errors: errors.list, data };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    errors.add(error, undefined);
    return { errors: errors.list, data: null };
  }
}

const byGraphqlJs = ({ schema, document, operationName, variables, context }: Request) =>
  execute({
    ...{ schema, document, operationName },
    variableValues: variables,
    contextValue: context,
  });
