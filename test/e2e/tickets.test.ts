import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { judgedTickets, tickets } from '../support/judged-tickets.ts';
import { tabTo } from '../support/keyboard.ts';
import { record, told } from '../support/outcomes.ts';
import type { Person } from '../support/person.ts';
import {
  addTasks,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from '../support/scenario.ts';
import { signInAs } from '../support/signed-in.ts';

let assay: Assay;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let owner: Person;
let lead: Person;
let projectId: string;
let project: string;
beforeAll(async () => {
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  assay = await startAssay({ worker: true, webDir });
  browser = await launchBrowser();
  const { owner: one, slug } = await organisation(assay);
  owner = one;
  lead = await join(assay, owner, slug, 'LEAD', 'Lena Lead');
  projectId = await judgedTickets(owner);
  project = `${assay.url}/t/${slug}/projects/${projectId}`;
  context = await browser.newContext();
  await signInAs(context, lead);
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await assay.stop();
});

it('lets a lead take a match back and make it again, by the keyboard alone', async () => {
  const matched = async () => {
    const { project: found } = await lead.get(
      'query ($id: ID!) { project(id: $id) { outcomeCoverage { matched } } }',
      { id: projectId },
    );
    return found.outcomeCoverage.matched;
  };
  await page.goto(`${project}/outcomes`);
  await page.getByLabel('Show', { exact: true }).selectOption('MATCHED');
  const table = page.getByRole('region', { name: 'Matched tickets' });
  const button = table.getByRole('button', { name: /^Unmatch ticket / }).first();
  const name = (await button.getAttribute('aria-label')) ?? '';
  const [, ticket = '', task = ''] = name.match(/ticket (\S+) from task (\S+)$/) ?? [];
  expect(await accessibilityProblems(page)).toEqual([]);
  await tabTo(page, 'button', name);
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Unmatch');
  await page.keyboard.press('Enter');
  await page.getByText(`Ticket ${ticket} is unmatched`).waitFor();
  expect(await matched()).toBe(tickets - 1);

  await page.getByLabel('Show', { exact: true }).selectOption('UNMATCHED');
  await page.getByLabel('Part of the ticket id').fill(ticket);
  await tabTo(page, 'button', `Match ticket ${ticket} to a task`);
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', 'External id of the task');
  await page.keyboard.type(task);
  await page.keyboard.press('Enter');
  await page.getByText(`Ticket ${ticket} is matched`).waitFor();
  expect(await matched()).toBe(tickets);
});

it('lists what another project has apart, and tells what it withholds', async () => {
  const other = await newProject(owner);
  const about = (externalId: string) => ratingTask(`Where is ${externalId}?`, { externalId });
  const [open = ''] = await addTasks(owner, other, [about('X-open'), about('X-judged')]);
  await record(owner, [told('X-open', { reopens: 0 }), told('X-judged', { reopens: 0 })]);
  payload(await lead.change('openTask', { taskId: open }, 'task { id }'));
  await page.goto(`${project}/outcomes`);
  await page.getByText('2 tickets matched in another project').waitFor();
  await page.getByLabel('Show', { exact: true }).selectOption('ELSEWHERE');
  const list = page.getByRole('region', { name: 'Tickets that are matched in another project' });
  await list.getByRole('row', { name: /X-open/ }).waitFor();
  await list
    .getByText(/^1 of 1 ticket, newest first.*1 ticket more is withheld from you/)
    .waitFor();
  expect(await list.getByRole('row', { name: /X-judged/ }).count()).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('says that the server is away where a page cannot be loaded, and loads it later', async () => {
  await context.setOffline(true);
  await page
    .getByRole('navigation', { name: 'Outcomes' })
    .getByRole('link', { name: 'Feedback signal' })
    .click();
  await page.getByText(/^The server could not be reached/).waitFor();
  const again = page.getByRole('button', { name: 'Load it again' });
  await again.click();
  await page.getByText('The server still does not answer.').waitFor();
  await context.setOffline(false);
  await again.click();
  await page.getByText(/^What a training pipeline reads/).waitFor();
});
