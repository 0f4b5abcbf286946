import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printed, treated } from '../../published/gehan-1965.ts';
import { testFixture } from '../testing/fixture.ts';
import { type KaplanMeier, kaplanMeier } from './kaplan-meier.ts';

interface Input {
  readonly time: number[];
  readonly status: number[];
  readonly group: number[];
}

describe('kaplanMeier', () => {
  testFixture<Input>('surv-aml', ({ input, compare, omit }) => {
    const compareCurve = (path: string, { value, curve }: KaplanMeier) => {
      compare(path, { median: value });
      const { time, atRisk, events, survival, standardError, low, high } = curve;
      compare(path, { time, nRisk: atRisk, nEvent: events, survival });
      compare(path, { stdErr: standardError, ciLogLow: low, ciLogHigh: high });
    };
    compareCurve('kmAll', kaplanMeier(input.time, input.status, { limits: 'log' }));
    for (const group of [0, 1]) {
      const of = (values: number[]) => values.filter((_, i) => input.group[i] === group);
      const result = kaplanMeier(of(input.time), of(input.status), { limits: 'log' });
      compareCurve(`kmByGroup.${group}`, result);
    }
    for (const other of ['logrank', 'petoPeto', 'coxEfron', 'coxBreslow', 'concordance'])
      omit(other, 'compared by the test of that statistic');
  });

  it('gives the published survival under 6-mercaptopurine', () => {
    const { curve, value, n, events } = kaplanMeier(treated.time, treated.status);
    expect(value).toBe(printed.treatedMedian);
    expect([n, events]).toEqual([21, 9]);
    for (const [k, time] of printed.treatedTimes.entries()) {
      const step = curve.time.indexOf(time);
      expect(curve.survival[step]).toBeCloseTo(printed.treatedSurvival[k] ?? 0, 4);
    }
  });

  it('has limits on three scales', () => {
    // By R 4.2.2, survival 3.5-3: survfit(…, conf.type = …) of the treated at 10 weeks.
    const at10 = (limits: 'logLog' | 'log' | 'plain') => {
      const { curve } = kaplanMeier(treated.time, treated.status, { limits });
      const step = curve.time.indexOf(10);
      return [curve.low[step] ?? 0, curve.high[step] ?? 0];
    };
    const expected = {
      logLog: [0.503199510799957, 0.889361835169265],
      log: [0.585918982029694, 0.967574754552297],
      plain: [0.564099326678788, 0.941783026262388],
    };
    for (const scale of ['logLog', 'log', 'plain'] as const) {
      expect(at10(scale)[0]).toBeCloseTo(expected[scale][0] ?? 0, 10);
      expect(at10(scale)[1]).toBeCloseTo(expected[scale][1] ?? 0, 10);
    }
    const { medianLimits } = kaplanMeier(treated.time, treated.status);
    expect(medianLimits).toEqual({ low: 13, high: null });
  });

  it('reads a median in the middle of a step at one half, and says why there is none', () => {
    expect(kaplanMeier([1, 2, 3, 4], [1, 1, 1, 1]).value).toBe(2.5);
    expect(kaplanMeier([1, 2], [1, 0]).value).toBe(1);
    expect(kaplanMeier([1, 2, 3], [1, 0, 0]).undefinedBecause).toBe(
      'survival stays above one half',
    );
    expect(kaplanMeier([], []).undefinedBecause).toBe('there are no cases');
    const { curve } = kaplanMeier([1, 2], [0, 1]);
    expect(curve.standardError).toEqual([0, null]);
    expect(curve.low).toEqual([null, null]);
    expect(() => kaplanMeier([-1], [1])).toThrow('kaplanMeier requires times of 0 or more');
    expect(() => kaplanMeier([1], [2])).toThrow('kaplanMeier requires a status of 0 or 1');
    expect(() => kaplanMeier([1], [])).toThrow('a time and a status for each case');
    expect(() => kaplanMeier([1], [1], { level: 1 })).toThrow('kaplanMeier requires a level');
  });

  it('falls from 1, is the plain share where nobody is censored, and lies within its limits', () => {
    const cases = fc.array(
      fc.record({ time: fc.integer({ min: 0, max: 12 }), event: fc.integer({ min: 0, max: 1 }) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(cases, fc.constantFrom('logLog', 'log', 'plain'), (points, limits) => {
        const time = points.map((point) => point.time);
        const { curve } = kaplanMeier(
          time,
          points.map((point) => point.event),
          { limits },
        );
        let before = 1;
        for (const [k, survival] of curve.survival.entries()) {
          expect(survival).toBeLessThanOrEqual(before);
          expect(survival).toBeGreaterThanOrEqual(curve.low[k] ?? 0);
          expect(survival).toBeLessThanOrEqual(curve.high[k] ?? 1);
          before = survival;
        }
        const uncensored = kaplanMeier(
          time,
          time.map(() => 1),
          { limits },
        ).curve;
        for (const [k, at] of uncensored.time.entries()) {
          const left = time.filter((t) => t > at).length / time.length;
          expect(uncensored.survival[k]).toBeCloseTo(left, 10);
        }
      }),
    );
  });
});
