import type { Rubric } from '@assay/scoring/rubrics/rubric';
import { type ScoredJudgment, scoreJudgment } from '@assay/scoring/rubrics/score-judgment';
import type { Answers } from './answers.ts';
import type { Assignment } from './assignment.ts';
import { askedCells, judgedTurns } from './cells.ts';

/** The score of the answers given so far, by the same rules as the server scores the whole judgment. */
export interface LiveScore {
  /** null until something is answered */
  readonly scored: ScoredJudgment | null;
  /** true once every cell is answered: then this is what will be stored */
  readonly complete: boolean;
  /** keys of dimensions that have at least one answer */
  readonly answeredKeys: ReadonlySet<string>;
}

export function liveScore(assignment: Assignment, answers: Answers): LiveScore {
  const cells = askedCells(assignment);
  const answered = cells.filter((cell) => answers.cells[cell.key] !== undefined);
  const answeredKeys = new Set(answered.map(({ dimension }) => dimension.key));
  const complete = answered.length === cells.length;
  if (answered.length === 0) return { scored: null, complete, answeredKeys };
  // A dimension without any answer is left out; the open targets of one that has begun count as
  // not applicable, so that the figure speaks of what was answered.
  const scores = cells.flatMap((cell) => {
    if (!answeredKeys.has(cell.dimension.key)) return [];
    const answer = answers.cells[cell.key];
    const tier = answer === undefined || answer === 'NOT_APPLICABLE' ? null : answer.tier;
    return {
      dimensionKey: cell.dimension.key,
      tier,
      notApplicable: tier === null,
      target: cell.responseId ?? cell.messageId,
    };
  });
  const result = scoreJudgment(
    rubricOf(assignment, answeredKeys),
    { scores, flags: answers.flags.map(({ kind }) => kind) },
    {
      profile: null,
      targets: {
        responses: assignment.responses.map(({ id }) => id),
        turns: judgedTurns(assignment).map(({ id }) => id),
      },
    },
  );
  return { scored: result.ok ? result : null, complete, answeredKeys };
}

/** Each asked dimension's share of the weight, in (0, 1]. */
export function weightShares(assignment: Assignment): ReadonlyMap<string, number> {
  const total = assignment.dimensions.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(
    assignment.dimensions.map(({ dimension, weight }) => [
      dimension.key,
      total === 0 ? 0 : weight / total,
    ]),
  );
}

function rubricOf(assignment: Assignment, keys: ReadonlySet<string>): Rubric {
  return {
    dimensions: assignment.dimensions
      .filter(({ dimension }) => keys.has(dimension.key))
      .map(({ dimension, weight }) => ({
        ...dimension,
        weight,
        locked: false,
        allowNotApplicable: true,
      })),
    redLines: assignment.rubricVersion.redLines,
    profiles: [],
  };
}
