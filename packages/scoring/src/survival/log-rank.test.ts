import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as gehan from '../../published/gehan-1965.ts';
import * as miller from '../../published/miller-1981.ts';
import { testFixture } from '../testing/fixture.ts';
import { coxRegression } from './cox-regression.ts';
import { logRank } from './log-rank.ts';

interface Input {
  readonly time: number[];
  readonly status: number[];
  readonly group: number[];
}

describe('logRank', () => {
  testFixture<Input>('surv-aml', ({ input, compare, omit }) => {
    const result = logRank(input.time, input.status, input.group);
    compare('logrank', { chisq: result.value, df: result.degreesOfFreedom, pValue: result.p });
    compare('logrank', {
      observed: result.groups.map(({ observed }) => observed),
      expected: result.groups.map(({ expected }) => expected),
    });
    compare('petoPeto.chisq', logRank(input.time, input.status, input.group, { rho: 1 }).value);
    for (const other of ['kmAll', 'kmByGroup', 'coxEfron', 'coxBreslow', 'concordance'])
      omit(other, 'compared by the test of that statistic');
  });

  it('gives the published chi-squared of Gehan’s and Miller’s data', () => {
    const result = logRank(gehan.time, gehan.status, gehan.placeboGroup);
    expect(result.value).toBeCloseTo(gehan.printed.logRank, 3);
    expect(result.degreesOfFreedom).toBe(1);
    const other = logRank(miller.time, miller.status, miller.nonmaintained);
    expect(other.value).toBeCloseTo(miller.printed.logRank, 1);
  });

  it('compares within strata', () => {
    // By R 4.2.2, survival 3.5-3: survdiff(Surv(time, status) ~ group + strata(stratum), rho = …).
    const stratum = gehan.time.map((_, i) => i % 3);
    const plain = logRank(gehan.time, gehan.status, gehan.placeboGroup, { strata: stratum });
    expect(plain.value).toBeCloseTo(13.460656982082774, 8);
    const peto = { strata: stratum, rho: 1 };
    expect(logRank(gehan.time, gehan.status, gehan.placeboGroup, peto).value).toBeCloseTo(
      12.240893525476064,
      8,
    );
    const three = logRank(gehan.time, gehan.status, stratum);
    expect(three.value).toBeCloseTo(0.576813752552166, 8);
    expect(three.degreesOfFreedom).toBe(2);
  });

  it('says why there is no test, and refuses what is malformed', () => {
    expect(logRank([1, 2], [0, 0], ['a', 'b']).undefinedBecause).toBe('there is no event');
    expect(logRank([1, 2], [1, 1], ['a', 'a']).undefinedBecause).toContain('fewer than two groups');
    // The second group comes after the first has left.
    expect(logRank([1, 5], [0, 1], ['a', 'b']).undefinedBecause).toContain('fewer than two groups');
    expect(logRank([2, 2], [1, 1], ['a', 'b']).undefinedBecause).toContain('not at risk of events');
    expect(logRank([], [], []).value).toBeNull();
    expect(() => logRank([1], [1], [])).toThrow('logRank requires one cluster');
    expect(() => logRank([1], [1], ['a'], { rho: -1 })).toThrow('logRank requires a rho');
  });

  it('expects as many events as there are, and is the score test of Cox without ties', () => {
    const cases = fc
      .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 4, maxLength: 30 })
      .chain((time) => {
        const bits = fc.array(fc.integer({ min: 0, max: 1 }), {
          minLength: time.length,
          maxLength: time.length,
        });
        return fc.record({ time: fc.constant(time), status: bits, group: bits });
      });
    fc.assert(
      fc.property(cases, ({ time, status, group }) => {
        const result = logRank(time, status, group);
        const sum = (field: 'observed' | 'expected') =>
          result.groups.reduce((all, one) => all + one[field], 0);
        expect(sum('expected')).toBeCloseTo(sum('observed'), 8);
        const { scoreTest } = coxRegression([group], time, status);
        if (result.value !== null && scoreTest !== null)
          expect(result.value).toBeCloseTo(scoreTest.chiSquared, 8);
      }),
    );
  });
});
