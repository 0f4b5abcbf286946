import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleDimension, exampleRubric } from '../testing/example-rubric.ts';
import type { ScoreAnswer } from './check-answers.ts';
import type { FlagKind, RedLine } from './rubric.ts';
import { scoreJudgment } from './score-judgment.ts';

const whole = { profile: null, targets: { responses: [], turns: [] } };

function answer(dimensionKey: string, tier: number | null, target: string | null = null) {
  return { dimensionKey, tier, notApplicable: tier === null, target } satisfies ScoreAnswer;
}

function answers(scores: readonly ScoreAnswer[], flags: readonly FlagKind[] = []) {
  return { scores, flags };
}

function redLine(changes: Partial<RedLine>): RedLine {
  return {
    dimensionKey: null,
    atOrBelowTier: null,
    flag: null,
    effect: 'FAIL_ALL',
    failDimensionKey: null,
    ...changes,
  };
}

const accuracy = exampleDimension('accuracy', { weight: 3, allowNotApplicable: true });
const tone = exampleDimension('tone', { weight: 1, allowNotApplicable: true });
const rubric = exampleRubric([accuracy, tone]);

describe('scoreJudgment', () => {
  it('is the weighted mean of the tier values', () => {
    const result = scoreJudgment(
      rubric,
      answers([answer('accuracy', 1), answer('tone', 2)]),
      whole,
    );
    expect(result).toEqual({
      ok: true,
      composite: 0.625,
      compositeUngated: 0.625,
      dimensions: [
        { key: 'accuracy', score: 0.5, weight: 0.75, contribution: 0.375, failed: false },
        { key: 'tone', score: 1, weight: 0.25, contribution: 0.25, failed: false },
      ],
      redLinesHit: [],
      responses: [],
    });
  });

  it('takes the weight of a dimension out that is not applicable', () => {
    const result = scoreJudgment(
      rubric,
      answers([answer('accuracy', 1), answer('tone', null)]),
      whole,
    );
    expect(result).toMatchObject({
      composite: 0.5,
      dimensions: [{ contribution: 0.5 }, { score: null, contribution: null }],
    });
  });

  it('is undefined with the reason below half of the weight, and defined at half', () => {
    const scores = answers([answer('accuracy', null), answer('tone', 2)]);
    expect(scoreJudgment(rubric, scores, whole)).toMatchObject({
      composite: null,
      compositeUngated: null,
      undefinedBecause: expect.stringContaining('Less than half'),
    });
    const thirds = exampleRubric([
      exampleDimension('a', { weight: 0.3, allowNotApplicable: true }),
      exampleDimension('b', { weight: 0.1 }),
      exampleDimension('c', { weight: 0.2 }),
    ]);
    expect(
      scoreJudgment(thirds, answers([answer('a', null), answer('b', 2), answer('c', 2)]), whole),
    ).toMatchObject({ composite: 1 });
  });

  it('is undefined with the reason when nothing applies', () => {
    const result = scoreJudgment(
      rubric,
      answers([answer('accuracy', null), answer('tone', null)]),
      whole,
    );
    expect(result).toMatchObject({ composite: null, undefinedBecause: 'No dimension applies.' });
  });

  it.each([
    ['MEAN', 0.5],
    ['WORST', 0],
    ['LAST', 1],
  ] as const)('rolls turns up by %s, leaving out those not applicable', (rollUp, expected) => {
    const turned = exampleRubric([
      exampleDimension('tone', { scope: 'TURN', rollUp, allowNotApplicable: true }),
    ]);
    const scores = [
      answer('tone', 1, 'm1'),
      answer('tone', 0, 'm2'),
      answer('tone', 2, 'm3'),
      answer('tone', null, 'm4'),
    ];
    const context = { profile: null, targets: { responses: [], turns: ['m1', 'm2', 'm3', 'm4'] } };
    const result = scoreJudgment(turned, answers(scores.toReversed()), context);
    expect(result).toMatchObject({ composite: expected });
  });

  it('scores each response by itself and with what is about no response', () => {
    const mixed = exampleRubric([exampleDimension('tone', { scope: 'RESPONSE' }), accuracy]);
    const scores = [answer('tone', 0, 'a'), answer('tone', 2, 'b'), answer('accuracy', 2)];
    const context = { profile: null, targets: { responses: ['a', 'b'], turns: [] } };
    expect(scoreJudgment(mixed, answers(scores), context)).toMatchObject({
      composite: 0.875,
      responses: [
        { responseId: 'a', composite: 0.75 },
        { responseId: 'b', composite: 1 },
      ],
    });
  });

  it('asks nothing of a scope that has no target', () => {
    const mixed = exampleRubric([
      exampleDimension('tone', { scope: 'RESPONSE', weight: 9 }),
      exampleDimension('outcome'),
    ]);
    const result = scoreJudgment(mixed, answers([answer('outcome', 1)]), whole);
    expect(result).toMatchObject({ composite: 0.5, dimensions: [{ key: 'outcome', weight: 1 }] });
  });

  it('uses the weights of the profile it was made under, and asks only its dimensions', () => {
    const profiled = exampleRubric([accuracy, tone, exampleDimension('currency', { weight: 0 })], {
      profiles: [
        {
          name: 'medical',
          attribute: 'domain',
          equals: ['medical'],
          weights: [
            { dimensionKey: 'accuracy', weight: 1 },
            { dimensionKey: 'currency', weight: 1 },
            { dimensionKey: 'tone', weight: 0 },
          ],
        },
      ],
    });
    const scores = answers([answer('accuracy', 2), answer('currency', 0)]);
    const medical = { ...whole, profile: 'medical' };
    expect(scoreJudgment(profiled, scores, medical)).toMatchObject({ composite: 0.5 });
    expect(scoreJudgment(profiled, scores, whole)).toMatchObject({ ok: false });
    expect(() => scoreJudgment(profiled, scores, { ...whole, profile: 'legal' })).toThrow(
      RangeError,
    );
  });

  it('makes the gated composite 0 at a tier that fails all, in any turn', () => {
    const turned = exampleRubric([exampleDimension('safety', { scope: 'TURN' })], {
      redLines: [redLine({ dimensionKey: 'safety', atOrBelowTier: 0 })],
    });
    const context = { profile: null, targets: { responses: [], turns: ['m1', 'm2'] } };
    const scored = (tier: number) =>
      scoreJudgment(
        turned,
        answers([answer('safety', 2, 'm1'), answer('safety', tier, 'm2')]),
        context,
      );
    expect(scored(0)).toMatchObject({
      composite: 0,
      compositeUngated: 0.5,
      redLinesHit: turned.redLines,
    });
    expect(scored(1)).toMatchObject({ composite: 0.75, compositeUngated: 0.75, redLinesHit: [] });
  });

  it('counts a dimension failed by a flag as 0 in the gated composite only', () => {
    const flagged = exampleRubric([accuracy, tone], {
      redLines: [
        redLine({ flag: 'STALE_SOURCE', effect: 'FAIL_DIMENSION', failDimensionKey: 'accuracy' }),
      ],
    });
    const scores = [answer('accuracy', 2), answer('tone', 2)];
    expect(scoreJudgment(flagged, answers(scores, ['STALE_SOURCE']), whole)).toMatchObject({
      composite: 0.25,
      compositeUngated: 1,
      dimensions: [{ failed: true, score: 1 }, { failed: false }],
    });
    expect(scoreJudgment(flagged, answers(scores, ['PII']), whole)).toMatchObject({ composite: 1 });
  });

  it.each<[string, ScoreAnswer[], string, RegExp]>([
    ['an unknown dimension', [answer('tact', 1)], 'scores.tact', /not asked here/],
    ['an unknown tier', [answer('tone', 3)], 'scores.tone', /no tier 3/],
    ['a tier between two', [answer('tone', 0.5)], 'scores.tone', /no tier 0.5/],
    ['a negative tier', [answer('tone', -1)], 'scores.tone', /no tier -1/],
    ['a second answer', [answer('tone', 1), answer('tone', 2)], 'scores.tone', /twice/],
    ['a target it has not', [answer('tone', 1, 'm1')], 'scores.tone.m1', /this part/],
    ['no answer at all', [], 'scores.tone', /not answered/],
    [
      'an answer without a tier',
      [{ ...answer('tone', 1), tier: null }],
      'scores.tone',
      /not answered/,
    ],
    [
      'a tier that is not applicable',
      [{ ...answer('tone', 1), notApplicable: true }],
      'scores.tone',
      /marked not applicable/,
    ],
  ])('refuses %s', (_what, scores, field, message) => {
    const result = scoreJudgment(rubric, answers([answer('accuracy', 1), ...scores]), whole);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.problems).toContainEqual({
      field,
      message: expect.stringMatching(message),
    });
  });

  it('refuses not applicable where the dimension does not allow it', () => {
    const strict = exampleRubric([exampleDimension('tone')]);
    expect(scoreJudgment(strict, answers([answer('tone', null)]), whole)).toEqual({
      ok: false,
      problems: [{ field: 'scores.tone', message: '“tone” cannot be marked not applicable.' }],
    });
  });

  it('lists each turn that is not answered', () => {
    const turned = exampleRubric([exampleDimension('tone', { scope: 'TURN' })]);
    const context = { profile: null, targets: { responses: [], turns: ['m1', 'm2'] } };
    const result = scoreJudgment(turned, answers([answer('tone', 1, 'm2')]), context);
    expect(result).toMatchObject({ ok: false, problems: [{ field: 'scores.tone.m1' }] });
  });

  it('stays between the worst and the best score, and does not rise by a red line', () => {
    const tier = fc.integer({ min: 0, max: 2 });
    const weighted = fc.array(
      fc.record({ weight: fc.double({ min: 1e-6, max: 1e6, noNaN: true }), tier }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(weighted, tier, (entries, line) => {
        const made = exampleRubric(
          entries.map(({ weight }, i) => exampleDimension(`d${i}`, { weight })),
          {
            redLines: [
              redLine({
                dimensionKey: 'd0',
                atOrBelowTier: line,
                effect: 'FAIL_DIMENSION',
                failDimensionKey: 'd0',
              }),
            ],
          },
        );
        const scores = entries.map((entry, i) => answer(`d${i}`, entry.tier));
        const result = scoreJudgment(made, answers(scores), whole);
        if (!result.ok || result.composite === null || result.compositeUngated === null) {
          throw new Error('cannot happen: every dimension is answered');
        }
        const values = entries.map((entry) => entry.tier / 2);
        expect(result.compositeUngated).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
        expect(result.compositeUngated).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
        expect(result.composite).toBeLessThanOrEqual(result.compositeUngated);
        expect(result.dimensions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});
