import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { scoringFigures } from '../support/scoring-figures.ts';
import { makeScoringUser, type ScoringUser } from '../support/scoring-user.ts';

let user: ScoringUser;
let browser: Browser;
beforeAll(async () => {
  user = await makeScoringUser();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  user?.remove();
});

it('the scoring package gives a browser the figures that Node gets', async () => {
  const figures = new URL('../support/scoring-figures.ts', import.meta.url);
  await user.compile({ figures: readFileSync(figures, 'utf8') });
  const script = await user.bundle(
    "import { scoringFigures } from './figures.js'; globalThis.scoringFigures = scoringFigures;",
  );
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.addScriptTag({ content: script });
  const there = JSON.parse(String(await page.evaluate('JSON.stringify(scoringFigures())')));
  expect(problems).toEqual([]);
  const here = JSON.parse(JSON.stringify(scoringFigures()));
  expect(Object.keys(there)).toEqual(Object.keys(here));
  expect(differences(there, here)).toEqual([]);
});

it('a figure that is off is seen', () => {
  expect(differences({ a: [1, 2] }, { a: [1, 2 + 1e-9] })).toEqual(['.a.1: 2 and 2.000000001']);
  expect(differences({ a: null }, { a: 0 })).toEqual(['.a: null and 0']);
  expect(differences({ a: 1 }, {})).toEqual(['.a: 1 and undefined']);
});

/** Engines round the last digit of an exponential or a logarithm each in its own way. */
const tolerance = 1e-12;

/** Where two values of JSON differ, with their paths; numbers by more than the tolerance. */
function differences(a: unknown, b: unknown, at = ''): string[] {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
    const keys = new Set([...left.keys(), ...right.keys()]);
    return [...keys].flatMap((key) => differences(left.get(key), right.get(key), `${at}.${key}`));
  }
  const alike =
    typeof a === 'number' && typeof b === 'number'
      ? Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b))
      : a === b;
  return alike ? [] : [`${at}: ${a} and ${b}`];
}
