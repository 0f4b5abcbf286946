import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { pointBiserial } from './point-biserial.ts';

interface Input {
  readonly binary: number[];
  readonly y: number[];
}

describe('pointBiserial', () => {
  testFixture<Input>('cor-biserial-mtcars', ({ input, compare, omit }) => {
    const result = pointBiserial(input.binary, input.y);
    compare('', { pointBiserial: result.value, pValue: result.p });
    for (const other of ['biserial', 'polyserial2step', 'polyserialML'])
      omit(other, 'biserial correlation is not offered');
  });

  // Student (1908), Biometrika 6:20: extra hours of sleep under two drugs. Taken as two groups of
  // ten, their pooled t is 1.8608 (p = .0792), as many a textbook prints.
  it('has the published t test of Student’s sleep data', () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const drug = [...first.map(() => 0), ...second.map(() => 1)];
    const { t, p } = pointBiserial(drug, [...first, ...second]);
    expect(t).toBeCloseTo(1.8608, 4);
    expect(p).toBeCloseTo(0.0792, 4);
  });

  it('says why there is no correlation, and refuses a third kind', () => {
    expect(pointBiserial([1, 1], [1, 2]).undefinedBecause).toBe('all cases are of one kind');
    expect(pointBiserial([0, 1], [2, 2]).undefinedBecause).toBe('a variable does not vary');
    expect(pointBiserial([1], [2]).undefinedBecause).toBe('there are fewer than two cases');
    expect(() => pointBiserial([0, 2], [1, 2])).toThrow('pointBiserial requires 0 or 1 per case');
  });

  it('has the sign of the difference of the means', () => {
    const cases = fc.array(
      fc.record({ yes: fc.integer({ min: 0, max: 1 }), y: fc.integer({ min: -9, max: 9 }) }),
      { minLength: 3, maxLength: 30 },
    );
    fc.assert(
      fc.property(cases, (points) => {
        const { value } = pointBiserial(
          points.map(({ yes }) => yes),
          points.map(({ y }) => y),
        );
        if (value === null || Math.abs(value) < 1e-12) return;
        const mean = (kind: number) => {
          const of = points.filter(({ yes }) => yes === kind);
          return of.reduce((sum, { y }) => sum + y, 0) / of.length;
        };
        expect(Math.sign(mean(1) - mean(0))).toBe(Math.sign(value));
      }),
    );
  });
});
