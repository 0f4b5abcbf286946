import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as gehan from '../../published/gehan-1965.ts';
import * as miller from '../../published/miller-1981.ts';
import { testFixture } from '../testing/fixture.ts';
import { coxRegression } from './cox-regression.ts';

interface Input {
  readonly time: number[];
  readonly status: number[];
  readonly group?: number[];
  readonly x?: number[];
}

describe('coxRegression', () => {
  for (const id of ['surv-aml', 'surv-veteran-karno']) {
    testFixture<Input, { readonly coxEfron: { readonly waldTest: number } }>(id, (fixture) => {
      const { input, expected, compare, omit } = fixture;
      for (const ties of ['efron', 'breslow'] as const) {
        const path = ties === 'efron' ? 'coxEfron' : 'coxBreslow';
        const fit = coxRegression([input.group ?? input.x ?? []], input.time, input.status, {
          ties,
        });
        const [one] = fit.coefficients ?? [];
        compare(path, { coef: one?.value, se: one?.standardError, z: one?.statistic });
        compare(path, { hazardRatio: one?.hazardRatio, pValue: one?.p });
        compare(path, { logLikNull: fit.nullLogLikelihood, logLik: fit.value });
        compare(path, {
          lrTest: fit.likelihoodRatioTest?.chiSquared,
          scoreTest: fit.scoreTest?.chiSquared,
        });
        omit(`${path}.waldTest`, 'rounded to two decimals by its source; compared so below');
        expect(fit.converged).toBe(true);
        if (ties === 'efron')
          expect(fit.waldTest?.chiSquared).toBeCloseTo(expected.coxEfron.waldTest, 2);
      }
      const others = ['kmAll', 'kmByGroup', 'logrank', 'petoPeto', 'concordance'];
      for (const other of others)
        if (other in expected) omit(other, 'compared by the test of that statistic');
    });
  }

  it('gives the published coefficients of Gehan’s and Miller’s data', () => {
    const breslow = coxRegression([gehan.placeboGroup], gehan.time, gehan.status, {
      ties: 'breslow',
    });
    const { cox } = gehan.printed;
    expect(breslow.coefficients?.[0]?.value).toBeCloseTo(cox.coefficient, 3);
    expect(breslow.coefficients?.[0]?.standardError).toBeCloseTo(cox.standardError, 2);
    expect(breslow.value).toBeCloseTo(cox.logLikelihood, 2);
    const efron = coxRegression([miller.nonmaintained], miller.time, miller.status);
    expect(efron.coefficients?.[0]?.value).toBeCloseTo(miller.printed.cox.coefficient, 4);
    expect(efron.coefficients?.[0]?.standardError).toBeCloseTo(miller.printed.cox.standardError, 4);
  });

  it('fits several covariates and strata', () => {
    // By R 4.2.2, survival 3.5-3: coxph(Surv(time, status) ~ group + x + strata(stratum)).
    const x = gehan.time.map((_, i) => ((i * 37) % 23) / 7);
    const strata = gehan.time.map((_, i) => `s${i % 2}`);
    const fit = coxRegression([gehan.placeboGroup, x], gehan.time, gehan.status, { strata });
    const expected = {
      logLik: -64.287889509581262,
      coef: [1.631400955510654, -0.280702981807401],
      se: [0.429521953332751, 0.19737678621544],
      score: 18.166705814733366,
    };
    expect(fit.value).toBeCloseTo(expected.logLik, 8);
    for (const [j, one] of (fit.coefficients ?? []).entries()) {
      expect(one.value).toBeCloseTo(expected.coef[j] ?? 0, 8);
      expect(one.standardError).toBeCloseTo(expected.se[j] ?? 0, 8);
    }
    expect(fit.scoreTest?.chiSquared).toBeCloseTo(expected.score, 6);
    expect(fit.waldTest?.degreesOfFreedom).toBe(2);
  });

  it('finds a likelihood that rises for ever', () => {
    const time = [1, 2, 3, 4, 5, 6];
    const ends = [1, 1, 1, 1, 0, 0];
    const rises = (columns: number[][], status = ends) => {
      const fit = coxRegression(columns, time, status);
      return fit.value === null && (fit.undefinedBecause ?? '').includes('rises for ever');
    };
    expect(rises([[9, 7, 6, 4, 3, 1]])).toBe(true);
    expect(rises([[1, 1, 1, 1, 0, 0]])).toBe(true);
    expect(
      rises([
        [1, 1, 1, 1, 0, 0],
        [3, 1, 4, 1, 5, 9],
      ]),
    ).toBe(true);
    expect(rises([[9, 7, 4, 6, 3, 1]])).toBe(false);
    expect(rises([[0, 1, 0, 0, 0, 0]], [1, 0, 1, 1, 0, 0])).toBe(true);
  });

  it('finds such a rise along one covariate beside another that has a finite estimate', () => {
    const times = Array.from({ length: 10 }, (_, i) => i);
    const first = times.map((time) => (time < 5 ? 0 : 1));
    const fit = coxRegression(
      [first, times.map((time) => time % 3)],
      times,
      times.map(() => 1),
    );
    expect(fit.undefinedBecause).toContain('rises for ever');
    expect(fit.iterations).toBeLessThan(50);
  });

  it('has a finite fit of one covariate exactly where one exists', () => {
    const cases = fc.array(
      fc.record({
        time: fc.integer({ min: 0, max: 6 }),
        event: fc.integer({ min: 0, max: 1 }),
        x: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(cases, fc.constantFrom('efron', 'breslow'), (points, ties) => {
        const x = points.map((point) => point.x);
        const fit = coxRegression(
          [x],
          points.map((point) => point.time),
          points.map((point) => point.event),
          { ties },
        );
        const sets = points
          .filter(({ event }) => event === 1)
          .map((one) => ({ x: one.x, others: points.filter((p) => p.time >= one.time) }));
        const isFlat = sets.every((set) => set.others.every((other) => other.x === set.x));
        const rises = [1, -1].some((sign) =>
          sets.every((set) => set.others.every((other) => sign * other.x <= sign * set.x)),
        );
        expect(fit.value !== null).toBe(!isFlat && !rises);
        if (rises && !isFlat) expect(fit.undefinedBecause).toContain('rises for ever');
        if (fit.value !== null) expect(fit.converged).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('fits where a single pair among a thousand keeps the estimate finite', () => {
    const time = Array.from({ length: 1000 }, (_, i) => i + 1);
    const x = time.map((t) => -t).toSpliced(499, 2, -501, -500);
    const fit = coxRegression(
      [x],
      time,
      time.map(() => 1),
    );
    expect(fit.converged).toBe(true);
    expect(fit.coefficients?.[0]?.value).toBeGreaterThan(0);
  });

  it('says why there is no fit, and refuses what is malformed', () => {
    const why = (columns: number[][], time: number[], status: number[]) =>
      coxRegression(columns, time, status).undefinedBecause;
    expect(why([], [1], [1])).toBe('there is no covariate');
    expect(why([[]], [], [])).toBe('there is no event');
    expect(why([[1, 2]], [1, 2], [0, 0])).toBe('there is no event');
    expect(why([[2, 2]], [1, 2], [1, 1])).toBe('a covariate does not vary');
    const [time, status, x] = [
      [1, 2, 3, 4, 5],
      [1, 1, 1, 1, 1],
      [2, 1, 4, 3, 3],
    ];
    expect(why([x, x], time, status)).toContain('determine one another');
    // It varies, but among those at risk of the only event it does not.
    expect(why([[1, 2, 2]], [1, 2, 3], [0, 1, 0])).toContain('do not vary');
    expect(() => coxRegression([[1]], [1, 2], [1, 0])).toThrow('coxRegression requires a value of');
    expect(() => coxRegression([[1]], [1], [3])).toThrow('coxRegression requires a status');
    const halted = coxRegression([x], time, status, { maximumIterations: 1 });
    expect(halted).toMatchObject({ converged: false, iterations: 1 });
    // Far from 0, in other units.
    const [plain, scaled] = [x, x.map((v) => 1e6 + 1000 * v)].map(
      (column) => coxRegression([column], time, status).coefficients?.[0]?.value ?? 0,
    );
    expect((scaled ?? 0) * 1000).toBeCloseTo(plain ?? 9, 8);
  });

  it('sees only the order of times, and turns with the covariate', () => {
    const cases = fc.array(
      fc.record({
        time: fc.integer({ min: 0, max: 15 }),
        event: fc.integer({ min: 0, max: 1 }),
        x: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 3, maxLength: 30 },
    );
    fc.assert(
      fc.property(cases, fc.constantFrom('efron', 'breslow'), (points, ties) => {
        const time = points.map((point) => point.time);
        const status = points.map((point) => point.event);
        const x = points.map((point) => point.x);
        const fit = coxRegression([x], time, status, { ties });
        const turned = coxRegression(
          [x.map((v) => -v)],
          time.map((t) => t ** 2 + 1),
          status,
          { ties },
        );
        expect(turned.value === null).toBe(fit.value === null);
        if (fit.value === null || turned.value === null) return;
        expect(fit.converged).toBe(true);
        expect(turned.value).toBeCloseTo(fit.value, 8);
        const [one, other] = [fit.coefficients?.[0], turned.coefficients?.[0]];
        expect(other?.value).toBeCloseTo(-(one?.value ?? 9), 5);
      }),
    );
  });
});
