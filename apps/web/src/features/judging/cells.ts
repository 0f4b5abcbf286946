import type { Assignment, Dimension } from './assignment.ts';

/** One thing to answer: a dimension of the conversation, of one response or of one judged turn. */
export interface Cell {
  readonly key: string;
  readonly dimension: Dimension;
  readonly responseId: string | null;
  readonly messageId: string | null;
}

/** Where the keyboard can stand: the preference of a pair, or one cell. */
export type Stop = { readonly kind: 'PREFERENCE' } | { readonly kind: 'CELL'; readonly cell: Cell };

/** Every cell of an assignment: judged turns first, as they are read, then the rest as the rubric orders it. */
export function askedCells(assignment: Assignment): readonly Cell[] {
  const dimensions = assignment.dimensions.map((asked) => asked.dimension);
  const turns = judgedTurns(assignment).flatMap((message) =>
    dimensions.filter(({ scope }) => scope === 'TURN').map((d) => cellOf(d, null, message.id)),
  );
  const others = dimensions.flatMap((dimension) => {
    if (dimension.scope === 'CONVERSATION') return [cellOf(dimension, null, null)];
    if (dimension.scope === 'RESPONSE')
      return assignment.responses.map(({ id }) => cellOf(dimension, id, null));
    return [];
  });
  return [...turns, ...others];
}

/** The keyboard's stations in order; a pair begins with the preference. */
export function stopsOf(assignment: Assignment): readonly Stop[] {
  const cells = askedCells(assignment).map((cell) => ({ kind: 'CELL', cell }) as const);
  return assignment.kind === 'PAIRWISE' ? [{ kind: 'PREFERENCE' }, ...cells] : cells;
}

/** The messages that are to be judged one by one. */
export function judgedTurns(assignment: Assignment) {
  return assignment.messages.filter(({ judged }) => judged);
}

export function cellKey(
  dimensionKey: string,
  responseId: string | null,
  messageId: string | null,
): string {
  return JSON.stringify([dimensionKey, responseId, messageId]);
}

/** What a cell is about beside its dimension: "Response 2", "Turn 3", or null for the conversation. */
export function cellTarget(
  assignment: Assignment,
  cell: Cell,
): { readonly kind: 'RESPONSE' | 'TURN'; readonly number: number } | null {
  if (cell.messageId !== null) {
    const turn = assignment.messages.findIndex(({ id }) => id === cell.messageId);
    return { kind: 'TURN', number: turn + 1 };
  }
  if (cell.responseId === null || assignment.responses.length < 2) return null;
  const position = assignment.responses.findIndex(({ id }) => id === cell.responseId);
  return { kind: 'RESPONSE', number: position + 1 };
}

function cellOf(dimension: Dimension, responseId: string | null, messageId: string | null): Cell {
  return { key: cellKey(dimension.key, responseId, messageId), dimension, responseId, messageId };
}
