import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { Desks } from '../support/desks.ts';
import { jsonLines, nativeTask } from '../support/imports.ts';
import { tabOnto } from '../support/keyboard.ts';
import { newProject } from '../support/scenario.ts';
import { signInAs } from '../support/signed-in.ts';

let desks: Desks;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let database: postgres.Sql;
beforeAll(async () => {
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  desks = await Desks.start({ webDir });
  database = postgres(desks.assay.database.ownerUrl, { max: 1, onnotice: () => {} });
  browser = await launchBrowser();
  context = await browser.newContext();
  await signInAs(context, desks.owner);
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await database.end();
  await desks.stop();
});

it('ends a reading of past tickets while it waits for the ticket system', async () => {
  const { INTERCOM: intercom } = desks.systems;
  intercom.before = () => {
    // it gives one page, and then asks to be left alone for long
    if (intercom.requests.length !== 2) return;
    intercom.troubles.push({ status: 429, headers: { 'retry-after': '600' } });
  };
  await desks.connect('INTERCOM', 'chats');
  await page.goto(`${desks.assay.url}/t/${desks.slug}/settings/connectors`);
  const card = page.getByRole('article', { name: 'Desk', exact: true });
  await card.getByLabel('Tickets changed since').fill('2026-01-01');
  await page.keyboard.press('Enter');

  const reading = card.getByRole('article', { name: 'Tickets since Jan 1, 2026' });
  await reading.getByText('running').waitFor();
  await reading.getByRole('progressbar', { name: '38 % read' }).waitFor();
  await reading.getByText('15 tickets read').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await tabOnto(page, reading.getByRole('button', { name: 'Cancel' }));
  await page.keyboard.press('Enter');
  await page.getByText('What was read until then stays.').waitFor();
  await reading.getByText('cancelled').waitFor();
  expect(await reading.getByRole('progressbar').count()).toBe(0);
  expect(await reading.getByRole('button').count()).toBe(0);
  await reading.getByText('15 tickets read').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  // the run looks once a second whether it is still wanted
  await page.waitForTimeout(1_500);
  expect(intercom.requests).toHaveLength(2);
  await tabOnto(page, card.getByRole('button', { name: 'Read past tickets' }));
  await page.keyboard.press('Enter');
  const [again] = await card.getByRole('article').all();
  await again?.getByText('succeeded').waitFor();
  await again?.getByText('40 tickets read').waitFor();
});

it('ends an import between two of its parts', async () => {
  const rows = 30_000;
  // each part of a thousand rows takes half a second
  await database.unsafe(`
    create function wait_a_little() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.5); return null; end $$;
    create trigger wait_a_little before insert on tasks for each statement execute function wait_a_little()`);
  const projectId = await newProject(desks.owner);
  await page.goto(`${desks.assay.url}/t/${desks.slug}/projects/${projectId}/data`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'many.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(jsonLines(Array.from({ length: rows }, (_, at) => nativeTask(`t${at}`)))),
  });
  await tabOnto(page, page.getByRole('button', { name: 'Start import' }));
  await page.keyboard.press('Enter');

  const card = page.getByRole('article', { name: 'Import of many.jsonl' });
  await card.getByText('running').waitFor();
  await card.getByText(/^[1-9][\d,]* rows read/).waitFor();
  await tabOnto(page, card.getByRole('button', { name: 'Cancel' }));
  await page.keyboard.press('Enter');
  await page.getByText('What was read until then stays.').waitFor();
  await card.getByText('cancelled').waitFor();
  expect(await card.getByRole('progressbar').count()).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);

  const read = async () => {
    const { project } = await desks.owner.get(
      `query ($id: ID!) { project(id: $id) { imports(first: 1) { nodes { rowsRead tasksCreated } }
        progress { tasks } } }`,
      { id: projectId },
    );
    return { ...project.imports.nodes[0], tasks: project.progress.tasks };
  };
  const stayed = await read();
  expect(stayed.rowsRead).toBeGreaterThan(0);
  expect(stayed.rowsRead).toBeLessThan(rows);
  expect(stayed).toMatchObject({ tasksCreated: stayed.rowsRead, tasks: stayed.rowsRead });
  await page.waitForTimeout(1_500);
  expect(await read()).toEqual(stayed);
});
