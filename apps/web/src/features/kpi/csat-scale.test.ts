import { expect, it } from 'vitest';
import { scaleAxis, scaleBins, scaleTicks } from './csat-scale.ts';

/** Twenty bins from the lowest to the highest answer, as the API counts them. */
function binsOf(values: readonly number[]) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return [{ low, high, count: values.length }];
  const width = (high - low) / 20;
  return Array.from({ length: 20 }, (_, at) => ({
    ...{ low: low + at * width, high: low + (at + 1) * width },
    count: values.filter((value) => Math.min(19, Math.floor((value - low) / width)) === at).length,
  }));
}

it.each([
  ['ONE_TO_THREE', 1, 3],
  ['ONE_TO_FIVE', 1, 5],
  ['ONE_TO_SEVEN', 1, 7],
  ['ONE_TO_TEN', 1, 10],
  ['ZERO_TO_TEN', 0, 10],
] as const)('counts each answer of %s under itself, whichever were given', (scale, worst, best) => {
  const answers = Array.from({ length: best - worst + 1 }, (_, at) => worst + at);
  for (const lowest of answers) {
    for (const highest of answers.filter((answer) => answer >= lowest)) {
      // as many of each as it is far from the worst, and one
      const given = answers
        .filter((answer) => answer >= lowest && answer <= highest)
        .flatMap((answer) => new Array<number>(answer - worst + 1).fill(answer));
      const bins = binsOf(given.map((answer) => (answer - worst) / (best - worst)));
      expect(scaleBins(bins, scale).map(({ label, count }) => [label, count])).toEqual(
        answers.map((answer) => [
          `${answer}`,
          answer >= lowest && answer <= highest ? answer - worst + 1 : 0,
        ]),
      );
    }
  }
});

it('names answers that are no amounts', () => {
  const good = scaleBins(binsOf([0, 1, 1]), 'GOOD_BAD');
  expect(good.map(({ label, count }) => [label, count])).toEqual([
    ['bad', 1],
    ['good', 2],
  ]);
  const codes = scaleBins(binsOf([0, 0.5, 0.5, 1]), 'FRESHDESK');
  expect(codes.map(({ count }) => count)).toEqual([1, 0, 0, 2, 0, 0, 1]);
  const named = scaleTicks('FRESHDESK');
  expect(named?.ticks.map(named.text)).toEqual(codes.map(({ label }) => label));
  expect(scaleAxis('FRESHDESK')).toBe('−103 is the worst, 103 the best');
});

it('keeps the bins of answers between two bounds, in the numbers of the scale', () => {
  const bins = binsOf([0, 0.25, 1]);
  const percent = scaleBins(bins, 'PERCENT');
  expect(percent).toHaveLength(20);
  expect([percent[0]?.low, percent[5]?.count, percent.at(-1)?.high]).toEqual([0, 1, 100]);
  expect(scaleBins(bins, 'UNIT')).toEqual(bins);
  expect(scaleTicks('PERCENT')).toBeNull();
  expect(scaleAxis('PERCENT')).toBe('0 is the worst, 100 the best');
});
