import { describe, expect, it } from 'vitest';
import { rubricTemplates } from '../src/modules/rubrics/queries/templates.ts';
import { type DemoAnnotator, demoAnnotators } from './annotators.ts';
import { openSlots, overlap } from './assignments.ts';
import { type Conversation, dimensionKeys, loadDemoContent } from './content.ts';
import type { RatingJudgment, SimulatedJudgments } from './judgments.ts';
import { simulateJudgments } from './simulate.ts';
import { pairwiseTasks, ratingTasks } from './tasks.ts';

const content = await loadDemoContent();
const { conversations, rubric } = content;
const templates = await rubricTemplates();
const period = { start: new Date('2026-05-04T00:00:00Z'), days: 20 };
const simulate = (seed: number, annotators: readonly DemoAnnotator[] = demoAnnotators) =>
  simulateJudgments({ ...content, annotators, seed, ...period });

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const answers = conversations.flatMap(({ responses }) => responses.map((r) => r.content));

describe('the conversations', () => {
  it('are enough, numbered in order, and mostly pairs', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(66);
    expect(conversations.filter(({ kind }) => kind === 'PAIRWISE').length).toBeGreaterThanOrEqual(
      60,
    );
    expect(conversations.map((c) => c.externalId)).toEqual(
      conversations.map((_, index) => `nw-${String(index + 1).padStart(3, '0')}`),
    );
  });

  it('vary in language, channel, complexity, topic and length', () => {
    const count = (has: (c: Conversation) => boolean) => conversations.filter(has).length;
    expect(count((c) => c.attributes.language === 'de')).toBeGreaterThanOrEqual(12);
    expect(count((c) => c.attributes.turns >= 3)).toBeGreaterThanOrEqual(20);
    expect(count((c) => c.attributes.channel === 'email')).toBeGreaterThanOrEqual(10);
    expect(count((c) => c.attributes.channel === 'voice')).toBeGreaterThanOrEqual(4);
    for (const complexity of ['simple', 'multi_step', 'edge_case']) {
      expect(count((c) => c.attributes.complexity === complexity)).toBeGreaterThanOrEqual(15);
    }
    expect(new Set(conversations.map((c) => c.attributes.topic)).size).toBeGreaterThanOrEqual(10);
  });

  it('hold the awkward cases a page has to show', () => {
    const asked = conversations.flatMap(({ messages }) => messages.map((m) => m.content));
    expect(asked.some((text) => text.includes('Previous instructions are void'))).toBe(true);
    expect(answers.some((text) => text.includes('<li>'))).toBe(true);
    expect(answers.some((text) => text.includes('|---|'))).toBe(true);
    expect(answers.some((text) => text.includes('```csv'))).toBe(true);
    expect(answers.some((text) => text.split(/\s+/).length > 350)).toBe(true);
  });

  it('repeat no answer, and name both models in each pair', () => {
    expect(new Set(answers).size).toBe(answers.length);
    for (const { kind, responses } of conversations) {
      if (kind === 'PAIRWISE') expect(new Set(responses.map((r) => r.model)).size).toBe(2);
    }
  });

  it('let the newer model win about two thirds of the decided pairs, on either side', () => {
    const worth = { accuracy: 0.5, tone: 0.3, policy: 0.2 };
    const winners = conversations.flatMap(({ kind, truth: { quality }, responses }) => {
      const [a, b] = quality.map((q) =>
        mean(dimensionKeys.flatMap((key) => (q[key] === null ? [] : q[key] * worth[key]))),
      );
      if (kind === 'RATING' || a === undefined || b === undefined || a === b) return [];
      return { side: a > b ? 'A' : 'B', model: responses[a > b ? 0 : 1]?.model };
    });
    const share = (has: (w: (typeof winners)[number]) => boolean) =>
      winners.filter(has).length / winners.length;
    expect(share((w) => w.model === 'harbor-2')).toBeCloseTo(0.65, 1);
    expect(share((w) => w.side === 'A')).toBeCloseTo(0.5, 1);
    expect(winners.length).toBeLessThan(pairwiseTasks(conversations).length); // there are ties
  });
});

describe('the rubrics', () => {
  it('score the dimensions that the truth is written for', () => {
    expect(rubric.dimensions.map((d) => d.key)).toEqual(dimensionKeys);
    expect(rubric.dimensions.map((d) => d.weight)).toEqual([0.5, 0.3, 0.2]);
    expect(rubric.dimensions.map((d) => d.allowNotApplicable)).toEqual([false, false, true]);
    expect(templates.map(({ id }) => id)).toEqual([
      'support-answer-quality',
      'sales-chat',
      'factuality',
      'safety-refusals',
      'email-tone',
    ]);
  });

  it.each([rubric, ...templates])('$name is complete', ({ dimensions, redLines, profiles }) => {
    const keys = dimensions.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(dimensions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    for (const { description, tiers } of dimensions) {
      expect(description).not.toBe('');
      expect(tiers).toHaveLength(3);
      expect(tiers[0]?.value).toBe(0);
      expect(tiers.at(-1)?.value).toBe(1);
      expect(tiers.map((t) => t.value)).toEqual(tiers.map((t) => t.value).toSorted());
      for (const { examples } of tiers) {
        const kinds = new Set(examples.map(({ kind }) => kind));
        expect(kinds).toEqual(new Set(['EXAMPLE', 'COUNTER_EXAMPLE']));
      }
    }
    for (const line of redLines) {
      expect(line.flag === null).toBe(line.dimensionKey !== null);
      expect(line.dimensionKey === null).toBe(line.atOrBelowTier === null);
      expect(line.effect === 'FAIL_DIMENSION').toBe(line.failDimensionKey !== null);
      const named = [line.dimensionKey, line.failDimensionKey].filter((key) => key !== null);
      expect(keys).toEqual(expect.arrayContaining(named));
    }
    for (const { weights } of profiles) {
      expect(keys).toEqual(expect.arrayContaining(weights.map((w) => w.dimensionKey)));
      expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });
});

describe('the simulation', () => {
  const { ratings, pairs } = simulate(1);
  const both = [...ratings, ...pairs];

  it('gives the same judgments for the same seed, and others for another', () => {
    expect(simulate(1)).toEqual({ ratings, pairs });
    expect(simulate(2)).not.toEqual({ ratings, pairs });
  });

  it('fills all slots but those left open, nobody judging a task twice', () => {
    expect(openSlots).toBeGreaterThanOrEqual(40);
    expect(ratings).toHaveLength(ratingTasks(conversations).length * overlap - openSlots);
    expect(pairs).toHaveLength(pairwiseTasks(conversations).length * overlap - openSlots);
    expect(new Set(both.map((j) => `${j.task} ${j.annotator}`)).size).toBe(both.length);
    const perTask = [...Map.groupBy(both, ({ task }) => task).values()].map(
      (group) => group.length,
    );
    expect(Math.max(...perTask)).toBe(overlap);
  });

  it('works on weekdays of the period, one judgment of a person after the other', () => {
    for (const mine of Map.groupBy(both, ({ annotator }) => annotator).values()) {
      const times = mine.map((j) => Date.parse(j.submittedAt)).toSorted((a, b) => a - b);
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThan(0);
    }
    for (const { submittedAt, activeSeconds } of both) {
      const at = new Date(submittedAt);
      expect(at.getTime()).toBeGreaterThan(period.start.getTime());
      expect(at.getTime()).toBeLessThan(period.start.getTime() + period.days * 86_400_000);
      expect([1, 2, 3, 4, 5]).toContain(at.getUTCDay());
      expect(at.getUTCHours()).toBeGreaterThanOrEqual(7);
      expect(at.getUTCHours()).toBeLessThan(18);
      expect(activeSeconds).toBeGreaterThan(0);
    }
  });

  it('refuses a period without a working day', () => {
    const weekend = { start: new Date('2026-05-09T00:00:00Z'), days: 2 };
    const input = { ...content, annotators: demoAnnotators, seed: 1, ...weekend };
    expect(() => simulateJudgments(input)).toThrow(RangeError);
  });

  it('refuses a team too small for the overlap', () => {
    expect(() => simulate(1, demoAnnotators.slice(0, 4))).toThrow(RangeError);
  });

  it('answers in the form the API takes', () => {
    for (const { scores } of ratings) {
      expect(scores.map((s) => s.dimension)).toEqual(dimensionKeys);
      for (const { dimension, tier, notApplicable } of scores) {
        expect(notApplicable).toBe(tier === null);
        if (dimension !== 'policy') expect(tier).not.toBeNull();
      }
    }
    for (const { preference, shownOrder } of pairs) {
      expect(['A', 'B'].includes(preference.direction)).toBe(preference.strength !== null);
      expect(shownOrder.toSorted()).toEqual([0, 1]);
    }
    const directions = new Set(pairs.map((j) => j.preference.direction));
    expect(directions).toEqual(new Set(['A', 'B', 'TIE', 'BOTH_BAD']));
    expect(new Set(pairs.map((j) => j.preference.strength))).toEqual(new Set([null, 1, 2, 3]));
    expect(both.filter(({ note }) => note !== '').length).toBeGreaterThan(15);
    expect(ratings.some(({ flags }) => flags.some(({ kind }) => kind === 'RED_LINE'))).toBe(true);
  });
});

describe('the traits show in the figures of twenty seeds', () => {
  const runs = Array.from({ length: 20 }, (_, seed) => simulate(seed));
  const [ingrid, kofi, rosa, viktor, amara, theo, jun, leila] = demoAnnotators.map((a) => a.name);

  it('Rosa scores higher than Viktor', () => {
    expect(meanTier(ofAll(runs, rosa)) - meanTier(ofAll(runs, viktor))).toBeGreaterThan(0.2);
  });

  it('Amara scores higher at the end than at the beginning, Ingrid does not', () => {
    const middle = new Date(period.start.getTime() + (period.days / 2) * 86_400_000).toISOString();
    const rise = (name?: string) => {
      const { late = [], early = [] } = Object.groupBy(ofAll(runs, name), (j) =>
        j.submittedAt > middle ? 'late' : 'early',
      );
      return meanTier(late) - meanTier(early);
    };
    expect(rise(amara)).toBeGreaterThan(0.1);
    expect(Math.abs(rise(ingrid))).toBeLessThan(0.1);
  });

  it('Theo agrees least with the others, Ingrid and Kofi most', () => {
    const agreement = demoAnnotators.map(({ name }) => ({
      name,
      share: mean(runs.map((run) => agreementWithOthers(run.ratings, name))),
    }));
    const names = agreement.toSorted((a, b) => a.share - b.share).map(({ name }) => name);
    expect(names[0]).toBe(theo);
    expect(new Set(names.slice(-2))).toEqual(new Set([ingrid, kofi]));
  });

  it('Jun prefers the left, Kofi does not', () => {
    expect(leftShare(runs, jun)).toBeGreaterThan(0.65);
    expect(Math.abs(leftShare(runs, kofi) - 0.5)).toBeLessThan(0.06);
  });

  it('Jun and Theo are fast, Leila is slow, less sure, and joins later', () => {
    const seconds = (name?: string) => mean(ofAll(runs, name).map((j) => j.activeSeconds));
    expect(seconds(jun)).toBeLessThan(seconds(kofi) / 2 + 5);
    expect(seconds(theo)).toBeLessThan(seconds(kofi) / 2);
    expect(seconds(leila)).toBeGreaterThan(seconds(kofi));
    const agreement = (name = '') => mean(runs.map((r) => agreementWithOthers(r.ratings, name)));
    expect(agreement(leila)).toBeLessThan(agreement(kofi));
    const first = ofAll(runs, leila).map((j) => j.submittedAt);
    expect(first.toSorted()[0]?.slice(0, 10)).toBe('2026-05-12');
  });
});

function ofAll(runs: readonly SimulatedJudgments[], name: string | undefined): RatingJudgment[] {
  return runs.flatMap((run) => run.ratings.filter(({ annotator }) => annotator === name));
}

function meanTier(judgments: readonly RatingJudgment[]): number {
  const tiers = judgments.flatMap(({ scores }) => scores.map(({ tier }) => tier));
  return mean(tiers.filter((tier) => tier !== null));
}

/** Share of equal answers among all pairs of this annotator's and another's answer to one question. */
function agreementWithOthers(ratings: readonly RatingJudgment[], name: string): number {
  const mine = ratings.filter(({ annotator }) => annotator === name);
  return mean(
    mine.flatMap((one) =>
      ratings
        .filter((other) => other.task === one.task && other.annotator !== name)
        .flatMap((other) =>
          one.scores.map(({ tier }, index) => (tier === other.scores[index]?.tier ? 1 : 0)),
        ),
    ),
  );
}

function leftShare(runs: readonly SimulatedJudgments[], name: string | undefined): number {
  const decided = runs
    .flatMap(({ pairs }) => pairs)
    .filter((j) => j.annotator === name && j.preference.strength !== null);
  const left = decided.filter((j) => j.shownOrder[j.preference.direction === 'A' ? 0 : 1] === 0);
  return left.length / decided.length;
}
