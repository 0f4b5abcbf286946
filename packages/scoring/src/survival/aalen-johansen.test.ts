import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aalenJohansen } from './aalen-johansen.ts';
import { kaplanMeier } from './kaplan-meier.ts';

interface Limits {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

interface Sample {
  readonly time: readonly number[];
  readonly cause: readonly number[];
  readonly eventTime: readonly number[];
  readonly survival: readonly number[];
  readonly causes: readonly (Readonly<Record<'logLog' | 'log' | 'plain', Limits>> & {
    readonly incidence: readonly number[];
    readonly standardError: readonly number[];
  })[];
}

const file = new URL('../../oracle/aalen-johansen.json', import.meta.url);
// The script beside it writes this shape.
const oracle = JSON.parse(readFileSync(file, 'utf8')) as Readonly<
  Record<'small' | 'large', Sample>
>;

describe('aalenJohansen', () => {
  it.each(['small', 'large'] as const)('agrees with R’s survival package, %s sample', (name) => {
    const sample = oracle[name];
    for (const limits of ['logLog', 'log', 'plain'] as const) {
      const result = aalenJohansen(sample.time, sample.cause, { limits });
      expect([...result.time]).toEqual(sample.eventTime);
      expectClose(result.survival, sample.survival);
      expect(result.causes).toHaveLength(sample.causes.length);
      for (const [k, curve] of result.causes.entries()) {
        const expected = sample.causes[k];
        expectClose(curve.incidence, expected?.incidence ?? []);
        expectClose(curve.standardError, expected?.standardError ?? []);
        for (const side of ['low', 'high'] as const) {
          const ours = curve[side].map((limit, step) => limit ?? expected?.[limits][side][step]);
          expectClose(ours, expected?.[limits][side] ?? []);
          // Where the incidence is not 0 there is a limit.
          expect(curve[side].map((limit) => limit === null)).toEqual(
            [...curve.incidence].map((share) => share === 0),
          );
        }
      }
    }
  });

  it('stands empty samples and undeclared causes, and refuses what is none', () => {
    expect(aalenJohansen([], [])).toMatchObject({ n: 0, events: 0, causes: [] });
    const censored = aalenJohansen([1, 2], [0, 0], { causes: 2 });
    expect(censored.causes.map(({ events }) => events)).toEqual([0, 0]);
    expect(censored.time).toHaveLength(0);
    const one = aalenJohansen([1, 2], [2, 0]);
    expect(one.causes.map(({ cause, events }) => [cause, events])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(one.causes[0]?.low).toEqual([null]);
    expect(() => aalenJohansen([1], [3], { causes: 2 })).toThrow('aalenJohansen requires a status');
    expect(() => aalenJohansen([1], [0.5])).toThrow('aalenJohansen requires');
    expect(() => aalenJohansen([-1], [1])).toThrow('times of 0 or more');
  });

  it('shares everyone out, is 1 − Kaplan–Meier for one cause, and below it for several', () => {
    const cases = fc.array(
      fc.record({ time: fc.integer({ min: 0, max: 12 }), cause: fc.integer({ min: 0, max: 2 }) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(cases, (points) => {
        const time = points.map((point) => point.time);
        const cause = points.map((point) => point.cause);
        const both = aalenJohansen(time, cause, { causes: 2 });
        const single = aalenJohansen(
          time,
          cause.map((one) => Math.min(1, one)),
        );
        const { curve } = kaplanMeier(
          time,
          cause.map((one) => Math.min(1, one)),
        );
        const alone = kaplanMeier(
          time,
          cause.map((one) => (one === 1 ? 1 : 0)),
        ).curve;
        for (const [step, at] of both.time.entries()) {
          const k = curve.time.indexOf(at);
          const shares = both.causes.map(({ incidence }) => incidence[step] ?? 0);
          const all = shares.reduce((sum, share) => sum + share, both.survival[step] ?? 0);
          expect(all).toBeCloseTo(1, 10);
          expect(single.causes[0]?.incidence[step]).toBeCloseTo(1 - (curve.survival[k] ?? 0), 10);
          const error = curve.standardError[k];
          if (typeof error === 'number')
            expect(single.causes[0]?.standardError[step]).toBeCloseTo(error, 8);
          expect(shares[0]).toBeLessThanOrEqual(1 - (alone.survival[k] ?? 0) + 1e-10);
        }
      }),
    );
  });
});

function expectClose(
  actual: ArrayLike<number | null | undefined>,
  expected: readonly (number | null)[],
): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) {
    if (value === null) expect(actual[i]).toBeNull();
    else expect(actual[i]).toBeCloseTo(value, 10);
  }
}
