import { expect, it } from 'vitest';
import { askedCells } from '../judging/cells.ts';
import { type Draft, newDimension } from './draft.ts';
import { previewAssignment } from './preview-assignment.ts';

const content: Draft = {
  dimensions: [
    { ...newDimension([]), key: 'facts', label: 'Facts', weight: 3 },
    { ...newDimension([]), key: 'tone', label: 'Tone', scope: 'TURN' },
    { ...newDimension([]), key: 'flow', label: 'Flow', scope: 'CONVERSATION', weight: 0 },
  ],
  redLines: [],
  profiles: [
    {
      ...{ id: 'p', name: 'long', attribute: 'length', equals: ['long'] },
      weights: [{ dimensionKey: 'flow', weight: 1 }],
    },
  ],
};
const asked = (profile: string | null) =>
  askedCells(previewAssignment(content, profile)).map(({ dimension }) => dimension.key);

it('asks each dimension once, as the judge page would', () => {
  expect(asked(null).toSorted()).toEqual(['facts', 'tone']);
});
it('asks under a profile what only the profile weighs', () => {
  expect(asked('long').toSorted()).toEqual(['facts', 'flow', 'tone']);
});
