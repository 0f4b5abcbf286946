import { expect, it } from 'vitest';
import { slugOf } from './slug-of.ts';

it.each([
  ['Nettlewood & Söhne GmbH', 'nettlewood-sohne-gmbh'],
  ['  Acme  ', 'acme'],
  ['日本', ''],
])('makes of %j the short name %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
it('is never longer than 40 characters and never ends in a hyphen', () => {
  expect(slugOf(`${'a'.repeat(39)} b`)).toBe('a'.repeat(39));
});
