import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import {
  addTasks,
  answersTo,
  claim,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from '../support/scenario.ts';
import { signInAs } from '../support/signed-in.ts';

let assay: Assay;
let browser: Browser;
beforeAll(async () => {
  const webDir = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
  assay = await startAssay({ webDir });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await assay.stop();
});

it('shows a lead the answers that came too late, and counts the one that is accepted', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 1 });
  await addTasks(owner, projectId, [ratingTask('Where is it?', { externalId: 'late-1' })]);
  const ada = await join(assay, owner, slug, 'ANNOTATOR', 'Ada');
  const ben = await join(assay, owner, slug, 'ANNOTATOR', 'Ben');
  const [lapsed] = await claim(ada, projectId);
  assay.advance({ minutes: 31 });
  const [taken] = await claim(ben, projectId);
  const submit = (person: Person, assignment: typeof lapsed, tier: number) => {
    const answers = answersTo(assignment, tier);
    const input = { idempotencyKey: newKey(), assignmentId: assignment.id, answers };
    return person.change('submitJudgment', input, 'replayed');
  };
  expect((await submit(ada, lapsed, 2)).code).toBe('LEASE_EXPIRED');
  payload(await submit(ben, taken, 0));

  const context = await browser.newContext();
  await signInAs(context, owner);
  const page = await context.newPage();
  await page.goto(`${assay.url}/t/${slug}/projects/${projectId}`);
  const answers = page.getByRole('region', { name: 'Answers that came too late' });
  await answers.getByText('Ada').waitFor();
  await answers.getByRole('button', { name: 'Accept' }).click();
  await page.getByText('The answer now counts as an extra judgment.').waitFor();
  await answers.waitFor({ state: 'detached' });
  await page.getByText('50 % of the judgments score 0.7 or more').waitFor();
  await context.close();
});
