import type { AppliedDimension } from './applied-dimensions.ts';
import type { Dimension, FlagKind, Problem } from './rubric.ts';

/** One answer: a tier (index, lowest is 0) or not applicable. */
export interface ScoreAnswer {
  readonly dimensionKey: string;
  readonly tier: number | null;
  readonly notApplicable: boolean;
  /** the response (scope RESPONSE) or message (scope TURN) it is about; `null` for CONVERSATION */
  readonly target: string | null;
}

export interface Answers {
  readonly scores: readonly ScoreAnswer[];
  readonly flags: readonly FlagKind[];
}

/** What has to be answered: ids, each in conversation order. */
export interface Targets {
  readonly responses: readonly string[];
  readonly turns: readonly string[];
}

/** The answers of one dimension in the order of its targets; `null` stands for not applicable. */
export interface CheckedAnswers {
  readonly applied: AppliedDimension;
  readonly tiers: readonly { readonly target: string | null; readonly tier: number | null }[];
}

/** The targets a dimension is scored at. None means that it is not asked of this task. */
function targetsOf({ scope }: Dimension, targets: Targets): readonly (string | null)[] {
  if (scope === 'CONVERSATION') return [null];
  return scope === 'TURN' ? targets.turns : targets.responses;
}

/**
 * Sorts answers by dimension and target, and lists what is wrong with them.
 *
 * A problem's `field` is `scores.<dimension key>`, followed by `.<target>` where there is one.
 */
export function checkAnswers(
  asked: readonly AppliedDimension[],
  scores: readonly ScoreAnswer[],
  targets: Targets,
): { readonly checked: readonly CheckedAnswers[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const given = new Map<string, ScoreAnswer>();
  const expected = new Set(
    asked.flatMap(({ dimension }) =>
      targetsOf(dimension, targets).map((target) => fieldOf(dimension.key, target)),
    ),
  );
  for (const answer of scores) {
    const field = fieldOf(answer.dimensionKey, answer.target);
    const dimension = asked.find((a) => a.dimension.key === answer.dimensionKey)?.dimension;
    if (dimension === undefined) {
      problems.push({ field, message: `“${answer.dimensionKey}” is not asked here.` });
    } else if (!expected.has(field)) {
      problems.push({ field, message: `“${dimension.label}” is not asked of this part.` });
    } else if (given.has(field)) {
      problems.push({ field, message: `“${dimension.label}” is answered twice.` });
    } else {
      given.set(field, answer);
      const message = problemOf(dimension, answer);
      if (message !== null) problems.push({ field, message });
    }
  }
  const checked = asked.map((applied) => ({
    applied,
    tiers: targetsOf(applied.dimension, targets).map((target) => {
      const field = fieldOf(applied.dimension.key, target);
      const answer = given.get(field);
      if (answer === undefined) {
        problems.push({ field, message: `“${applied.dimension.label}” is not answered.` });
      }
      return { target, tier: answer?.tier ?? null };
    }),
  }));
  return { checked, problems };
}

function fieldOf(dimensionKey: string, target: string | null): string {
  return target === null ? `scores.${dimensionKey}` : `scores.${dimensionKey}.${target}`;
}

function problemOf(dimension: Dimension, answer: ScoreAnswer): string | null {
  const { label, tiers, allowNotApplicable } = dimension;
  if (answer.notApplicable) {
    if (answer.tier !== null) return `“${label}” has a tier and is marked not applicable.`;
    return allowNotApplicable ? null : `“${label}” cannot be marked not applicable.`;
  }
  if (answer.tier === null) return `“${label}” is not answered.`;
  return Number.isInteger(answer.tier) && answer.tier >= 0 && answer.tier < tiers.length
    ? null
    : `“${label}” has no tier ${answer.tier}: its tiers are 0 to ${tiers.length - 1}.`;
}
