import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Reference values that lie there for a later day. */
const notOffered: Readonly<Record<string, string>> = {
  'agg-glad-synth80': 'GLAD is not offered',
  'cor-polychoric-sexualfun': 'polychoric correlation is not offered',
  'severity-mfrm-ratings1': 'the many-facet Rasch model is not offered',
  'severity-rasch-cml-raschdat2': 'the Rasch model is not offered',
};

const here = new URL('./', import.meta.url);
const shared = new URL('../../../../shared/fixtures/statistics/', import.meta.url);

/** Every test of the package that compares with reference values: its name and its text. */
const tests = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && name !== 'fixtures.test.ts')
  .map((name) => ({ name, text: readFileSync(new URL(name, here), 'utf8') }))
  .filter(({ text }) => /\btestFixture\b/.test(text));

/** Whether a test names a file of reference values, in full or as a template and its variable part. */
function names(text: string, id: string): boolean {
  if (text.includes(`'${id}'`)) return true;
  return [...text.matchAll(/`([a-z0-9-]+)\$\{[^}]+\}([a-z0-9-]*)`/gi)].some(
    ([, before = '', after = '']) =>
      id.startsWith(before) &&
      id.endsWith(after) &&
      text.includes(`'${id.slice(before.length, id.length - after.length)}'`),
  );
}

describe('the shared reference values', () => {
  if (!existsSync(shared)) {
    it.skip('skipped, the shared reference values are not here', () => undefined);
    return;
  }
  const ids = readdirSync(shared)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

  it('are all there', () => {
    expect(ids).toHaveLength(83);
    expect(tests.length).toBeGreaterThan(0);
    expect(Object.keys(notOffered).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(ids)('%s is compared by a test, or named as not offered', (id) => {
    const claimedBy = tests.filter(({ text }) => names(text, id)).map(({ name }) => name);
    const reason = notOffered[id];
    if (reason === undefined) expect(claimedBy.length, 'no test names it').toBeGreaterThan(0);
    else expect(claimedBy, reason).toEqual([]);
  });
});
