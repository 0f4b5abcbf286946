import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What decides which fields of a document are asked for. */
export interface Asking {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fields that some selections ask of an object, by the name they are answered under. */
export function collectFields(
  asking: Asking,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const walk = (set: SelectionSetNode): void => {
    for (const node of set.selections) {
      if (!isIncluded(asking, node)) continue;
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value;
        const known = fields.get(name);
        if (known === undefined) fields.set(name, [node]);
        else known.push(node);
        continue;
      }
      if (node.kind === Kind.INLINE_FRAGMENT) {
        if (applies(asking, node.typeCondition?.name.value, type)) walk(node.selectionSet);
        continue;
      }
      const name = node.name.value;
      const fragment = asking.fragments[name];
      if (fragment === undefined || spread.has(name)) continue;
      spread.add(name);
      if (applies(asking, fragment.typeCondition.name.value, type)) walk(fragment.selectionSet);
    }
  };
  for (const set of selections) walk(set);
  return fields;
}

interface Conditional {
  readonly directives?: readonly DirectiveNode[];
}

function isIncluded({ variables }: Asking, node: Conditional): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  if (skip?.if === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return include?.if !== false;
}

function applies(
  { schema }: Asking,
  condition: string | undefined,
  type: GraphQLObjectType,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const on = schema.getType(condition);
  return isAbstractType(on) && schema.isSubType(on, type);
}
