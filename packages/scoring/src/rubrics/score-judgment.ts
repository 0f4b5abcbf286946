import { type AppliedDimension, appliedDimensions } from './applied-dimensions.ts';
import { type Answers, type CheckedAnswers, checkAnswers, type Targets } from './check-answers.ts';
import { redLinesHit } from './red-lines-hit.ts';
import type { Dimension, Problem, RedLine, Rubric } from './rubric.ts';

/** Under what the judgment is made: the applied profile's name and what has to be answered. */
export interface JudgmentContext {
  readonly profile: string | null;
  readonly targets: Targets;
}

/** Both composites are in [0, 1]; `null`, with the reason, exactly together. */
export interface Composite {
  /** after red lines */
  readonly composite: number | null;
  /** before red lines: the weighted mean of the dimensions that were answered */
  readonly compositeUngated: number | null;
  readonly undefinedBecause?: string;
}

export interface ScoredDimension {
  readonly key: string;
  /** in [0, 1], rolled up over turns or averaged over responses; `null` when not applicable */
  readonly score: number | null;
  /** share of all the weight asked, in (0, 1] */
  readonly weight: number;
  /** what it adds to the ungated composite; `null` when not applicable */
  readonly contribution: number | null;
  /** true where a red line sets it to 0 in the gated composite */
  readonly failed: boolean;
}

export interface ScoredJudgment extends Composite {
  readonly ok: true;
  readonly dimensions: readonly ScoredDimension[];
  readonly redLinesHit: readonly RedLine[];
  /** The same for each response alone: its own answers and those not about any response. */
  readonly responses: readonly (Composite & { readonly responseId: string })[];
}

/** Answers that cannot be scored, with every reason. */
export interface RefusedJudgment {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/**
 * Scores one judgment by the rubric version it was made under.
 *
 * A dimension's score is the value of the chosen tier; the composite is the weighted mean over the
 * dimensions that were answered, and needs at least half of the weight asked. Red lines act after
 * the mean: failed dimensions count as 0, then FAIL_ALL makes the composite 0. A failed dimension
 * that is not applicable stays out of the mean.
 *
 * @param rubric - one that `validateRubric` finds no problem in
 * @throws RangeError if the rubric has no profile of the given name
 */
export function scoreJudgment(
  rubric: Rubric,
  answers: Answers,
  { profile, targets }: JudgmentContext,
): ScoredJudgment | RefusedJudgment {
  const asked = appliedDimensions(rubric, profile);
  const { checked, problems } = checkAnswers(asked, answers.scores, targets);
  if (problems.length > 0) return { ok: false, problems };
  const score = (entries: readonly CheckedAnswers[]) => {
    const hit = redLinesHit(rubric.redLines, entries, answers.flags);
    return {
      hit,
      ...compositeOf(entries.filter(({ tiers }) => tiers.length > 0).map(rollUp), hit),
    };
  };
  const { hit, dimensions, composite } = score(checked);
  return {
    ok: true,
    ...composite,
    dimensions,
    redLinesHit: hit,
    responses: targets.responses.map((responseId) => ({
      responseId,
      ...score(checked.map((entry) => ofResponse(entry, responseId))).composite,
    })),
  };
}

/** A dimension of scope RESPONSE narrowed to one response; any other as it is. */
function ofResponse(entry: CheckedAnswers, responseId: string): CheckedAnswers {
  if (entry.applied.dimension.scope !== 'RESPONSE') return entry;
  return { ...entry, tiers: entry.tiers.filter(({ target }) => target === responseId) };
}

interface RolledUp {
  readonly applied: AppliedDimension;
  readonly score: number | null;
}

/** One score from the targets that were not marked not applicable. */
function rollUp({ applied, tiers }: CheckedAnswers): RolledUp {
  const { dimension } = applied;
  const values = tiers.flatMap(({ tier }) => tierValue(dimension, tier));
  if (values.length === 0) return { applied, score: null };
  const rule = dimension.scope === 'TURN' ? dimension.rollUp : 'MEAN';
  if (rule === 'WORST') return { applied, score: Math.min(...values) };
  if (rule === 'LAST') return { applied, score: values.at(-1) ?? null };
  return { applied, score: values.reduce((sum, value) => sum + value, 0) / values.length };
}

function tierValue(dimension: Dimension, tier: number | null): readonly number[] {
  const value = tier === null ? undefined : dimension.tiers[tier]?.value;
  return value === undefined ? [] : [value];
}

function compositeOf(
  scores: readonly RolledUp[],
  hit: readonly RedLine[],
): { readonly composite: Composite; readonly dimensions: readonly ScoredDimension[] } {
  const failedKeys = new Set(hit.map((line) => line.failDimensionKey));
  const askedWeight = scores.reduce((sum, { applied }) => sum + applied.weight, 0);
  const answered = scores.filter(({ score }) => score !== null);
  const answeredWeight = answered.reduce((sum, { applied }) => sum + applied.weight, 0);
  const dimensions = scores.map(({ applied, score }) => ({
    key: applied.dimension.key,
    score,
    weight: applied.weight / askedWeight,
    contribution: score === null ? null : (applied.weight * score) / answeredWeight,
    failed: failedKeys.has(applied.dimension.key),
  }));
  if (answeredWeight === 0) return { dimensions, composite: undefinedComposite(nothingApplies) };
  // Weights such as .1 and .2 do not add up exactly; half has to count as half.
  if (answeredWeight < (askedWeight / 2) * (1 - 1e-12)) {
    return { dimensions, composite: undefinedComposite(tooLittleAnswered) };
  }
  const sum = (entries: typeof dimensions) =>
    Math.min(
      1,
      entries.reduce((total, { contribution }) => total + (contribution ?? 0), 0),
    );
  const failsAll = hit.some(({ effect }) => effect === 'FAIL_ALL');
  const composite = failsAll ? 0 : sum(dimensions.filter(({ failed }) => !failed));
  return { dimensions, composite: { composite, compositeUngated: sum(dimensions) } };
}

const nothingApplies = 'No dimension applies.';
const tooLittleAnswered =
  'Less than half of the weight was answered; the rest was marked not applicable.';

function undefinedComposite(undefinedBecause: string): Composite {
  return { composite: null, compositeUngated: null, undefinedBecause };
}
