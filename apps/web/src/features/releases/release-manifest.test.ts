import { expect, it } from 'vitest';
import { sizeOf } from './release-manifest.tsx';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_400, '1.4 kB'],
  [12_000_000, '12.0 MB'],
  [5_000_000_000, '5.0 GB'],
  [5_000_000_000_000, '5000.0 GB'],
])('tells %d bytes as %s', (bytes, text) => {
  expect(sizeOf(bytes)).toBe(text);
});
