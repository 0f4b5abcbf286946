import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { credentials, Desks } from '../support/desks.ts';
import { tabOnto } from '../support/keyboard.ts';
import { signInAs } from '../support/signed-in.ts';

let desks: Desks;
let browser: Browser;
beforeAll(async () => {
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  desks = await Desks.start({ webDir });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desks.stop();
});

it('an admin disables a connector, enables it and gives it another credential, by the keyboard alone', async () => {
  const { INTERCOM: intercom } = desks.systems;
  await desks.connect('INTERCOM', 'chats');
  const context = await browser.newContext();
  await signInAs(context, desks.owner);
  const page = await context.newPage();
  await page.goto(`${desks.assay.url}/t/${desks.slug}/settings/connectors`);
  const card = page.getByRole('article', { name: 'Desk', exact: true });
  await card.getByText(/^filed under chats · /).waitFor();
  const press = async (name: string, place = card) => {
    await tabOnto(page, place.getByRole('button', { name, exact: true }));
    await page.keyboard.press('Enter');
  };
  await press('Disable');
  const question = page.getByRole('dialog', { name: 'Disable Desk?' });
  await question.getByText(/reads nothing more until it is enabled/).waitFor();
  await press('Disable', question);
  await card.getByText('It reads nothing until it is enabled.').waitFor();
  expect(await card.getByRole('button', { name: 'Read past tickets' }).count()).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);

  await press('Enable');
  await card.getByRole('button', { name: 'Read past tickets' }).waitFor();
  await press('New credential');
  const dialog = page.getByRole('dialog', { name: 'Another credential for Desk' });
  await tabOnto(page, dialog.getByLabel('Credential'));
  await page.keyboard.type('another-access-token');
  // colours are told wrongly while it fades in
  await page.waitForTimeout(400);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('The new credential counts from the next request on').waitFor();

  await tabOnto(page, card.getByLabel('Tickets changed since'));
  await page.keyboard.type('01012026');
  await page.keyboard.press('Enter');
  await card.getByText('succeeded').waitFor();
  const { authorization } = intercom.requests.at(-1)?.headers ?? {};
  expect(authorization).toBe('Bearer another-access-token');
  expect(authorization).not.toContain(credentials.INTERCOM);
  await context.close();
});
