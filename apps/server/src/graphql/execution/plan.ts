import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type Asking, collectFields } from './collect-fields.ts';
import { type Complete, completerOf } from './complete.ts';

/** A field of an object as a document asks for it, with all that does not depend on the object. */
export interface PlannedField {
  /** The name that it is answered under. */
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  readonly complete: Complete;
  readonly hasArguments: boolean;
  /** One value that is no list and no object: nothing below it has a place of its own. */
  readonly isLeaf: boolean;
}

/** What is asked of the objects that a field holds. Worked out once for each type of them. */
export class Selection {
  readonly #asking: Asking;
  readonly #nodes: readonly FieldNode[];
  readonly #planned = new Map<GraphQLObjectType, readonly PlannedField[]>();

  constructor(asking: Asking, nodes: readonly FieldNode[]) {
    this.#asking = asking;
    this.#nodes = nodes;
  }

  fieldsOf(type: GraphQLObjectType): readonly PlannedField[] {
    const known = this.#planned.get(type);
    if (known !== undefined) return known;
    const sets = this.#nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const fields = planFields(this.#asking, type, collectFields(this.#asking, type, sets));
    this.#planned.set(type, fields);
    return fields;
  }
}

export const planFields = (
  asking: Asking,
  parent: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
): readonly PlannedField[] =>
  [...collected].flatMap(([key, nodes]) => {
    const definition = definitionOf(asking, parent, nodes[0]?.name.value ?? '');
    if (definition === undefined) return [];
    const { type } = definition;
    const bare = isNonNullType(type) ? type.ofType : type;
    return [
      {
        ...{ key, nodes, parent, definition },
        resolve: definition.resolve ?? defaultFieldResolver,
        complete: completerOf(type, new Selection(asking, nodes)),
        hasArguments: definition.args.length > 0,
        isLeaf: !isListType(bare) && isLeafType(getNamedType(type)),
      },
    ];
  });

function definitionOf({ schema }: Asking, parent: GraphQLObjectType, name: string) {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (schema.getQueryType() === parent) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name];
}
