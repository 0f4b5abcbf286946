import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { submitByEnter } from '../support/keyboard.ts';

let assay: Assay;
let browser: Browser;
beforeAll(async () => {
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  assay = await startAssay({ demo: true, worker: true, webDir });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await assay.stop();
});

/** Goes to a place of the organisation by its name, from the keyboard. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.getByText('Ctrl K').first().waitFor();
  await page.keyboard.press('Control+k');
  const find = 'input[placeholder="Go to …"]';
  await page.locator(`${find}:focus`).waitFor();
  await page.keyboard.type(name);
  await page.getByText(name, { exact: true }).last().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // until it has faded out it would take the next name as more of this one
  await page.locator(find).waitFor({ state: 'hidden' });
}

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 250; n += 1) {
    await page.keyboard.press('Tab');
    // asked at once: what has the focus may be gone in the next moment
    const text = await page.evaluate<string | null>(
      `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null`,
    );
    if (text?.trim() === name) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

it('a lead judges a rating and a comparison from the keyboard, sees the figures move and takes the pairs', async () => {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(`${assay.url}/sign-in`);
  await page.getByRole('button', { name: /Support lead/ }).click();
  await page.waitForURL('**/t/nettlewood**');

  await goTo(page, 'Answer quality');
  await page.getByText('384 of 432 judgments', { exact: false }).waitFor();
  await tabTo(page, 'Judge');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: /Right/ }).first().waitFor();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('3');
  await page.getByText('1.00', { exact: true }).waitFor();
  await submitByEnter(page, 1);
  await tabTo(page, 'Stop judging');
  await page.keyboard.press('Enter');
  await goTo(page, 'Answer quality');
  await page.getByText('385 of 432 judgments', { exact: false }).waitFor();

  await goTo(page, 'Harbor 2 against Harbor 1');
  await page.getByText('162 of 210 judgments', { exact: false }).waitFor();
  await tabTo(page, 'Judge');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/judge');
  await page.getByLabel('Which response is better?').first().waitFor();
  await page.getByText('Submit').first().waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await submitByEnter(page, 1);
  await tabTo(page, 'Stop judging');
  await page.keyboard.press('Enter');
  await goTo(page, 'Harbor 2 against Harbor 1');
  await page.getByText('163 of 210 judgments', { exact: false }).waitFor();

  await tabTo(page, 'Data');
  await page.keyboard.press('Enter');
  await page.getByLabel('Name of the release').waitFor();
  await page.getByLabel('Name of the release').focus();
  await page.keyboard.type('first pairs');
  await page.keyboard.press('Enter');
  const release = page.getByRole('article', { name: /first pairs/ });
  const button = release.getByRole('button', { name: /^Download/ }).first();
  await button.waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button.focus().then(() => page.keyboard.press('Enter')),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  const pairs = lines.map((line) => JSON.parse(line));
  expect(pairs.length).toBeGreaterThan(20);
  for (const pair of pairs) {
    expect(pair).toMatchObject({
      prompt: expect.any(String),
      chosen: expect.any(String),
      rejected: expect.any(String),
      votes: expect.any(Object),
    });
  }
  await context.close();
});
