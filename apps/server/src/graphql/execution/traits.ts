import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
} from 'graphql';

/** What is true of a document whatever the request. */
interface Traits {
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** Variables decide which fields it asks for. */
  readonly dependsOnVariables: boolean;
  /** It has a name that a plain object takes for something else. */
  readonly isOdd: boolean;
}

const known = new WeakMap<DocumentNode, Traits>();
const conditions = [GraphQLSkipDirective.name, GraphQLIncludeDirective.name];

/** Reads a document once. */
export function traitsOf(document: DocumentNode): Traits {
  const cached = known.get(document);
  if (cached !== undefined) return cached;
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  }
  let dependsOnVariables = false;
  let isOdd = false;
  visit(document, {
    Name: ({ value }) => {
      if (value === '__proto__') isOdd = true;
    },
    Directive: ({ name, arguments: given = [] }) => {
      if (!conditions.includes(name.value)) return;
      if (given.some(({ value }) => value.kind === Kind.VARIABLE)) dependsOnVariables = true;
    },
  });
  const traits = { fragments, dependsOnVariables, isOdd };
  known.set(document, traits);
  return traits;
}
