import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptancePlan } from './acceptance-plan.ts';
import { hypergeometricAtMost } from './hypergeometric.ts';

describe('acceptancePlan', () => {
  it('gives the published discovery sample', () => {
    // Wilks (1941), Annals of Mathematical Statistics 12:91–96, and every table since: 59 without an
    // error show, with 95 % confidence, a rate below 5 % in a large lot.
    const plan = acceptancePlan({ lot: 1_000_000, rejectableRate: 0.05 });
    expect(plan).toMatchObject({ value: 59, acceptanceNumber: 0, producerRisk: 0 });
    expect(plan.consumerRisk).toBeLessThanOrEqual(0.05);
  });

  it('gives the published plan for a large lot', () => {
    // Kiermeier (2008), Journal of Statistical Software 26(6), section 3.2: .05 accepted with .95
    // and .15 with .075 need n = 80 and c = 7.
    const plan = acceptancePlan({
      lot: 10_000_000,
      acceptableRate: 0.05,
      rejectableRate: 0.15,
      consumerRisk: 0.075,
    });
    expect(plan).toMatchObject({ value: 80, acceptanceNumber: 7 });
  });

  it('answers for any lot and refuses impossible rates', () => {
    expect(acceptancePlan({ lot: 0, rejectableRate: 0.1 }).value).toBeNull();
    expect(acceptancePlan({ lot: 1, rejectableRate: 0.5 })).toMatchObject({ value: 1 });
    const close = acceptancePlan({ lot: 10, acceptableRate: 0.1, rejectableRate: 0.1 });
    expect(close.undefinedBecause).toContain('too small');
    const census = acceptancePlan({ lot: 100, acceptableRate: 0.29, rejectableRate: 0.3 });
    expect(census).toMatchObject({ acceptableErrors: 29, rejectableErrors: 30 });
    expect(census.value).toBeGreaterThan(90);
    const large = acceptancePlan({ lot: 1e6, acceptableRate: 0.1, rejectableRate: 0.101 });
    expect(large.value).toBeGreaterThan(1000);
    expect(() => acceptancePlan({ lot: -1, rejectableRate: 0.1 })).toThrow(
      'acceptancePlan requires',
    );
    expect(() => acceptancePlan({ lot: 9, rejectableRate: 0 })).toThrow(RangeError);
    expect(() => acceptancePlan({ lot: 9, rejectableRate: 0.1, consumerRisk: 1 })).toThrow('risks');
  });

  it('keeps both risks, and no smaller sample with as few errors keeps the consumer’s', () => {
    const input = fc.record({
      lot: fc.integer({ min: 1, max: 3000 }),
      acceptableRate: fc.double({ min: 0, max: 0.2, noNaN: true }),
      rejectableRate: fc.double({ min: 0.21, max: 0.6, noNaN: true }),
    });
    fc.assert(
      fc.property(input, (given) => {
        const plan = acceptancePlan(given);
        if (plan.value === null) return;
        expect(plan.consumerRisk).toBeLessThanOrEqual(0.05);
        expect(plan.producerRisk).toBeLessThanOrEqual(0.05 + 1e-12);
        const c = plan.acceptanceNumber ?? -1;
        if (plan.value === c + 1) return;
        const smaller = hypergeometricAtMost(c, given.lot, plan.rejectableErrors, plan.value - 1);
        expect(smaller).toBeGreaterThan(0.05);
      }),
    );
  });
});
