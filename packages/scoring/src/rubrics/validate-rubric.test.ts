import { describe, expect, it } from 'vitest';
import { exampleDimension, exampleRubric } from '../testing/example-rubric.ts';
import type { ContextProfile, RedLine, Rubric } from './rubric.ts';
import { validateRubric } from './validate-rubric.ts';

const accuracy = exampleDimension('accuracy');
const tone = exampleDimension('tone');

function withTiers(...values: number[]): Rubric {
  const tiers = values.map((value, i) => ({ label: `tier ${i}`, value }));
  return exampleRubric([exampleDimension('accuracy', { tiers })]);
}

function withLine(changes: Partial<RedLine>): Rubric {
  const line: RedLine = {
    dimensionKey: 'accuracy',
    atOrBelowTier: 0,
    flag: null,
    effect: 'FAIL_ALL',
    failDimensionKey: null,
    ...changes,
  };
  return exampleRubric([accuracy, tone], { redLines: [line] });
}

function withProfile(changes: Partial<ContextProfile>): Rubric {
  const profile: ContextProfile = {
    name: 'medical',
    attribute: 'domain',
    equals: ['medical'],
    weights: [{ dimensionKey: 'tone', weight: 0 }],
    ...changes,
  };
  return exampleRubric([accuracy, tone], { profiles: [profile] });
}

describe('validateRubric', () => {
  it.each<[string, Rubric]>([
    ['two plain dimensions', exampleRubric([accuracy, tone])],
    ['a red line about a tier', withLine({})],
    ['a red line about a flag', withLine({ dimensionKey: null, atOrBelowTier: null, flag: 'PII' })],
    ['a red line that fails one', withLine({ effect: 'FAIL_DIMENSION', failDimensionKey: 'tone' })],
    ['a profile that drops one', withProfile({})],
    ['uneven tier values', withTiers(0, 0.1, 1)],
    ['a dimension asked only under a profile', exampleRubric([accuracy, { ...tone, weight: 0 }])],
  ])('finds nothing wrong with %s', (_what, rubric) => {
    expect(validateRubric(rubric)).toEqual([]);
  });

  it.each<[string, Rubric, string]>([
    ['no dimension', exampleRubric([]), 'dimensions'],
    ['no weight', exampleRubric([{ ...accuracy, weight: 0 }]), 'dimensions'],
    ['a key in capitals', exampleRubric([{ ...accuracy, key: 'Accuracy' }]), 'dimensions.0.key'],
    ['an empty key', exampleRubric([{ ...accuracy, key: '' }]), 'dimensions.0.key'],
    ['a key of 65', exampleRubric([{ ...accuracy, key: 'a'.repeat(65) }]), 'dimensions.0.key'],
    ['a key used twice', exampleRubric([accuracy, accuracy]), 'dimensions.1.key'],
    ['no label', exampleRubric([{ ...accuracy, label: ' ' }]), 'dimensions.0.label'],
    ['a negative weight', exampleRubric([{ ...accuracy, weight: -1 }]), 'dimensions.0.weight'],
    ['NaN as weight', exampleRubric([{ ...accuracy, weight: Number.NaN }]), 'dimensions.0.weight'],
    [
      'an infinite weight',
      exampleRubric([{ ...accuracy, weight: Number.POSITIVE_INFINITY }]),
      'dimensions.0.weight',
    ],
    ['one tier', withTiers(1), 'dimensions.0.tiers'],
    ['a value above 1', withTiers(0, 1.1), 'dimensions.0.tiers.1.value'],
    ['a value below 0', withTiers(-0.1, 1), 'dimensions.0.tiers.0.value'],
    ['NaN as value', withTiers(0, Number.NaN), 'dimensions.0.tiers.1.value'],
    ['equal values', withTiers(0, 0.5, 0.5), 'dimensions.0.tiers.2.value'],
    ['falling values', withTiers(1, 0), 'dimensions.0.tiers.1.value'],
    [
      'a tier label used twice',
      exampleRubric([
        {
          ...accuracy,
          tiers: [
            { label: 'x', value: 0 },
            { label: 'x', value: 1 },
          ],
        },
      ]),
      'dimensions.0.tiers.1.label',
    ],
    [
      'a tier without label',
      exampleRubric([
        {
          ...accuracy,
          tiers: [
            { label: '', value: 0 },
            { label: 'x', value: 1 },
          ],
        },
      ]),
      'dimensions.0.tiers.0.label',
    ],
    ['a red line about nothing', withLine({ dimensionKey: null }), 'redLines.0.dimensionKey'],
    ['a red line about two things', withLine({ flag: 'PII' }), 'redLines.0.dimensionKey'],
    ['an unknown dimension', withLine({ dimensionKey: 'x' }), 'redLines.0.dimensionKey'],
    ['no tier', withLine({ atOrBelowTier: null }), 'redLines.0.atOrBelowTier'],
    ['an unknown tier', withLine({ atOrBelowTier: 3 }), 'redLines.0.atOrBelowTier'],
    ['a line nobody can pass', withLine({ atOrBelowTier: 2 }), 'redLines.0.atOrBelowTier'],
    [
      'a tier for a flag',
      withLine({ dimensionKey: null, flag: 'PII' }),
      'redLines.0.atOrBelowTier',
    ],
    [
      'a failed dimension beside FAIL_ALL',
      withLine({ failDimensionKey: 'tone' }),
      'redLines.0.failDimensionKey',
    ],
    ['no dimension to fail', withLine({ effect: 'FAIL_DIMENSION' }), 'redLines.0.failDimensionKey'],
    [
      'an unknown dimension to fail',
      withLine({ effect: 'FAIL_DIMENSION', failDimensionKey: 'x' }),
      'redLines.0.failDimensionKey',
    ],
    ['a profile without name', withProfile({ name: '' }), 'profiles.0.name'],
    ['a profile without attribute', withProfile({ attribute: '' }), 'profiles.0.attribute'],
    ['a profile without values', withProfile({ equals: [] }), 'profiles.0.equals'],
    [
      'a profile with an unknown dimension',
      withProfile({ weights: [{ dimensionKey: 'x', weight: 1 }] }),
      'profiles.0.weights.0.dimensionKey',
    ],
    [
      'a profile with a negative weight',
      withProfile({ weights: [{ dimensionKey: 'tone', weight: -1 }] }),
      'profiles.0.weights.0.weight',
    ],
    [
      'two weights for one dimension',
      withProfile({
        weights: [
          { dimensionKey: 'tone', weight: 1 },
          { dimensionKey: 'tone', weight: 2 },
        ],
      }),
      'profiles.0.weights.1.dimensionKey',
    ],
    [
      'a profile that drops everything',
      withProfile({
        weights: [
          { dimensionKey: 'tone', weight: 0 },
          { dimensionKey: 'accuracy', weight: 0 },
        ],
      }),
      'profiles.0.weights',
    ],
  ])('finds %s', (_what, rubric, field) => {
    expect(validateRubric(rubric).map((problem) => problem.field)).toEqual([field]);
  });

  it('finds a profile name used twice', () => {
    const profiles = withProfile({}).profiles;
    const rubric = exampleRubric([accuracy, tone], { profiles: [...profiles, ...profiles] });
    expect(validateRubric(rubric).map(({ field }) => field)).toEqual(['profiles.1.name']);
  });
});
