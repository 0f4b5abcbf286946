import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scoringFigures } from '../support/scoring-figures.ts';
import { makeScoringUser, type ScoringUser } from '../support/scoring-user.ts';

let user: ScoringUser;
beforeAll(async () => {
  user = await makeScoringUser();
});
afterAll(() => user?.remove());

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('the scoring package asks for nothing of this workspace, and for exact versions', () => {
  expect(user.manifest).toMatchObject({ name: '@assay/scoring', license: 'Apache-2.0' });
  const versions = Object.entries(Object(user.manifest.dependencies));
  expect(versions.length).toBeGreaterThan(0);
  for (const [name, version] of versions) {
    expect(name).not.toContain('@assay/');
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  }
  expect(JSON.stringify(user.manifest)).not.toMatch(/workspace:|catalog:/);
});

test('built by itself it gives plain Node the figures of the sources, to the last digit', async () => {
  await user.compile({ figures: read('test/support/scoring-figures.ts') });
  const printed = await user.print(
    "import { scoringFigures } from './figures.js'; console.log(JSON.stringify(scoringFigures()));",
  );
  expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(scoringFigures())));
});

test('its types refuse what is wrong', async () => {
  const wrong = `
    import { krippendorffAlpha } from '@assay/scoring/agreement/krippendorff-alpha';
    import { ratingsFromMatrix } from '@assay/scoring/ratings/ratings-from-matrix';
    export const rounded = krippendorffAlpha(ratingsFromMatrix([]), { metric: 'nominal' }).value.toFixed(2);
  `;
  await expect(user.compile({ wrong })).rejects.toThrow("'null'");
});

test('every example of its README prints what the README says', async () => {
  const blocks = [...read('packages/scoring/README.md').matchAll(/```ts\n(.*?)```/gs)];
  const examples = blocks.map(([, code = ''], i) => ({ name: `example-${i}`, code }));
  expect(examples.length).toBeGreaterThan(5);
  await user.compile(Object.fromEntries(examples.map(({ name, code }) => [name, code])));
  for (const { name, code } of examples) {
    const said = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
    expect(said.length, code).toBe(code.split('console.log(').length - 1);
    expect((await user.print(`import './${name}.js';`)).trimEnd().split('\n')).toEqual(said);
  }
});
