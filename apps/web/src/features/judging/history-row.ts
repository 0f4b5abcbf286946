import { type FragmentType, readFragment } from '../../__generated__/index.ts';
import type { StoredAnswers } from './assignment.ts';
import { HistoryRow_judgment } from './history-documents.ts';
import { preferredSide } from './preference.ts';
import { readAnswers } from './read-assignment.ts';
import { strings } from './strings.ts';
import { assignmentTitle } from './titles.ts';

/** One judgment of the history as a line of a table. */
export interface HistoryRow {
  readonly id: string;
  readonly title: string;
  readonly submittedAt: string;
  readonly revision: number;
  readonly composite: number | null;
  readonly revisable: boolean;
  /** the verdict of a pair in words; null for ratings */
  readonly verdict: string | null;
  readonly flags: StoredAnswers['flags'];
}

export function readHistoryRow(masked: FragmentType<typeof HistoryRow_judgment>): HistoryRow {
  const judgment = readFragment(HistoryRow_judgment, masked);
  const answers = readAnswers(judgment.answers);
  const { id, submittedAt, revision, composite, revisable, assignment } = judgment;
  return {
    id,
    submittedAt,
    revision,
    composite,
    revisable,
    title: assignmentTitle(assignment),
    verdict: verdictOf(answers.preference, assignment),
    flags: answers.flags,
  };
}

function verdictOf(
  preference: StoredAnswers['preference'],
  assignment: Parameters<typeof preferredSide>[0],
): string | null {
  if (preference === null) return null;
  if (preference.verdict !== 'PREFERRED') return strings.preference[preference.verdict];
  return strings.preference.better(preferredSide(assignment, preference) === 'LEFT' ? 1 : 2);
}
