import { appliedDimensions } from '@assay/scoring/rubrics/applied-dimensions';
import type { Assignment } from '../judging/assignment.ts';
import type { Draft } from './draft.ts';
import { strings } from './strings.ts';

/** A task that nobody was given, to try a rubric on. */
export function previewAssignment(content: Draft, profile: string | null): Assignment {
  const byKey = new Map(content.dimensions.map((dimension) => [dimension.key, dimension]));
  return {
    ...{ id: 'preview', projectId: 'preview', kind: 'RATING', state: 'LEASED', leasedUntil: '' },
    ...{ allowBothGood: false, renderMarkdown: false, contexts: [], draft: null },
    rubricVersion: { id: 'preview', redLines: content.redLines },
    dimensions: appliedDimensions(content, profile).flatMap(({ dimension: { key }, weight }) => {
      const dimension = byKey.get(key);
      if (dimension === undefined) return [];
      const tiers = dimension.tiers.map((tier, index) => ({ ...tier, index }));
      return [{ weight, dimension: { ...dimension, tiers } }];
    }),
    messages: [
      { id: 'question', role: 'USER', content: strings.preview.question, ...plain },
      { id: 'turn', role: 'ASSISTANT', content: strings.preview.answer, ...plain, judged: true },
    ],
    responses: [{ id: 'response', content: strings.preview.answer, language: null }],
  };
}

const plain = { language: null, judged: false };
