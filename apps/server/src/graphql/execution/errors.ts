import type { GraphQLError, GraphQLResolveInfo } from 'graphql';
import { type FieldNode, type GraphQLOutputType, isNonNullType, locatedError } from 'graphql';

/** Where in an answer something stands, from the inside out; undefined is the whole of it. */
export type Place = GraphQLResolveInfo['path'] | undefined;

function keysOf(place: Place): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.prev) keys.push(at.key);
  return keys.reverse();
}

/** What went wrong while a document ran: one error for each place that is null because of it. */
export class FieldErrors {
  readonly list: GraphQLError[] = [];
  readonly #places = new Set<Place>();

  /** Leaves out what happened below a place that is null already. */
  add(error: GraphQLError, place: Place): void {
    for (let at = place; at !== undefined; at = at.prev) if (this.#places.has(at)) return;
    if (this.#places.has(undefined)) return;
    this.#places.add(place);
    this.list.push(error);
  }

  /**
   * Null where there may be null, with the error noted.
   *
   * @throws GraphQLError where there may not: then what holds it fails
   */
  nullFor(raw: unknown, type: GraphQLOutputType, nodes: readonly FieldNode[], place: Place): null {
    const error = locatedError(raw, nodes, keysOf(place));
    if (isNonNullType(type)) throw error;
    this.add(error, place);
    return null;
  }
}
