import type { Assignment, Dimension, DimensionScope } from '../assignment.ts';

/** A dimension with three evenly spaced tiers. */
export function dimension(key: string, scope: DimensionScope, change: Partial<Dimension> = {}) {
  const tier = (index: number) => ({
    index,
    label: ['Poor', 'Fair', 'Good'][index] ?? '',
    description: '',
    value: index / 2,
  });
  return {
    key,
    label: key,
    description: '',
    scope,
    critical: false,
    allowNotApplicable: false,
    rollUp: 'MEAN',
    tiers: [tier(0), tier(1), tier(2)],
    ...change,
  } satisfies Dimension;
}

/** A rating of one response by accuracy (weight 3) and tone (weight 1, may be not applicable). */
export function rating(change: Partial<Assignment> = {}): Assignment {
  return {
    id: 'assignment-1',
    projectId: 'project-1',
    kind: 'RATING',
    state: 'LEASED',
    leasedUntil: '2026-01-01T00:30:00Z',
    allowBothGood: false,
    renderMarkdown: false,
    rubricVersion: { id: 'version-1', redLines: [] },
    dimensions: [
      { weight: 3, dimension: dimension('accuracy', 'RESPONSE') },
      { weight: 1, dimension: dimension('tone', 'RESPONSE', { allowNotApplicable: true }) },
    ],
    contexts: [],
    messages: [
      { id: 'm1', role: 'USER', content: 'Where is my parcel?', language: 'en', judged: false },
    ],
    responses: [{ id: 'r1', content: 'On its way.', language: 'en' }],
    draft: null,
    ...change,
  };
}

/** A pair with one dimension of each response. */
export function pair(change: Partial<Assignment> = {}): Assignment {
  return rating({
    kind: 'PAIRWISE',
    responses: [
      { id: 'r1', content: 'On its way.', language: 'en' },
      { id: 'r2', content: 'No idea.', language: 'en' },
    ],
    dimensions: [{ weight: 1, dimension: dimension('accuracy', 'RESPONSE') }],
    ...change,
  });
}
