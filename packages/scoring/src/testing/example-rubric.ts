import type { Dimension, Rubric } from '../rubrics/rubric.ts';

/** A dimension for tests: three tiers at 0, .5 and 1, once per conversation. */
export function exampleDimension(key: string, changes: Partial<Dimension> = {}): Dimension {
  return {
    key,
    label: key,
    scope: 'CONVERSATION',
    weight: 1,
    critical: false,
    locked: false,
    allowNotApplicable: false,
    rollUp: 'MEAN',
    tiers: [
      { label: 'poor', value: 0 },
      { label: 'fair', value: 0.5 },
      { label: 'good', value: 1 },
    ],
    ...changes,
  };
}

/** A rubric for tests. */
export function exampleRubric(
  dimensions: readonly Dimension[],
  changes: Partial<Rubric> = {},
): Rubric {
  return { dimensions, redLines: [], profiles: [], ...changes };
}
