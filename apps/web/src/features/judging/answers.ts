import type {
  Assignment,
  Flag,
  FlagKind,
  Preference,
  StoredAnswers,
  StoredScore,
} from './assignment.ts';
import { askedCells, type Cell, cellKey } from './cells.ts';

/** The answers of one judgment while it is being made. */
export interface Answers {
  readonly cells: Readonly<Record<string, CellAnswer>>;
  readonly preference: Preference | null;
  readonly flags: readonly Flag[];
  readonly note: string;
}

/** Either a tier's index or "not applicable". */
export type CellAnswer = { readonly tier: number } | 'NOT_APPLICABLE';

export const noAnswers: Answers = { cells: {}, preference: null, flags: [], note: '' };

/** What is still to be answered before the judgment can be submitted. */
export type MissingAnswer =
  | { readonly kind: 'PREFERENCE' }
  | { readonly kind: 'CELL'; readonly cell: Cell };

export function missingAnswers(assignment: Assignment, answers: Answers): readonly MissingAnswer[] {
  const cells = askedCells(assignment)
    .filter((cell) => answers.cells[cell.key] === undefined)
    .map((cell) => ({ kind: 'CELL', cell }) as const);
  const preferenceMissing = assignment.kind === 'PAIRWISE' && answers.preference === null;
  return preferenceMissing ? [{ kind: 'PREFERENCE' }, ...cells] : cells;
}

/** Stored answers, without what the assignment does not ask. */
export function answersFrom(assignment: Assignment, stored: StoredAnswers | null): Answers {
  if (stored === null) return noAnswers;
  const asked = new Map(askedCells(assignment).map((cell) => [cell.key, cell]));
  const cells = stored.scores.flatMap((score): readonly (readonly [string, CellAnswer])[] => {
    const key = cellKey(score.dimensionKey, score.responseId, score.messageId);
    const cell = asked.get(key);
    if (cell === undefined) return [];
    if (score.notApplicable)
      return cell.dimension.allowNotApplicable ? [[key, 'NOT_APPLICABLE']] : [];
    const { tier } = score;
    return tier !== null && cell.dimension.tiers.some(({ index }) => index === tier)
      ? [[key, { tier }]]
      : [];
  });
  return {
    cells: Object.fromEntries(cells),
    preference: stored.preference,
    flags: stored.flags.map(({ kind, note }) => ({ kind, note })),
    note: stored.note,
  };
}

/** The answers in the form the API stores. */
export function storedFrom(assignment: Assignment, answers: Answers): StoredAnswers {
  const scores = askedCells(assignment).flatMap((cell): readonly StoredScore[] => {
    const answer = answers.cells[cell.key];
    if (answer === undefined) return [];
    const { responseId, messageId } = cell;
    const dimensionKey = cell.dimension.key;
    return answer === 'NOT_APPLICABLE'
      ? [{ dimensionKey, tier: null, notApplicable: true, responseId, messageId }]
      : [{ dimensionKey, tier: answer.tier, notApplicable: false, responseId, messageId }];
  });
  const { preference, flags, note } = answers;
  return { scores, preference, flags, note };
}

/** Adds the flag, or takes it away with its note. */
export function toggleFlag(flags: readonly Flag[], kind: FlagKind): readonly Flag[] {
  return flags.some((flag) => flag.kind === kind)
    ? flags.filter((flag) => flag.kind !== kind)
    : [...flags, { kind, note: '' }];
}

/** Stored answers as an input of the API, whose lists are the caller's own. */
export function answersInput(stored: StoredAnswers) {
  return { ...stored, scores: [...stored.scores], flags: [...stored.flags] };
}
