import { dimension } from './scenario.ts';

/** Everything of a rubric version. */
export const versionContent = `id number status revision note problems { field message }
  redLines { dimensionKey atOrBelowTier flag effect failDimensionKey }
  profiles { name attribute equals weights { dimensionKey weight } }
  dimensions { key label description weight share scope critical locked allowNotApplicable rollUp
    tiers { index label description value examples { kind text reason } } }`;

/** A rubric that uses everything. */
export const full = [
  dimension('accuracy', 3, {
    description: 'Is it true?',
    critical: true,
    locked: true,
    tiers: [
      {
        label: 'wrong',
        value: 0,
        description: 'Not so.',
        examples: [
          { kind: 'EXAMPLE', text: 'The earth is flat.', reason: 'It is not.' },
          { kind: 'COUNTER_EXAMPLE', text: 'About 10.' },
        ],
      },
      { label: 'right', value: 1 },
    ],
  }),
  dimension('tone', 1, { scope: 'TURN', rollUp: 'WORST', allowNotApplicable: true }),
];
export const rules = {
  note: 'First',
  redLines: [
    { dimensionKey: 'accuracy', atOrBelowTier: 0, effect: 'FAIL_ALL' },
    { flag: 'PII', effect: 'FAIL_DIMENSION', failDimensionKey: 'tone' },
  ],
  profiles: [
    {
      name: 'legal',
      attribute: 'segment',
      equals: ['law', 'tax'],
      weights: [{ dimensionKey: 'accuracy', weight: 9 }],
    },
  ],
};
