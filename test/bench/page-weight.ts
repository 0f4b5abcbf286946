/**
 * What the judge page costs a browser: its first load, and the time from Enter to the next task.
 * `npm run bench -- pages`
 */
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../support/chromium.ts';
import { slowDown } from '../support/keyboard.ts';
import { addTasks, newProject, ratingTask } from '../support/scenario.ts';
import { signInAs } from '../support/signed-in.ts';
import { milliseconds, type Row, type Section, shown } from './report.ts';
import type { Stage } from './stage.ts';

const kilobytesMax = 300;
const judgedTasks = 40;
/** Added to every answer of the API, so that a wait for it would show. */
const apiDelayMs = 250;

/** The judge page in Chromium, on a project of plain rating tasks. The API serves a client that was built before. */
export async function measureJudgePage({ lead, api }: Stage): Promise<Section> {
  const projectId = await newProject(lead, { overlap: 1 });
  const tasks = Array.from({ length: 3 * judgedTasks }, (_, n) => ratingTask(`Question ${n}`));
  await addTasks(lead, projectId, tasks);
  const address = `${api.url}/t/bench/projects/${projectId}/judge`;
  const browser = await launchBrowser();
  try {
    const rows: Row[] = [];
    const visitor = await browser.newContext();
    await signInAs(visitor, lead);
    rows.push(...(await loaded(visitor, address)));
    for (const [times, name] of [
      [1, 'as it is'],
      [6, 'slowed down six times'],
    ] as const) {
      const context = await browser.newContext();
      await signInAs(context, lead);
      const page = await context.newPage();
      await page.route('**/graphql', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, apiDelayMs));
        await route.continue();
      });
      await page.goto(address);
      await slowDown(page, times);
      const [p50, p99] = await submitTimes(page);
      rows.push({
        what: `Enter to the next task drawn, processor ${name}`,
        value: milliseconds(p50, p99),
        // a slower processor has more to draw, not more to wait for
        ...(times === 1 && {
          goal: { text: `below the API's ${apiDelayMs} ms`, met: p99 < apiDelayMs },
        }),
      });
      await context.close();
    }
    return {
      title: 'The judge page in Chromium',
      setting:
        'The page is loaded with an empty cache. Then tasks are judged by the keys 3 3 3 Enter.',
      rows,
      remarks: [],
    };
  } finally {
    await browser.close();
  }
}

/** What the first load takes: scripts and styles as gzip makes them, and the time to the first task. */
async function loaded(context: BrowserContext, address: string): Promise<readonly Row[]> {
  const page = await context.newPage();
  const bodies: Promise<readonly [kind: string, bytes: number]>[] = [];
  page.on('response', (response) => {
    const kind = /\.(js|css)$/.exec(new URL(response.url()).pathname)?.[1];
    if (kind === undefined) return;
    bodies.push(response.body().then((body) => [kind, gzipSync(body, { level: 9 }).length]));
  });
  const begun = performance.now();
  await page.goto(address);
  await firstTier(page).waitFor();
  const seconds = (performance.now() - begun) / 1_000;
  await page.waitForLoadState('networkidle');
  const files = await Promise.all(bodies);
  const kilobytes = (wanted: string) =>
    files.reduce((sum, [kind, bytes]) => sum + (kind === wanted ? bytes : 0), 0) / 1_000;
  await context.close();
  return [
    {
      what: 'JavaScript of the first load, gzipped',
      value: `${shown(kilobytes('js'))} kB in ${files.filter(([kind]) => kind === 'js').length} files`,
      goal: { text: `at most ${kilobytesMax} kB`, met: kilobytes('js') <= kilobytesMax },
    },
    { what: 'styles of the first load, gzipped', value: `${shown(kilobytes('css'))} kB` },
    { what: 'address to the first task, nothing cached', value: `${shown(seconds)} s` },
  ];
}

const firstTier = (page: Page) => page.getByRole('radio').first();

/** Counts from the press of Enter to the frame after the first change of what is asked. */
const stopwatch = `
  window.submitTimes = [];
  let pressed = null;
  const asked = () => document.querySelector('main ol')?.textContent;
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') pressed = { at: event.timeStamp, asked: asked() };
  }, true);
  new MutationObserver(() => {
    if (pressed === null || asked() === undefined || asked() === pressed.asked) return;
    const { at } = pressed;
    pressed = null;
    requestAnimationFrame(() => setTimeout(() => submitTimes.push(performance.now() - at)));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });`;

/** @returns median and 99th percentile, in milliseconds */
async function submitTimes(page: Page): Promise<readonly [p50: number, p99: number]> {
  await firstTier(page).waitFor();
  await page.evaluate(stopwatch);
  for (let n = 1; n <= judgedTasks; n += 1) {
    // three tasks are at hand at once: who judges faster than the API answers waits for it
    await firstTier(page).waitFor();
    await page.waitForTimeout(3 * apiDelayMs);
    for (const key of ['3', '3', '3', 'Enter']) await page.keyboard.press(key);
    while ((await page.evaluate('submitTimes.length')) !== n) await page.waitForTimeout(20);
  }
  const times = await page.evaluate<number[]>('submitTimes');
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return [at(0.5), at(0.99)];
}
