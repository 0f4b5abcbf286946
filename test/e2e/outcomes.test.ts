import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { accessibilityProblems } from '../support/accessibility.ts';
import { launchBrowser } from '../support/chromium.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import { tabTo } from '../support/keyboard.ts';
import { pairIn } from '../support/kpi.ts';
import type { Person } from '../support/person.ts';
import { join, newProject, organisation } from '../support/scenario.ts';
import { signInAs } from '../support/signed-in.ts';
import { outcomeTable } from '../support/story-news.ts';
import { storyTickets, taskRows } from '../support/story-tickets.ts';

const count = 900;
const dayMs = 86_400_000;
/** A ticket with a duration below 0, and one with satisfaction off its scale. */
const badRows = `T-bad-1,2026-01-02T00:00:00Z,solved,-5,,chat,2026-01-03T00:00:00Z
T-bad-2,2026-01-02T00:00:00Z,solved,5,9,chat,2026-01-03T00:00:00Z
`;
/** A ticket that nobody has judged. */
const strayRow = 'T-stray,2026-01-02T00:00:00Z,solved,5,4,chat,2026-01-03T00:00:00Z\n';
/** The figures wait for everything else on a busy machine. */
vi.setConfig({ testTimeout: 240_000 });
const patienceMs = 120_000;

let assay: Assay;
let browser: Browser;
let analyst: Person;
let lead: Person;
let projectId: string;
let project: string;
let asAnalyst: BrowserContext;
let page: Page;
let csv: string;
beforeAll(async () => {
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  assay = await startAssay({ worker: true, webDir });
  browser = await launchBrowser();
  const { owner, slug } = await organisation(assay);
  analyst = await join(assay, owner, slug, 'ANALYST', 'Ann Analyst');
  lead = await join(assay, owner, slug, 'LEAD', 'Lena Lead');
  projectId = await newProject(owner);
  project = `${assay.url}/t/${slug}/projects/${projectId}`;
  const openedFrom = new Date(Date.now() - 120 * dayMs);
  const tickets = storyTickets({ seed: 21, count, openedFrom, days: 90, prefix: 'T-' });
  csv = outcomeTable(tickets).replace('\n', `\n${badRows}${strayRow}`);
  await importFile(owner, projectId, jsonLines(taskRows(tickets)));
  asAnalyst = await browser.newContext();
  await signInAs(asAnalyst, analyst);
  page = await asAnalyst.newPage();
});
afterAll(async () => {
  await browser?.close();
  await assay.stop();
});

const two = (value: number): string => value.toFixed(2);

it('takes a file of outcomes by drag and drop or choice, and says first what it would leave out', async () => {
  await page.goto(`${project}/outcomes`);
  await page.getByText('No outcome yet').waitFor();
  await page.getByRole('link', { name: 'Upload outcomes' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'tickets.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await page.getByRole('table', { name: 'Columns of the file' }).waitFor();
  // told by their names
  const meaning = (column: string) => page.getByLabel(`Meaning of ${column}`, { exact: true });
  expect(await meaning('ticket_id').inputValue()).toBe('EXTERNAL_ID');
  expect(await meaning('csat').inputValue()).toBe('CSAT');
  const start = page.getByRole('button', { name: 'Start import' });
  await page.getByText(/Name the source of all tickets/).waitFor();
  expect(await start.isDisabled()).toBe(true);

  await meaning('handling_minutes').selectOption('FULL_RESOLUTION');
  // a page that is loaded again still has the file, and what was said of it
  await page.reload();
  expect(await meaning('handling_minutes').inputValue()).toBe('FULL_RESOLUTION');
  await page.getByLabel('Unit of handling_minutes').selectOption('MINUTES');
  await page.getByLabel('Clock of handling_minutes').selectOption('CALENDAR');
  await page.getByLabel('Since when channel was known').selectOption('opening');
  await page.getByLabel('Source of all tickets').fill('desk');
  const problems = page.getByRole('table', { name: 'Problems' });
  await page.getByText(/^Of the first 500 rows 2 would be left out/).waitFor();
  expect(await problems.getByText(/not negative/).count()).toBe(1);
  expect(await problems.getByText(/outside the scale/).count()).toBe(1);

  expect(await accessibilityProblems(page)).toEqual([]);

  await start.click();
  const card = page.getByRole('article', { name: 'Import of tickets.csv' });
  await card.getByText('succeeded').waitFor();
  const told = await analyst.get(
    `query ($id: ID!) { project(id: $id) { outcomeImports(first: 1) { nodes {
      rowsRead outcomesRecorded rowsFailed } } outcomeCoverage { matched unmatched } } }`,
    { id: projectId },
  );
  const [done] = told.project.outcomeImports.nodes;
  expect(done).toEqual({ rowsRead: count + 3, outcomesRecorded: count + 1, rowsFailed: 2 });
  await card
    .getByText(`${count + 3} rows read · ${count + 1} outcomes recorded · 2 rows left out`)
    .waitFor();
  await card
    .getByText(/not negative/)
    .first()
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(told.project.outcomeCoverage).toEqual({ matched: count, unmatched: 1 });
  await page.getByText(`${count} tickets matched to a task, 1 not`).waitFor();
});

it('shows the coverage of the project with the very figures of the API', async () => {
  await page.getByRole('link', { name: 'See coverage' }).click();
  const { project: found } = await analyst.get(
    `query ($id: ID!) { project(id: $id) { outcomeCoverage { satisfaction { answered unanswered
      responseRate { value } } } } }`,
    { id: projectId },
  );
  const { answered, unanswered, responseRate } = found.outcomeCoverage.satisfaction;
  await page
    .getByText(`${Math.round(100 * responseRate.value)} %`)
    .first()
    .waitFor();
  await page.getByText(`${(answered + unanswered).toLocaleString('en')} tickets asked`).waitFor();
  await page.getByRole('cell', { name: 'T-stray' }).waitFor();
  const spread = page.getByRole('figure', { name: 'How is Satisfaction, one to five spread?' });
  await spread.getByText(/mean [1-5](\.\d+)? · median [1-5]/).waitFor();
  expect(await spread.innerText()).toMatch(/\n1\n2\n3\n4\n5\n1 is the worst, 5 the best$/);
});

it('computes a run while one watches, and opens it', async () => {
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByLabel('Outcome to track').selectOption('resolved');
  const confounders = page.getByRole('combobox', { name: 'Adjust for' });
  await confounders.fill('channel');
  await confounders.press('Enter');
  await confounders.fill('chanel');
  await confounders.press('Enter');
  await page.getByLabel('Opened before').fill('2020-01-01');
  await page.getByLabel('Opened from').fill('2020-02-01');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByText('The window ends before it begins.').waitFor();
  await page.getByLabel('Opened before').fill('');
  const sources = page.getByRole('combobox', { name: 'Sources' });
  await sources.fill('desk');
  await sources.press('Enter');
  await page.getByRole('button', { name: 'Start the run' }).click();
  // nobody loads the page again
  await page.getByRole('link', { name: 'Open', exact: true }).click({ timeout: patienceMs });
  const asked = 'tickets opened from Feb 1, 2020 · of desk · tracks Resolved';
  const done = 'adjusted for channel · not adjusted for chanel';
  await page.getByText(`${asked} · ${done}`).waitFor();
  const forest = page.getByRole('figure', { name: 'Which scores go with Resolved?' });
  await forest.getByRole('button', { name: 'Show as a table' }).click();
  const runId = page.url().match(/KpiRun_[0-9a-f-]+/)?.[0] ?? '';
  for (const score of ['accuracy', 'tone', 'policy']) {
    const { primary } = await pairIn(analyst, runId, score, 'resolved');
    const row = forest.getByRole('row', { name: new RegExp(`^${score} `) });
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells.slice(0, 5)).toEqual([
      ...[score, two(primary.value), two(primary.interval.low), two(primary.interval.high)],
      `${primary.n}`,
    ]);
  }
});

it('says of satisfaction who gave none, beside the figures', async () => {
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('csat');
  await page.getByText(/ asked have answered .* who did not may think otherwise/).waitFor();
  await page.getByText(/^The mean of those who answered is 0\.\d\d\./).waitFor();
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('resolved');
});

it('names the ticket that a figure leans on most', async () => {
  await tabTo(page, 'button', 'Which one?');
  await page.keyboard.press('Enter');
  await page.getByText(/It is T-\d+ of desk\./).waitFor();
  await page.getByRole('link', { name: /^Task T-\d+$/ }).waitFor();
});

it('asks for weights, which a lead puts into a draft by the keyboard alone', async () => {
  await page.getByRole('button', { name: 'Fit weights' }).click();
  await page.getByText('Tracks the outcome better').waitFor({ timeout: patienceMs });
  expect(await page.getByRole('button', { name: 'Put into a draft' }).count()).toBe(0);
  const proposalId = page.url().match(/WeightProposal_[0-9a-f-]+/)?.[0] ?? '';
  const read = `query ($id: ID!) { weightProposal(id: $id) { decision
    evidence { summary weights { key today proposed } }
    draftVersion { status dimensions { key weight } } } }`;
  const { weightProposal: before } = await analyst.get(read, { id: proposalId });
  await page.getByText(before.evidence.summary).waitFor();

  const asLead = await browser.newContext();
  await signInAs(asLead, lead);
  const other = await asLead.newPage();
  await other.goto(`${project}/outcomes/proposals/${proposalId}`);
  await tabTo(other, 'textbox', 'Reason');
  await other.keyboard.type('Resolution is what we are here for.');
  await tabTo(other, 'button', 'Put into a draft');
  await other.keyboard.press('Enter');
  await other.getByText(/^Approved by Lena Lead/).waitFor();
  await tabTo(other, 'link', 'Open the draft');
  await other.keyboard.press('Enter');
  await other.waitForURL('**/rubrics/**');

  const { weightProposal: after } = await analyst.get(read, { id: proposalId });
  expect(after).toMatchObject({ decision: 'APPROVED', draftVersion: { status: 'DRAFT' } });
  for (const { key, weight } of after.draftVersion.dimensions) {
    const row = after.evidence.weights.find((one: { key: string }) => one.key === key);
    expect(weight).toBeCloseTo(row.proposed, 9);
  }
  const weights = other.getByLabel('Weight', { exact: true });
  await expect.poll(() => weights.count()).toBe(3);
  const shown = await Promise.all([0, 1, 2].map((at) => weights.nth(at).inputValue()));
  expect(shown.map(Number)).toEqual(
    after.draftVersion.dimensions.map(({ weight }: { weight: number }) => weight),
  );
  await asLead.close();
});

it('declares a measure where a column needs one, and loses nothing of the mapping', async () => {
  // the list that is asked for before the import arrives behind the one that is asked for after it
  let release = () => {};
  const started = new Promise<void>((resolve) => {
    release = resolve;
  });
  let lists = 0;
  await page.route('**/graphql', async (route) => {
    const isList = route.request().postData()?.includes('"OutcomeImportsRoute"') === true;
    if (!isList || lists++ > 0) return route.continue();
    const early = await route.fetch();
    await started;
    await route.fulfill({ response: early }).catch(() => {});
  });
  await page
    .getByRole('navigation', { name: 'Outcomes' })
    .getByRole('link', { name: 'Files' })
    .click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'effort.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`ticket_id,opened_at,minutes,customer_effort
M-1,2026-01-02T00:00:00Z,30,6
M-2,2026-01-02T00:00:00Z,30,9
`),
  });
  const meaning = (column: string) => page.getByLabel(`Meaning of ${column}`, { exact: true });
  await meaning('minutes').selectOption('FULL_RESOLUTION');
  await page.getByLabel('Unit of minutes').selectOption('HOURS');
  await page.getByLabel('Source of all tickets').fill('desk');
  await meaning('customer_effort').selectOption('MEASURE');
  await page.getByRole('button', { name: 'Declare a measure for customer_effort' }).click();
  const dialog = page.getByRole('dialog', { name: 'What does customer_effort measure?' });
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Customer effort');
  const key = dialog.getByLabel('Key');
  expect(await key.inputValue()).toBe('customer_effort');
  const declare = dialog.getByRole('button', { name: 'Declare' });

  await key.fill('csat');
  await dialog.getByLabel('Unit or scale').fill('1-7');
  await declare.click();
  await dialog.getByText('csat is a built-in outcome.').waitFor();
  await key.fill('effort');
  await dialog.getByLabel('Lowest').fill('7');
  await dialog.getByLabel('Highest').fill('1');
  await declare.click();
  await dialog.getByText(/highest is above lowest/).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByLabel('Lowest').fill('1');
  await dialog.getByLabel('Highest').fill('7');
  await dialog.getByLabel('A higher value is').selectOption('worse');
  await declare.click();
  await dialog.waitFor({ state: 'hidden' });

  expect(await page.getByLabel('Measure of customer_effort').inputValue()).toBe('effort');
  expect(await meaning('minutes').inputValue()).toBe('FULL_RESOLUTION');
  expect(await page.getByLabel('Unit of minutes').inputValue()).toBe('HOURS');
  expect(await page.getByLabel('Source of all tickets').inputValue()).toBe('desk');
  await page.getByText(/^Of the first 2 rows 1 would be left out/).waitFor();
  const problem = page.getByRole('row', { name: /at most 7/ });
  expect(await problem.getByRole('cell').allTextContents()).toEqual([
    ...['3', 'customer_effort'],
    'It is declared as at most 7. Read as measures.effort.',
  ]);
  await page.getByRole('button', { name: 'Start import' }).click();
  const card = page.getByRole('article', { name: 'Import of effort.csv' });
  await card.getByText('succeeded').waitFor({ timeout: patienceMs });
  release();
  const { tickets } = await analyst.get(
    '{ tickets(filter: { search: "M-1" }, first: 1) { nodes { outcome { measures { value measure { key higherIsBetter } } } } } }',
  );
  expect(tickets.nodes[0].outcome.measures).toEqual([
    { value: 6, measure: { key: 'effort', higherIsBetter: false } },
  ]);
  expect(await card.getByText('succeeded').count()).toBe(1);
});
