import { expect, it } from 'vitest';
import type { StartRunForm_DefaultsFragment } from '../../__generated__/graphql.ts';
import { askedOf, keptOf, optionsOf } from './run-options.ts';

const defaults: StartRunForm_DefaultsFragment = {
  ...{ primaryOutcome: 'csat', clusterBy: 'customer', confounders: ['channel'], segments: [] },
  ...{ openedFrom: '2026-06-01T00:00:00.000Z', openedBefore: null, sources: ['zendesk'] },
  ...{ scoreKind: 'ADJUSTED', outcomes: ['csat'], poolVersions: true, profile: 'medical' },
  ...{ rubricVersions: [{ id: 'RubricVersion_1' }], reopenWindowSeconds: 86_400 },
  ...{ outcomeReliability: 0.9, replicates: 2_000, level: 0.9 },
};

it('asks for what the defaults say, from their days on', () => {
  expect(optionsOf(askedOf(defaults))).toEqual({
    ...{ primaryOutcome: 'csat', clusterBy: 'customer', confounders: ['channel'], segments: [] },
    ...{ openedFrom: '2026-06-01T00:00:00.000Z', openedBefore: null, sources: ['zendesk'] },
    scoreKind: 'ADJUSTED',
  });
});

it('keeps what it does not ask for', () => {
  const { rubricVersions, ...rest } = defaults;
  expect(keptOf(askedOf(defaults), defaults)).toEqual({
    ...rest,
    rubricVersionIds: rubricVersions.map(({ id }) => id),
  });
});

it('asks for none of what is left empty', () => {
  const asked = { ...askedOf(defaults), primaryOutcome: '', clusterBy: ' ', openedFrom: '' };
  expect(optionsOf(asked)).toMatchObject({
    ...{ primaryOutcome: null, clusterBy: null, openedFrom: null },
  });
});
