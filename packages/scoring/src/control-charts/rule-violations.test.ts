import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../sampling/seeded-random.ts';
import { testFixture } from '../testing/fixture.ts';
import {
  type RunRule,
  type RunRuleOptions,
  ruleViolations,
  runRules,
  westernElectric,
} from './rule-violations.ts';

interface Input {
  readonly x: number[];
  readonly center: number;
  readonly sigma: number;
}

const broken = (points: readonly number[], rule: RunRule, options: RunRuleOptions = {}) =>
  ruleViolations({ points, center: 0, sigma: 1 }, { ...options, rules: [rule] }).map(
    ({ index }) => index,
  );

describe('ruleViolations', () => {
  testFixture<Input>('spc-rules-synth', ({ input: { x: points, center, sigma }, compare }) => {
    const fromOne = (rule: RunRule, options: RunRuleOptions = {}) =>
      ruleViolations({ points, center, sigma }, options).flatMap((violation) =>
        violation.rule === rule ? [violation.index + 1] : [],
      );
    const rules: readonly RunRule[] = [
      'beyondLimits',
      'sameSide',
      'trend',
      'alternating',
      'twoOfThree',
      'fourOfFive',
      'hugging',
      'avoiding',
    ];
    for (const rule of rules) compare(`nelsonJmp.Rule${runRules[rule]}`, fromOne(rule));
    const steps = { trend: 7, alternating: 15 };
    compare('nelsonMinitab.Rule3', fromOne('trend', steps));
    compare('nelsonMinitab.Rule4', fromOne('alternating', steps));
    compare('westernElectricRun8.Rule2', fromOne('sameSide', westernElectric));
  });

  it('finds each pattern as Nelson drew it', () => {
    // Nelson (1984), Journal of Quality Technology 16:238, the eight tests.
    expect(broken([0, 3.1, -3.1, 3], 'beyondLimits')).toEqual([1, 2]);
    expect(broken(Array(10).fill(0.1), 'sameSide')).toEqual([8, 9]);
    expect(broken([1, 2, 3, 4, 5, 6, 6], 'trend')).toEqual([5]);
    expect(
      broken(
        Array.from({ length: 14 }, (_, i) => i % 2),
        'alternating',
      ),
    ).toEqual([13]);
    expect(broken([2.1, 0, 2.1], 'twoOfThree')).toEqual([2]);
    expect(broken([2.1, 0, -2.1, 2.1, 0], 'twoOfThree')).toEqual([]);
    expect(broken([1.1, 1.1, 0, 1.1, 1.1], 'fourOfFive')).toEqual([4]);
    expect(broken(Array(15).fill(-1), 'hugging')).toEqual([14]);
    expect(
      broken(
        Array.from({ length: 8 }, (_, i) => (i % 2 ? 1.5 : -1.5)),
        'avoiding',
      ),
    ).toEqual([7]);
  });

  it('lets a point on the centre line end a run', () => {
    expect(broken([1, 1, 1, 1, 0, 1, 1, 1, 1], 'sameSide', { sameSide: 5 })).toEqual([]);
    expect(broken([0, 1, 1, 1, 1, 1], 'sameSide', { sameSide: 5 })).toEqual([5]);
  });

  it('answers for σ = 0 and for no points, and refuses what is malformed', () => {
    expect(ruleViolations({ points: [], center: 0, sigma: 1 })).toEqual([]);
    const flat = { points: [2, 2, 3], center: 2, sigma: 0 };
    expect(ruleViolations(flat)).toEqual([{ rule: 'beyondLimits', index: 2 }]);
    expect(() => ruleViolations({ ...flat, sigma: -1 })).toThrow('a sigma of 0 or more');
    expect(() => ruleViolations({ ...flat, center: [1] })).toThrow('one centre and sigma');
    expect(() => ruleViolations(flat, { trend: 1 })).toThrow('runs of two or more');
    expect(() => ruleViolations({ ...flat, points: [Number.NaN, 1, 1] })).toThrow('finite');
  });

  it.each([
    // Champ and Woodall (1987), Technometrics 29:393–399: rules 1, 2, 3 and 4 together, no shift.
    ['the Western Electric rules', westernElectric, 91.75],
    // 1 / .0027, the share of a normal variable outside three standard deviations.
    ['limits alone', { rules: ['beyondLimits'] }, 370.4],
  ] as const)(
    'signals on a stable process as rarely as published: %s',
    (_name, options, published) => {
      const random = seededRandom(1);
      const normal = () => normalQuantile(Math.max(1e-300, random.next()), 0, 1);
      const runs = 1000;
      let length = 0;
      for (let run = 0; run < runs; run++) {
        let points = Array.from({ length: 200 }, normal);
        const first = () => ruleViolations({ points, center: 0, sigma: 1 }, options)[0]?.index;
        while (first() === undefined) points = [...points, ...points.map(normal)];
        length += (first() ?? 0) + 1;
      }
      // Run lengths are nearly geometric: their standard deviation is about their mean.
      const error = published / Math.sqrt(runs);
      expect(Math.abs(length / runs - published)).toBeLessThan(4 * error);
    },
  );

  it('finds the same in a mirrored chart', () => {
    const values = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(values, (points) => {
        const mirrored = points.map((point) => -point);
        expect(ruleViolations({ points: mirrored, center: 0, sigma: 1 })).toEqual(
          ruleViolations({ points, center: 0, sigma: 1 }),
        );
      }),
    );
  });
});
