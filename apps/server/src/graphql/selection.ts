import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** A parsed document is kept between requests, so its nodes are too. */
const known = new WeakMap<FieldNode, ReadonlyMap<string, readonly FieldNode[]>>();

/**
 * The fields that a document asks of what a resolver returns, by name; those of fragments and of fields
 * that may be skipped are among them. It tells what need not be read.
 */
export function selectedFields({
  fieldNodes,
  fragments,
}: Asked): ReadonlyMap<string, readonly FieldNode[]> {
  const [first] = fieldNodes;
  const cached = fieldNodes.length === 1 && first !== undefined ? known.get(first) : undefined;
  if (cached !== undefined) return cached;
  const fields = new Map<string, FieldNode[]>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const { value } = node.name;
        fields.set(value, [...(fields.get(value) ?? []), node]);
      } else {
        const named = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value];
        if (named !== undefined) walk(named.selectionSet);
      }
    }
  };
  for (const { selectionSet } of fieldNodes) if (selectionSet !== undefined) walk(selectionSet);
  if (fieldNodes.length === 1 && first !== undefined) known.set(first, fields);
  return fields;
}
