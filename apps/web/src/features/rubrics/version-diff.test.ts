import { expect, it } from 'vitest';
import { type Draft, newDimension } from './draft.ts';
import { versionDiff } from './version-diff.ts';

const tone = { ...newDimension([]), key: 'tone', label: 'Tone' };
const version = (...dimensions: Draft['dimensions'][number][]): Draft => ({
  dimensions,
  redLines: [],
  profiles: [],
});

it('finds nothing between a version and itself', () => {
  expect(versionDiff(version(tone), version(tone))).toEqual([]);
});
it('tells a changed weight and label, a new and a removed dimension', () => {
  const added = { ...newDimension([]), key: 'policy', label: 'Policy' };
  const gone = { ...newDimension([]), key: 'length', label: 'Length' };
  const changes = versionDiff(
    version(tone, gone),
    version({ ...tone, label: 'Voice', weight: 3 }, added),
  );
  expect(changes).toEqual([
    { where: 'Voice', what: 'label “Tone” → “Voice”' },
    { where: 'Voice', what: 'weight 1 → 3' },
    { where: 'Policy', what: 'new dimension' },
    { where: 'Length', what: 'removed' },
  ]);
});
