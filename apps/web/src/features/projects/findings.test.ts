import { expect, it } from 'vitest';
import { agreementFinding, compositeFinding, dimensionFinding, modelFinding } from './findings.ts';

const row = (label: string, value: number | null, low = 0, high = 1) => ({
  label,
  estimate: { value, interval: { low, high, level: 0.95 } },
});

it('names what falls short of the target', () => {
  const rows = [row('Accuracy', 0.5), row('Tone', 0.4), row('Policy', 0.8), row('Cost', null)];
  expect(agreementFinding(rows, 0.667)).toBe('Agreement falls short of 0.67 in Accuracy and Tone');
  expect(agreementFinding([row('Policy', 0.8)], 0.667)).toBe(
    'Agreement reaches the target of 0.67',
  );
  expect(agreementFinding([row('Cost', null)], 0.667)).toBe('Agreement cannot be told yet');
});

it('calls a model ahead only where the intervals do not touch', () => {
  const apart = [row('m1', 0.4, 0.3, 0.5), row('m2', 0.8, 0.7, 0.9)];
  expect(modelFinding(apart, 'score')).toBe('m2 is ahead in score');
  const close = [row('m1', 0.6, 0.4, 0.75), row('m2', 0.8, 0.7, 0.9)];
  expect(modelFinding(close, 'score')).toBe('No model is surely ahead in score');
  expect(modelFinding([row('m1', null)], 'score')).toBe('The models cannot be compared yet');
});

it('does not take an unscored dimension for the lowest', () => {
  expect(dimensionFinding([row('Tone', null), row('Policy', 0.7)])).toBe(
    'Policy scores lowest, with a mean of 0.70',
  );
});

it('counts the judgments of the upper bins', () => {
  const bins = [
    { low: 0.6, high: 0.7, count: 1 },
    { low: 0.7, high: 0.8, count: 3 },
  ];
  expect(compositeFinding(bins)).toBe('75 % of the judgments score 0.7 or more');
});
