import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import {
  demoAdminPages,
  demoOutcomePages,
  demoPages,
  signInToDemo,
} from '../support/demo-pages.ts';
import {
  changeEvents,
  newSubscription,
  soon,
  subscriptionOf,
  testEvent,
} from '../support/events.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey } from '../support/person.ts';
import { organisation, payload } from '../support/scenario.ts';
import { signInAs } from '../support/signed-in.ts';

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

const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 390 },
] as const;

/** What is wrong with pages that a signed-in browser opens, each with its name. */
async function problemsOf(page: Page, pages: Readonly<Record<string, string>>): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(assay.url + path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const problem of await accessibilityProblems(page)) problems.push(`${name}: ${problem}`);
    const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (Number(tooWide) > 0) problems.push(`${name}: ${tooWide} px wider than the window`);
  }
  return problems;
}

it.for(looks)(
  'every page can be used by everybody and fits: $colorScheme, $width px',
  { timeout: 240_000 },
  async ({ colorScheme, width }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await signInToDemo(assay, context, 'lead');
    const problems = await problemsOf(page, await demoPages(assay, page));
    await page.context().clearCookies();
    await page.goto(`${assay.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    for (const problem of await accessibilityProblems(page)) problems.push(`sign-in: ${problem}`);
    expect(problems).toEqual([]);
    await context.close();
  },
);

it.for(looks)(
  'so can the pages of outcomes: $colorScheme, $width px',
  { timeout: 240_000 },
  async ({ colorScheme, width }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await signInToDemo(assay, context, 'lead');
    expect(await problemsOf(page, await demoOutcomePages(assay, page))).toEqual([]);
    await context.close();
  },
);

it.for(['light', 'dark'] as const)(
  'two runs are compared on a phone without moving the table aside: %s',
  { timeout: 120_000 },
  async (colorScheme) => {
    const width = 390;
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } });
    const page = await signInToDemo(assay, context, 'lead');
    const { 'two runs': path } = await demoOutcomePages(assay, page);
    await page.goto(`${assay.url}${path}`);
    const table = page.getByRole('table', { name: 'Two runs' });
    const cells = table.getByRole('row').filter({ hasText: 'Resolved' }).first().getByRole('cell');
    await expect.poll(() => cells.count(), { timeout: 20_000 }).toBe(4);
    const frame = `document.querySelector('table[aria-label="Two runs"]').parentElement`;
    expect(await page.evaluate(`${frame}.scrollWidth - ${frame}.clientWidth`)).toBe(0);
    for (const cell of await cells.all()) {
      const { x = -1, width: own = width } = (await cell.boundingBox()) ?? {};
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + own).toBeLessThanOrEqual(width);
    }
    // the head is gone: each figure says what it is
    const named = `[...${frame}.querySelectorAll('td[data-name]')].slice(0, 3)`;
    const names = `${named}.map((cell) => getComputedStyle(cell, '::before').content)`;
    expect(await page.evaluate(names)).toEqual(['"Before"', '"After"', '"Difference"']);
    expect(await accessibilityProblems(page)).toEqual([]);
    await context.close();
  },
);

it.for(looks)(
  'so can what only administrators see: $colorScheme, $width px',
  { timeout: 120_000 },
  async ({ colorScheme, width }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await signInToDemo(assay, context, 'admin');
    expect(await problemsOf(page, demoAdminPages)).toEqual([]);
    await page.goto(`${assay.url}${demoAdminPages.events}`);
    const pipeline = page.getByRole('article', { name: 'Training pipeline' });
    // nothing was refused: nothing is ever sent from the demo
    await pipeline.getByText('Not sent', { exact: true }).first().waitFor();
    expect(await pipeline.getByText('Failed', { exact: true }).count()).toBe(0);
    await page.getByRole('tab', { name: 'Connectors' }).click();
    await page.getByRole('article', { name: 'Help desk', exact: true }).waitFor();
    await page.getByRole('article', { name: 'Help desk, before its webhook' }).waitFor();
    await context.close();
  },
);

it.for(looks)(
  'so can connectors and webhooks: $colorScheme, $width px',
  { timeout: 120_000 },
  async ({ colorScheme, width }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const { owner, slug } = await organisation(assay);
    for (const kind of ['ZENDESK', 'INTERCOM', 'FRESHDESK', 'GENERIC']) {
      const input = { idempotencyKey: newKey(), kind, name: `From ${kind}`, source: kind };
      payload(await owner.change('createWebhookEndpoint', input, 'webhookEndpoint { id }'));
    }
    const input = {
      ...{ idempotencyKey: newKey(), kind: 'ZENDESK', name: 'Before the webhook' },
      ...{ source: 'zendesk', baseUrl: 'https://shop.zendesk.com', credential: 'someone:a-token' },
    };
    payload(await owner.change('createConnector', input, 'connector { id }'));
    await signInAs(context, owner);
    const page = await context.newPage();
    const path = `/t/${slug}/settings/connectors`;
    const problems = await problemsOf(page, { connectors: path });
    for (const name of ['New secret', 'Enter the secret', 'Disable']) {
      await page.getByRole('button', { name }).first().click();
      await page.getByRole('dialog').getByRole('heading').waitFor();
      // colours are told wrongly while it fades in
      await page.waitForTimeout(400);
      for (const problem of await accessibilityProblems(page)) problems.push(`${name}: ${problem}`);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    expect(problems).toEqual([]);
    await context.close();
  },
);

it.for(looks)(
  'so can event subscriptions: $colorScheme, $width px',
  { timeout: 120_000 },
  async ({ colorScheme, width }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const { owner, slug } = await organisation(assay);
    await signInAs(context, owner);
    const page = await context.newPage();
    const path = `/t/${slug}/settings/events`;
    const problems = await problemsOf(page, { 'no events': path });
    const url = 'https://pipeline.example.test/a/rather/long/path/that/has/to/be/broken/somewhere';
    const { id } = await newSubscription(owner, url);
    const gone = await newSubscription(owner, url, { name: 'Not wanted any more' });
    const disable = { eventSubscriptionId: gone.id };
    payload(await changeEvents(owner, 'disableEventSubscription', disable));
    await testEvent(owner, id);
    const isFailing = async () => (await subscriptionOf(owner, id)).failingSince !== null;
    await soon('the event fails, as its host is nowhere', isFailing);
    problems.push(...(await problemsOf(page, { events: path })));
    for (const name of ['Add a subscription', 'Edit', 'New secret', 'Disable']) {
      await page.getByRole('button', { name, exact: true }).first().click();
      await page.getByRole('dialog').getByRole('heading').waitFor();
      // colours are told wrongly while it fades in
      await page.waitForTimeout(400);
      for (const problem of await accessibilityProblems(page)) problems.push(`${name}: ${problem}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    expect(problems).toEqual([]);
    await context.close();
  },
);
