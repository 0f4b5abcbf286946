import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { isSignedBy, Receiver, soon } from '../support/events.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { tabOnto } from '../support/keyboard.ts';
import { organisation } from '../support/scenario.ts';
import { signInAs } from '../support/signed-in.ts';

let assay: Assay;
let browser: Browser;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.start();
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  assay = await startAssay({ worker: true, webDir, eventHosts: [receiver.url] });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await assay.stop();
  await receiver.stop();
});

it('an admin has a pipeline told of events, by the keyboard alone', {
  timeout: 60_000,
}, async () => {
  const { owner, slug } = await organisation(assay);
  const context = await browser.newContext();
  await signInAs(context, owner);
  const page = await context.newPage();
  await page.goto(`${assay.url}/t/${slug}/settings/connectors`);
  await tabOnto(page, page.getByRole('tab', { name: 'Connectors' }));
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'No subscription yet' }).waitFor();

  await tabOnto(page, page.getByRole('button', { name: 'Add a subscription' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).waitFor();
  await page.keyboard.type('Pipeline');
  await tabOnto(page, dialog.getByRole('textbox', { name: 'Address' }));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('https://127.0.0.1/events');
  await page.keyboard.press('Enter');
  await dialog.getByText('the name of a public host').waitFor();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(`${receiver.url}/events`);
  await page.keyboard.press('Enter');
  const secret = await dialog.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  expect(secret).toMatch(/^whsec_/);
  await tabOnto(page, dialog.getByRole('button', { name: 'I have copied it' }));
  await page.keyboard.press('Enter');

  const card = page.getByRole('article', { name: 'Pipeline' });
  await card.getByText('No event yet').waitFor();
  await tabOnto(page, card.getByRole('button', { name: 'Send a test' }));
  await page.keyboard.press('Enter');
  await soon('the test comes', () => receiver.received.length === 1);
  const [event] = receiver.received;
  if (event === undefined) throw new Error('no event');
  expect(isSignedBy(secret, event)).toBe(true);
  await card.getByRole('cell', { name: 'Delivered' }).waitFor();
  await card.getByRole('cell', { name: '204' }).waitFor();

  await tabOnto(page, card.getByRole('button', { name: 'Send assay.test' }));
  await page.keyboard.press('Enter');
  await soon('it comes once more', () => receiver.received.length === 2);
  expect(new Set(receiver.ids).size).toBe(1);

  await tabOnto(page, card.getByRole('button', { name: 'Disable' }));
  await page.keyboard.press('Enter');
  await tabOnto(page, dialog.getByRole('button', { name: 'Disable' }));
  await page.keyboard.press('Enter');
  await card.getByText('Somebody disabled it.').waitFor();
  expect(await card.getByRole('button', { name: 'Send a test' }).count()).toBe(0);
  await context.close();
});
