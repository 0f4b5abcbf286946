import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { submitByEnter } from '../support/keyboard.ts';

let assay: Assay;
let browser: Browser;
beforeAll(async () => {
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  assay = await startAssay({ worker: true, webDir });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await assay.stop();
});

const csv = `question,answer,model,channel
Where is my parcel?,"It left us today; the link is in your e-mail.",bot-1,chat
May I return this?,Yes within 30 days.,bot-1,e-mail
"a broken quote, here,bot-1,chat
`;

it('goes from an empty organisation to a judgment by somebody invited', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${assay.url}/sign-in`);
  await page.getByRole('button', { name: /create an account/i }).click();
  await page.getByLabel('Name').fill('Olga Owner');
  await page.getByLabel('E-mail').fill('olga@example.test');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('link', { name: 'Create an organisation' }).click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('Acme Support');
  await page.getByRole('button', { name: 'Create organisation' }).click();
  await page.waitForURL('**/t/acme-support**');

  await page
    .getByRole('link', { name: /template/i })
    .first()
    .click();
  await page
    .getByRole('button', { name: /Use this template/ })
    .first()
    .click();
  const label = page.getByLabel('Label', { exact: true }).first();
  await label.fill('Correctness');
  await page
    .getByText(/^All saved|^Saved/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Publish/ })
    .click();
  await page
    .getByText(/never changes/i)
    .first()
    .waitFor();

  await page.getByRole('link', { name: 'New project' }).first().click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('Pilot');
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.waitForURL('**/data');
  await page.locator('input[type=file]').setInputFiles({
    name: 'questions.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await page.getByLabel('Meaning of question').selectOption('USER_MESSAGE');
  await page.getByLabel('Meaning of answer').selectOption('RESPONSE_A');
  await page.getByLabel('Meaning of model').selectOption('MODEL_A');
  await page.getByLabel('Meaning of channel').selectOption('ATTRIBUTE');
  await page.getByRole('button', { name: 'Start import' }).click();
  await page
    .getByText(/2 tasks/)
    .first()
    .waitFor();
  await page.getByText(/quote/i).first().waitFor();

  await page.getByRole('link', { name: 'Members' }).click();
  const links: string[] = [];
  for (const _person of ['Ada', 'Ben']) {
    await page.getByRole('button', { name: 'Create link' }).click();
    const link = page.getByRole('textbox', { name: /link/i }).first();
    await expect.poll(() => link.inputValue()).not.toBe(links.at(-1) ?? '');
    links.push(await link.inputValue());
    await page.getByRole('button', { name: 'Create another link' }).click();
  }
  expect(new Set(links).size).toBe(2);

  const invited = await browser.newContext();
  const ada = await invited.newPage();
  await ada.goto(links[0]?.replace(/^https?:\/\/[^/]+/, assay.url) ?? '');
  await ada.getByLabel('Name').fill('Ada Annotator');
  await ada.getByLabel('E-mail').fill('ada@example.test');
  await ada
    .getByLabel(/^Password/)
    .first()
    .fill('correct horse battery');
  await ada.getByRole('button', { name: 'Create account' }).click();
  await ada.getByRole('button', { name: /^Join/ }).click();
  await ada.waitForURL('**/t/acme-support**');
  await ada.getByRole('link', { name: /Judge/ }).first().click();
  await ada.getByText('Correctness').first().waitFor();
  for (const _dimension of [1, 2, 3]) await ada.keyboard.press('3');
  await ada.getByText('1.00', { exact: true }).waitFor();
  await submitByEnter(ada, 1);

  await page.goto(`${assay.url}/t/acme-support`);
  await page.getByText('Pilot').first().click();
  await page.getByText(/1 of \d+ judgments/).waitFor();
  await invited.close();
  await context.close();
});
