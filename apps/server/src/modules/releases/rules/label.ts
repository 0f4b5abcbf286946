import type { Preference } from '@assay/db/tables/judgments';

export type Direction = Preference['direction'];
export const directions: readonly Direction[] = ['A', 'B', 'TIE', 'BOTH_BAD', 'BOTH_GOOD'];

/** Why a task has no row in a release, in the order asked: a task is counted under the first that holds. */
export const dropReasons = [
  'NOT_A_COMPARISON',
  'RED_LINE',
  'NOT_JUDGED',
  'TOO_FEW_VOTES',
  'NO_MAJORITY',
  'TIE',
  'BOTH_BAD',
  'BOTH_GOOD',
  'BELOW_AGREEMENT',
] as const;
export type DropReason = (typeof dropReasons)[number];

export interface Gates {
  readonly minimumVotes: number;
  /** Share of the votes that the majority has to have, in [0, 1]. */
  readonly minimumAgreement: number;
}

export interface Vote {
  readonly judgmentId: string;
  readonly direction: Direction;
  /** 1 to 3; null where it was not asked. */
  readonly strength: number | null;
}

export interface Label {
  readonly chosen: 'A' | 'B';
  readonly votes: Readonly<Record<Direction, number>>;
  /** Share of the votes for the chosen one, in (0, 1]. */
  readonly agreement: number;
  /** Over the votes for the chosen one that have a strength; null where none has. */
  readonly strengthMean: number | null;
}

interface Voted {
  readonly isComparison: boolean;
  /** A red line that is not settled, or that stands. */
  readonly hasRedLine: boolean;
  readonly votes: readonly Vote[];
}

/** What a task's votes say, or why they give no training pair. */
export function labelOf(
  { isComparison, hasRedLine, votes }: Voted,
  gates: Gates,
): Label | DropReason {
  if (!isComparison) return 'NOT_A_COMPARISON';
  if (hasRedLine) return 'RED_LINE';
  if (votes.length === 0) return 'NOT_JUDGED';
  if (votes.length < gates.minimumVotes) return 'TOO_FEW_VOTES';
  const counts = countsOf(votes);
  const most = Math.max(...directions.map((direction) => counts[direction]));
  const [winner, other] = directions.filter((direction) => counts[direction] === most);
  if (winner === undefined || other !== undefined) return 'NO_MAJORITY';
  if (winner !== 'A' && winner !== 'B') return winner;
  const agreement = most / votes.length;
  if (agreement < gates.minimumAgreement) return 'BELOW_AGREEMENT';
  const strengths = votes
    .filter(({ direction }) => direction === winner)
    .flatMap(({ strength }) => (strength === null ? [] : [strength]));
  const strengthMean =
    strengths.length === 0 ? null : strengths.reduce((sum, one) => sum + one, 0) / strengths.length;
  return { chosen: winner, votes: counts, agreement, strengthMean };
}

function countsOf(votes: readonly Vote[]): Record<Direction, number> {
  const counts = { A: 0, B: 0, TIE: 0, BOTH_BAD: 0, BOTH_GOOD: 0 };
  for (const { direction } of votes) counts[direction] += 1;
  return counts;
}
