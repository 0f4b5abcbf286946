import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disattenuate } from './disattenuate.ts';

describe('disattenuate', () => {
  it('divides by the root of the product of the reliabilities', () => {
    // .36 / √(.81 · .64) = .36 / .72.
    expect(disattenuate(0.36, { score: 0.81, outcome: 0.64 })).toMatchObject({
      observed: 0.36,
      warning: null,
    });
    expect(disattenuate(0.36, { score: 0.81, outcome: 0.64 }).value).toBeCloseTo(0.5, 12);
    const interval = { low: 0.18, high: 0.54, level: 0.95, method: 'Fisher z' };
    const corrected = disattenuate(0.36, { score: 0.5184 }, { interval }).interval;
    expect(corrected?.low).toBeCloseTo(0.25, 12);
    expect(corrected?.high).toBeCloseTo(0.75, 12);
    expect(corrected?.method).toBe('Fisher z, corrected for attenuation');
  });

  it('reports what is beyond 1 as it is, with a warning', () => {
    const result = disattenuate(0.6, { score: 0.25 });
    expect(result.value).toBeCloseTo(1.2, 12);
    expect(result.warning).toContain('beyond ±1');
  });

  it('is undefined without reliability, and refuses what is none', () => {
    expect(disattenuate(0.3, { score: 0 }).undefinedBecause).toBe(
      'the reliability of the score is not above 0',
    );
    expect(disattenuate(0.3, { score: 0.5, outcome: -0.2 }).undefinedBecause).toContain('outcome');
    expect(() => disattenuate(0.3, { score: 1.1 })).toThrow('disattenuate requires reliabilities');
    expect(() => disattenuate(Number.NaN, { score: 1 })).toThrow('a correlation from −1 to 1');
  });

  it('undoes the attenuation of a true correlation', () => {
    const part = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), part, part, (truth, a, b) => {
        const seen = truth * Math.sqrt(a * b);
        expect(disattenuate(seen, { score: a, outcome: b }).value).toBeCloseTo(truth, 10);
      }),
    );
  });
});
