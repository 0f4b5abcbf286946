import { describe, expect, it } from 'vitest';
import { spreadConstants } from './spread-constants.ts';

describe('spreadConstants', () => {
  // Montgomery, Introduction to Statistical Quality Control, Appendix VI.
  it.each([
    [2, 1.128, 0.853, 0.7979],
    [3, 1.693, 0.888, 0.8862],
    [5, 2.326, 0.864, 0.94],
    [10, 3.078, 0.797, 0.9727],
    [25, 3.931, 0.708, 0.9896],
  ])('gives the tabled constants of samples of %i', (size, d2, d3, c4) => {
    const found = spreadConstants(size);
    expect(found.d2).toBeCloseTo(d2, 3);
    expect(found.d3).toBeCloseTo(d3, 3);
    expect(found.c4).toBeCloseTo(c4, 4);
  });

  it('meets the closed forms for two and three', () => {
    const [two, three] = [spreadConstants(2), spreadConstants(3)];
    expect(two.d2).toBeCloseTo(2 / Math.sqrt(Math.PI), 11);
    expect(two.d3).toBeCloseTo(Math.sqrt(2 - 4 / Math.PI), 10);
    expect(three.d2).toBeCloseTo(3 / Math.sqrt(Math.PI), 11);
    expect(two.c4).toBeCloseTo(Math.sqrt(2 / Math.PI), 14);
  });

  it('lets ranges grow and deviations approach σ with the sample', () => {
    const sizes = [2, 3, 4, 6, 9, 30, 400].map(spreadConstants);
    const d2 = sizes.map((constants) => constants.d2);
    const c4 = sizes.map((constants) => constants.c4);
    expect(d2).toEqual(d2.toSorted((a, b) => a - b));
    expect(c4).toEqual(c4.toSorted((a, b) => a - b));
    expect(c4.at(-1)).toBeLessThan(1);
  });
});
