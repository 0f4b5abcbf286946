import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { tabOnto } from '../support/keyboard.ts';
import { organisation } from '../support/scenario.ts';
import { signInAs } from '../support/signed-in.ts';

let assay: Assay;
let browser: Browser;
beforeAll(async () => {
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  assay = await startAssay({ webDir });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await assay.stop();
});

it('an admin is shown the secret of a webhook once, and another one only after a question, by the keyboard alone', async () => {
  const { owner, slug } = await organisation(assay);
  const context = await browser.newContext();
  await signInAs(context, owner);
  const page = await context.newPage();
  await page.goto(`${assay.url}/t/${slug}/settings/connectors`);
  const form = page.getByRole('region', { name: 'Add a webhook' });
  await form.getByLabel('System').selectOption('GENERIC');
  await tabOnto(page, form.getByRole('textbox', { name: 'Name' }));
  await page.keyboard.type('From the shop');
  await page.keyboard.press('Enter');

  const once = page.getByRole('dialog', { name: 'Copy the secret now' });
  const shown = () => once.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  const first = await shown();
  expect(first).toMatch(/^whsec_/);
  // colours are told wrongly while it fades in
  await page.waitForTimeout(400);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await once.isVisible()).toBe(true);
  await tabOnto(page, once.getByRole('button', { name: 'I have copied it' }));
  await page.keyboard.press('Enter');
  await once.waitFor({ state: 'hidden' });

  const card = page.getByRole('article', { name: 'From the shop' });
  await tabOnto(page, card.getByRole('button', { name: 'New secret' }));
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Another secret for From the shop' });
  await question.getByText(/within 24 hours/).waitFor();
  await tabOnto(page, question.getByRole('button', { name: 'New secret' }));
  await page.keyboard.press('Enter');
  await once.waitFor();
  const second = await shown();
  expect(second).toMatch(/^whsec_/);
  expect(second).not.toBe(first);
  await tabOnto(page, once.getByRole('button', { name: 'I have copied it' }));
  await page.keyboard.press('Enter');
  await card.getByText(/The secret before still counts/).waitFor();
  expect(await page.content()).not.toContain(second);
  await context.close();
});
