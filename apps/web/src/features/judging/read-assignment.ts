import { type FragmentType, readFragment } from '../../__generated__/index.ts';
import type { Assignment, StoredAnswers } from './assignment.ts';
import { Judging_answers, Judging_assignment } from './documents.ts';

/** A fetched assignment with its draft in reach. */
export function readAssignment(masked: FragmentType<typeof Judging_assignment>): Assignment {
  const assignment = readFragment(Judging_assignment, masked);
  return { ...assignment, draft: readAnswers(assignment.draft) };
}

export function readAnswers(masked: FragmentType<typeof Judging_answers>): StoredAnswers;
export function readAnswers(
  masked: FragmentType<typeof Judging_answers> | null,
): StoredAnswers | null;
export function readAnswers(
  masked: FragmentType<typeof Judging_answers> | null,
): StoredAnswers | null {
  if (masked === null) return null;
  const { scores, preference, flags, note } = readFragment(Judging_answers, masked);
  // Copied field by field: what comes from the cache also has __typename, which an input may not have.
  return {
    scores: scores.map(({ dimensionKey, tier, notApplicable, responseId, messageId }) => ({
      dimensionKey,
      tier,
      notApplicable,
      responseId,
      messageId,
    })),
    preference: preference === null ? null : preferenceOf(preference),
    flags: flags.map(({ kind, note: text }) => ({ kind, note: text })),
    note,
  };
}

function preferenceOf({
  verdict,
  preferredResponseId,
  strength,
}: NonNullable<StoredAnswers['preference']>) {
  return { verdict, preferredResponseId, strength };
}
