import type { Project } from '@assay/db/tables/projects';
import type { StoredAnswers } from '@assay/db/tables/slots';
import { applicableProfile } from '@assay/scoring/rubrics/applicable-profile';
import { scoreJudgment } from '@assay/scoring/rubrics/score-judgment';
import {
  dimensionValuesOf,
  type RubricContent,
  scoringRubric,
} from '../../rubrics/queries/content.ts';
import type { RowProblem } from './rows.ts';

/** What of a task decides which answers it takes. */
export interface Judgeable {
  readonly kind: 'RATING' | 'PAIRWISE';
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly responses: number;
  /** Positions of the messages that TURN dimensions ask about. */
  readonly judged: readonly number[];
}

/** A stored task with what judgments of it name. */
export interface JudgedTask {
  readonly id: string;
  readonly kind: 'RATING' | 'PAIRWISE';
  readonly attributes: Readonly<Record<string, unknown>>;
  /** In their stored order. */
  readonly responseIds: readonly string[];
  readonly messageIds: readonly string[];
  /** Positions of the messages that TURN dimensions ask about. */
  readonly judged: readonly number[];
}

export interface Scores {
  readonly profile: string | null;
  readonly composite: number | null;
  readonly compositeUngated: number | null;
  readonly compositeUndefinedBecause: string | null;
  /** By the rubric version's dimensions, in their order. */
  readonly dimensionValues: (number | null)[];
  readonly redLine: boolean;
}

export type Scored =
  | { readonly ok: true; readonly scores: Scores }
  | { readonly ok: false; readonly problem: RowProblem };

const responseTarget = (position: number) => `response ${position}`;
const messageTarget = (position: number) => `message ${position}`;

/** Checks and scores answers to a task under a rubric version. */
export function scoreAnswers(
  project: Pick<Project, 'allowBothGood'>,
  content: RubricContent,
  task: Judgeable,
  answers: StoredAnswers,
): Scored {
  const problem = formProblem(project, task, answers);
  if (problem !== null) return { ok: false, problem };
  const profile = applicableProfile(content, task.attributes)?.name ?? null;
  const flagged = answers.flags.some(({ kind }) => kind === 'RED_LINE');
  if (task.kind === 'PAIRWISE') {
    const undefinedBecause = 'A comparison has no composite.';
    return {
      ok: true,
      scores: {
        ...{ profile, composite: null, compositeUngated: null, redLine: flagged },
        ...{ compositeUndefinedBecause: undefinedBecause, dimensionValues: [] },
      },
    };
  }
  const scored = scoreJudgment(
    scoringRubric(content),
    {
      scores: answers.scores.map(({ dimensionKey, tier, notApplicable, response, message }) => ({
        ...{ dimensionKey, tier, notApplicable },
        target:
          response !== null
            ? responseTarget(response)
            : message !== null
              ? messageTarget(message)
              : null,
      })),
      flags: answers.flags.map(({ kind }) => kind),
    },
    {
      profile,
      targets: {
        responses: Array.from({ length: task.responses }, (_, at) => responseTarget(at)),
        turns: task.judged.map(messageTarget),
      },
    },
  );
  if (!scored.ok) {
    const [first] = scored.problems;
    const message = first?.message ?? 'These answers cannot be scored.';
    return { ok: false, problem: { field: first?.field ?? 'scores', message } };
  }
  return {
    ok: true,
    scores: {
      profile,
      composite: scored.composite,
      compositeUngated: scored.compositeUngated,
      compositeUndefinedBecause: scored.undefinedBecause ?? null,
      dimensionValues: dimensionValuesOf(content, scored.dimensions),
      redLine: flagged || scored.redLinesHit.length > 0,
    },
  };
}

function formProblem(
  project: Pick<Project, 'allowBothGood'>,
  task: Judgeable,
  { scores, preference, flags }: StoredAnswers,
): RowProblem | null {
  if (new Set(flags.map(({ kind }) => kind)).size !== flags.length) {
    return { field: 'flags', message: 'Each flag is given once.' };
  }
  if (task.kind === 'RATING') {
    return preference === null
      ? null
      : { field: 'preference', message: 'One response is rated, not compared.' };
  }
  if (scores.length > 0) {
    return { field: 'scores', message: 'Two responses are compared, not rated.' };
  }
  if (preference === null) {
    return { field: 'preference', message: 'It is not said which response is better.' };
  }
  const { direction, strength } = preference;
  if (direction === 'BOTH_GOOD' && !project.allowBothGood) {
    return { field: 'preference.direction', message: 'This project takes no BOTH_GOOD.' };
  }
  return strength !== null && direction !== 'A' && direction !== 'B'
    ? { field: 'preference.strength', message: `${direction} has no strength.` }
    : null;
}
