import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { areSeparated } from './are-separated.ts';
import { logisticRegression } from './logistic-regression.ts';

interface Input {
  readonly y: number[];
  readonly x: Readonly<Record<string, number[]>>;
}

describe('logisticRegression', () => {
  testFixture<Input>('logit-birthwt', ({ input, compare }) => {
    const fit = logisticRegression(Object.values(input.x), input.y);
    const names = ['(Intercept)', ...Object.keys(input.x)];
    for (const [i, one] of [fit.intercept, ...(fit.coefficients ?? [])].entries()) {
      compare(`coef.${names[i]}`, one?.value);
      compare(`se.${names[i]}`, one?.standardError);
      compare(`z.${names[i]}`, one?.statistic);
      compare(`p.${names[i]}`, one?.p);
      compare(`waldCi.${names[i]}`, [one?.interval?.low, one?.interval?.high]);
    }
    const { deviance, nullDeviance, aic, value: logLik } = fit;
    compare('', { deviance, nullDeviance, aic, logLik });
    compare('fittedFirst5', [...(fit.fitted ?? [])].slice(0, 5));
  });

  testFixture<Input>('logit-quasi-separation', ({ input, compare, omit }) => {
    const fit = logisticRegression(Object.values(input.x), input.y);
    compare('finiteMle', fit.value !== null);
    expect(fit.separated).toBe(true);
    expect(fit.undefinedBecause).toContain('no finite estimate exists');
    omit('mustReport', 'words; the test looks at the flag and the reason');
  });

  // Hosmer and Lemeshow (1989), Applied Logistic Regression, section 1.2, on their table 1.3: age
  // group by coronary heart disease of 100 people. Here the table of two: 51 without and 22 with it
  // below 55 years, 6 and 21 above; log odds ratio 2.094 with error .529 (section 3.2).
  it('gives the published log odds ratio and error of Hosmer and Lemeshow', () => {
    const counts = [51, 22, 6, 21];
    const cell = counts.flatMap((n, k) => new Array<number>(n).fill(k));
    const age = cell.map((k) => (k >= 2 ? 1 : 0));
    const fit = logisticRegression(
      [age],
      cell.map((k) => k % 2),
    );
    expect(fit.coefficients?.[0]?.value).toBeCloseTo(2.094, 3);
    expect(fit.coefficients?.[0]?.standardError).toBeCloseTo(0.529, 3);
    expect(fit.intercept?.value).toBeCloseTo(-0.841, 3);
    expect(fit.value).toBeCloseTo(-58.98, 2);
  });

  it('finds complete and partial separation, and no separation that is not there', () => {
    const x = [1, 2, 3, 4, 5, 6];
    const separated = (columns: number[][], y: number[]) => {
      const { value, separated: found } = logisticRegression(columns, y);
      expect(value === null).toBe(found);
      return found;
    };
    expect(separated([x], [0, 0, 0, 1, 1, 1])).toBe(true);
    expect(separated([x.map((v) => v * 1e6)], [1, 1, 1, 0, 0, 0])).toBe(true);
    expect(separated([[0, 0, 0, 1, 1, 0]], [0, 1, 0, 1, 1, 0])).toBe(true);
    expect(separated([x], [0, 0, 1, 0, 1, 1])).toBe(false);
    // A combination of two separates what neither does alone.
    expect(
      separated(
        [
          [0, 1, 2, 3, 1, 4],
          [1, 2, 3, 2, 0, 3],
        ],
        [0, 0, 0, 1, 1, 1],
      ),
    ).toBe(true);
    // One overlapping pair among a thousand that are far apart.
    const many = Array.from({ length: 1000 }, (_, i) => i - 499.5);
    const outcome = many.map((v) => (v > 0 ? 1 : 0));
    expect(separated([many], outcome)).toBe(true);
    const swapped = outcome.toSpliced(499, 2, 1, 0);
    const close = logisticRegression([many], swapped);
    expect(close.separated).toBe(false);
    expect(close.converged).toBe(true);
  });

  it('says why there is no fit, and refuses what is malformed', () => {
    const why = (columns: number[][], y: number[]) =>
      logisticRegression(columns, y).undefinedBecause;
    expect(why([[1, 2]], [1, 1])).toBe('all outcomes are equal');
    expect(why([], [])).toBe('all outcomes are equal');
    expect(why([[7, 7, 7]], [0, 1, 0])).toContain('predictor 1');
    expect(
      why(
        [
          [1, 2, 1],
          [2, 4, 2],
        ],
        [0, 1, 1],
      ),
    ).toContain('predictor 2');
    expect(() => logisticRegression([[1]], [2])).toThrow('logisticRegression requires an outcome');
    expect(() => logisticRegression([[1]], [1, 0])).toThrow('a value of each predictor');
    const alone = logisticRegression([], [0, 1, 1, 1]);
    expect(alone.intercept?.value).toBeCloseTo(Math.log(3), 12);
    const halted = logisticRegression([[1, 2, 3, 4]], [0, 1, 0, 1], { maximumIterations: 1 });
    expect(halted).toMatchObject({ converged: false, iterations: 1, separated: false });
  });

  it('fits as many ones as there are, or finds the outcomes separated by every step', () => {
    const cases = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 6 }), y: fc.integer({ min: 0, max: 1 }) }),
      { minLength: 3, maxLength: 25 },
    );
    fc.assert(
      fc.property(cases, (points) => {
        const x = points.map((point) => point.x);
        const y = points.map((point) => point.y);
        const fit = logisticRegression([x], y);
        const of = (kind: number) => points.filter((point) => point.y === kind).map((p) => p.x);
        const [zeros, ones] = [of(0), of(1)];
        if (zeros.length === 0 || ones.length === 0 || new Set(x).size < 2) {
          expect(fit.value).toBeNull();
          return;
        }
        // With one predictor outcomes are separated where their ranges share at most a border.
        const apart =
          Math.max(...zeros) <= Math.min(...ones) || Math.max(...ones) <= Math.min(...zeros);
        expect(fit.separated).toBe(apart);
        expect(
          areSeparated(
            points
              .map(({ x: v, y: kind }) => (kind === 1 ? [1, v] : [-1, -v]))
              .map((row) => Float64Array.from(row)),
          ),
        ).toBe(apart);
        if (fit.fitted === null) return;
        expect(fit.converged).toBe(true);
        expect(fit.fitted.reduce((sum, p) => sum + p, 0)).toBeCloseTo(ones.length, 6);
      }),
    );
  });
});
