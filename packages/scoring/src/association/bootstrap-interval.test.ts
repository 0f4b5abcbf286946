import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlation, gpa, lsat, standardError } from '../../published/efron-tibshirani-1993.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { testFixture } from '../testing/fixture.ts';
import { bootstrapInterval, type SampleStatistic } from './bootstrap-interval.ts';
import { pearson } from './pearson.ts';

const correlationOf =
  (x: readonly number[], y: readonly number[]): SampleStatistic =>
  (cases) => {
    const of = (values: readonly number[]) => Float64Array.from(cases, (i) => values[i] ?? 0);
    return pearson(of(x), of(y)).value;
  };

const meanOf =
  (values: readonly number[]): SampleStatistic =>
  (cases) =>
    cases.length === 0 ? null : cases.reduce((sum, i) => sum + (values[i] ?? 0), 0) / cases.length;

describe('bootstrapInterval', () => {
  testFixture<{ readonly x: number[]; readonly y: number[] }>('boot-cor-law', (fixture) => {
    const { input, compare, omit } = fixture;
    const statistic = correlationOf(input.x, input.y);
    for (const method of ['percentile', 'basic', 'bca'] as const) {
      const random = seededRandom(1979);
      const replicates = 20_000;
      const result = bootstrapInterval(15, statistic, { random, method, replicates });
      compare(method, [result.interval?.low, result.interval?.high]);
      compare('', { estimate: result.value, bootSe: result.standardError, bias: result.bias });
    }
    omit('normal', 'not offered: it leaves [−1, 1]');
    omit('mcSdOfPercentileLimitsAtB2000', 'what the tolerances were made from');
  });

  it('gives the published error of the law school correlation', () => {
    const random = seededRandom(3200);
    const statistic = correlationOf(lsat, gpa);
    const result = bootstrapInterval(15, statistic, { random, replicates: 3200 });
    expect(result.value).toBeCloseTo(correlation, 3);
    expect(Math.abs((result.standardError ?? 0) - standardError)).toBeLessThan(0.006);
  });

  it('draws whole clusters', () => {
    // Each cluster is one value four times over: drawing cases would halve the error.
    const values = Array.from({ length: 120 }, (_, i) => Math.floor(i / 4) % 10);
    const clusters = values.map((_, i) => `customer ${Math.floor(i / 4)}`);
    const by = (options: { clusters?: readonly string[] }) =>
      bootstrapInterval(120, meanOf(values), { random: seededRandom(7), ...options });
    const [cases, clustered] = [by({}), by({ clusters })];
    expect(clustered.clusters).toBe(30);
    expect(clustered.interval?.method).toBe('percentile bootstrap over clusters');
    expect((clustered.standardError ?? 0) / (cases.standardError ?? 1)).toBeCloseTo(2, 0);
    const sizes = new Set<number>();
    bootstrapInterval(3, (drawn) => sizes.add(drawn.length).size, {
      random: seededRandom(7),
      clusters: ['a', 'a', 'b'],
    });
    expect([...sizes].sort()).toEqual([2, 3, 4]);
  });

  it('leaves out undefined replicates, and gives no interval where most are', () => {
    const random = () => seededRandom(11);
    const often: SampleStatistic = (cases) => (new Set(cases).size < 4 ? null : 1);
    const result = bootstrapInterval(5, often, { random: random(), replicates: 500 });
    expect(result.undefinedReplicates).toBeGreaterThan(100);
    expect(result.replicates).toBe(500);
    const whole: SampleStatistic = (cases) => (new Set(cases).size < 5 ? null : 1);
    expect(bootstrapInterval(5, whole, { random: random() }).interval).toBeUndefined();
    const never = bootstrapInterval(5, () => Number.NaN, { random: random() });
    expect(never.undefinedBecause).toBe('the statistic of these cases is undefined');
    expect(bootstrapInterval(1, () => 3, { random: random() }).interval).toBeUndefined();
    expect(bootstrapInterval(0, meanOf([]), { random: random() }).value).toBeNull();
    // The largest of all is never exceeded: there is nothing to correct the bias by.
    const all: SampleStatistic = (cases) => cases.length - new Set(cases).size;
    const oneSided = bootstrapInterval(20, all, { random: random(), method: 'bca' });
    expect(oneSided.interval).toBeUndefined();
    expect(oneSided.standardError).toBeGreaterThan(0);
    const bad = { random: random(), replicates: 0 };
    expect(() => bootstrapInterval(5, () => 1, bad)).toThrow('bootstrapInterval requires whole');
  });

  it('gives the same bytes for the same seed, and limits in order', () => {
    const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 15 });
    const methods = fc.constantFrom('percentile', 'basic', 'bca');
    fc.assert(
      fc.property(values, fc.integer(), methods, (numbers, seed, method) => {
        const once = () =>
          bootstrapInterval(numbers.length, meanOf(numbers), {
            random: seededRandom(seed),
            method,
            replicates: 50,
          });
        const { interval } = once();
        expect(once()).toEqual(once());
        if (interval !== undefined) expect(interval.low).toBeLessThanOrEqual(interval.high);
      }),
    );
  });
});
