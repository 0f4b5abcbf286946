import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from '../support/chromium.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { pressInOneBurst, slowDown } from '../support/keyboard.ts';

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

const Work = z.object({
  data: z.object({
    viewer: z.object({
      work: z.array(z.object({ projectId: z.string(), projectName: z.string() })),
    }),
  }),
});

const tiersAndEnter = ['2', '1', '3', 'Enter'];

/** The judge page of the demo's rating project, with a task on it. */
async function openJudgePage(as: 'lead' | 'annotator'): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.request.post(`${assay.url}/api/demo/sign-in`, { data: { as } });
  const answer = await page.request.post(`${assay.url}/graphql`, {
    headers: { 'assay-tenant': 'nettlewood' },
    data: { query: '{ viewer { work { projectId projectName } } }' },
  });
  const { data } = Work.parse(await answer.json());
  const queue = data.viewer.work.find(({ projectName }) => projectName === 'Answer quality');
  await page.goto(`${assay.url}/t/nettlewood/projects/${queue?.projectId}/judge`);
  return page;
}

function firstTier(page: Page): Locator {
  return page.getByRole('radio', { name: /Right/ }).first();
}

async function done(page: Page): Promise<number> {
  return Number.parseInt((await page.getByText(/^\d+ done today$/).textContent()) ?? '', 10);
}

it.for([1, 6])('a page %i times slower takes a task from one burst of keys', async (times) => {
  const page = await openJudgePage('lead');
  await slowDown(page, times);
  await firstTier(page).waitFor();
  const before = await done(page);
  for (const n of [1, 2, 3, 4]) {
    // this hand is faster than tasks are fetched
    await firstTier(page).waitFor();
    await pressInOneBurst(page, tiersAndEnter);
    await expect.poll(() => done(page), { timeout: 15_000 }).toBe(before + n);
  }
  await page.context().close();
});

it('keys that come before anything is drawn count all the same', async () => {
  const page = await openJudgePage('annotator');
  await firstTier(page).waitFor();
  const before = await done(page);
  const keys = JSON.stringify([...tiersAndEnter, ...tiersAndEnter]);
  await page.evaluate(`for (const key of ${keys})
    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`);
  await expect.poll(() => done(page), { timeout: 15_000 }).toBe(before + 2);
  await page.context().close();
});
