import { type FieldNode, type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import { selectedFields } from './selection.ts';

/** The fields asked of the first field of a document. */
function asked(document: string): string[] {
  const { definitions } = parse(document);
  const fragments: Record<string, FragmentDefinitionNode> = {};
  let fieldNodes: FieldNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments[definition.name.value] = definition;
    } else if (definition.kind === Kind.OPERATION_DEFINITION) {
      fieldNodes = definition.selectionSet.selections.filter((node) => node.kind === Kind.FIELD);
    }
  }
  return [...selectedFields({ fieldNodes, fragments }).keys()];
}

it('finds fields by name, under aliases, in fragments and behind directives', () => {
  expect(
    asked(`{ tasks { id other: name ...Part ... on Task { kind } ... @include(if: false) { source } } }
      fragment Part on Task { createdAt ...More } fragment More on Task { state @skip(if: true) }`),
  ).toEqual(['id', 'name', 'createdAt', 'state', 'kind', 'source']);
});

it('takes together what is asked of one field in two places', () => {
  expect(asked('{ tasks { id } tasks { name } }')).toEqual(['id', 'name']);
});
