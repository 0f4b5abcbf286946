import { describe, expect, it } from 'vitest';
import { exampleDimension, exampleRubric } from '../testing/example-rubric.ts';
import { appliedDimensions } from './applied-dimensions.ts';

const rubric = exampleRubric(
  [
    exampleDimension('accuracy', { weight: 2 }),
    exampleDimension('tone', { weight: 2 }),
    exampleDimension('currency', { weight: 0 }),
  ],
  {
    profiles: [
      {
        name: 'medical',
        attribute: 'domain',
        equals: ['medical'],
        weights: [
          { dimensionKey: 'currency', weight: 6 },
          { dimensionKey: 'tone', weight: 0 },
        ],
      },
    ],
  },
);
const summary = (profile: string | null) =>
  appliedDimensions(rubric, profile).map(({ dimension, weight, share }) => [
    dimension.key,
    weight,
    share,
  ]);

describe('appliedDimensions', () => {
  it('drops what has no weight', () => {
    expect(summary(null)).toEqual([
      ['accuracy', 2, 0.5],
      ['tone', 2, 0.5],
    ]);
  });

  it('adds, drops and keeps dimensions as the profile says', () => {
    expect(summary('medical')).toEqual([
      ['accuracy', 2, 0.25],
      ['currency', 6, 0.75],
    ]);
  });

  it('refuses a profile the rubric does not have', () => {
    expect(() => appliedDimensions(rubric, 'legal')).toThrow('appliedDimensions requires');
  });
});
