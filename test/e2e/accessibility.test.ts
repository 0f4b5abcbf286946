import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { demoPages, signInToDemo } from '../support/demo-pages.ts';
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

const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 390 },
] as const;

it.for(looks)(
  'every page can be used by everybody and fits: $colorScheme, $width px',
  { timeout: 240_000 },
  async ({ colorScheme, width }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await signInToDemo(assay, context, 'lead');
    const problems: string[] = [];
    for (const [name, path] of Object.entries(await demoPages(assay, page))) {
      await page.goto(assay.url + path);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      for (const problem of await accessibilityProblems(page)) problems.push(`${name}: ${problem}`);
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(tooWide) > 0) problems.push(`${name}: ${tooWide} px wider than the window`);
    }
    await page.context().clearCookies();
    await page.goto(`${assay.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    for (const problem of await accessibilityProblems(page)) problems.push(`sign-in: ${problem}`);
    expect(problems).toEqual([]);
    await context.close();
  },
);
