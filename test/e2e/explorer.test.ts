import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { signInToDemo } from '../support/demo-pages.ts';
import { type Assay, startAssay } from '../support/harness.ts';

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

it('leads from the menu to an explorer that asks in the same organisation, from this server alone', async () => {
  const context = await browser.newContext();
  const page = await signInToDemo(assay, context, 'lead');
  const refused: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== assay.url) elsewhere.push(request.url());
  });
  await page.goto(`${assay.url}/t/nettlewood`);
  await page.getByRole('button', { name: 'Lena Lead' }).click();
  await page.getByRole('menuitem', { name: 'Explore the API' }).click();
  await page.waitForURL('**/graphiql?tenant=nettlewood');
  await page.getByText('totalCount').first().waitFor(); // the editor has the query to run
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page
    .getByText(/"Support.bot,.last.two.quarters"/) // its spaces do not break
    .first()
    .waitFor();
  expect([refused, elsewhere]).toEqual([[], []]);
  await context.close();
});

it('leads from the figure of a model to the judgments of its responses', async () => {
  const context = await browser.newContext();
  const page = await signInToDemo(assay, context, 'lead');
  await page.goto(`${assay.url}/t/nettlewood`);
  await page.getByRole('link', { name: 'Answer quality' }).first().click();
  await page.getByRole('link', { name: /^harbor-2: / }).click();
  await page.waitForURL('**/judgments?model=harbor-2');
  const summary = page.getByText(/^\d+ judgments, without/);
  const count = async () => Number.parseInt((await summary.textContent()) ?? '', 10);
  const ofModel = await count();
  await page.getByRole('button', { name: 'responses of harbor-2: take off' }).click();
  await expect.poll(count, { timeout: 10_000 }).toBeGreaterThan(ofModel);
  await context.close();
});
