import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import type { Assay } from './harness.ts';

const Answer = z.object({
  data: z.object({
    projects: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
    rubrics: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
  }),
});
const Tasks = z.object({
  data: z.object({
    project: z.object({
      tasks: z.object({ nodes: z.array(z.object({ id: z.string(), blind: z.boolean() })) }),
    }),
  }),
});

/** Signs a browser in as one of the people of the demo. */
export async function signInToDemo(
  assay: Assay,
  context: BrowserContext,
  as: 'lead' | 'annotator' | 'analyst' | 'admin',
): Promise<Page> {
  const page = await context.newPage();
  await page.request.post(`${assay.url}/api/demo/sign-in`, { data: { as } });
  return page;
}

const settings = '/t/nettlewood/settings';
/** Pages of the demo that only its administrator can open. */
export const demoAdminPages = {
  home: '/t/nettlewood',
  'API keys': `${settings}/api-keys`,
  connectors: `${settings}/connectors`,
  events: `${settings}/events`,
  'audit log': `${settings}/audit`,
};

/** Asks the API as whoever is signed in to the browser, in the demo's organisation. */
async function ask(assay: Assay, page: Page, query: string, variables: object): Promise<unknown> {
  const response = await page.request.post(`${assay.url}/graphql`, {
    headers: { 'assay-tenant': 'nettlewood' },
    data: { query, variables },
  });
  return response.json();
}

const Computed = z.object({
  data: z.object({
    projects: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          kpiRuns: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
          weightProposals: z.object({
            nodes: z.array(z.object({ id: z.string(), finishedAt: z.string().nullable() })),
          }),
        }),
      ),
    }),
  }),
});
const computed = `{ projects(first: 5) { nodes { id name kpiRuns(first: 3) { nodes { id } }
  weightProposals(first: 1) { nodes { id finishedAt } } } } }`;
const tries = 120;

/** The same of its outcomes, once the demo's jobs have computed what they show. */
export async function demoOutcomePages(assay: Assay, page: Page): Promise<Record<string, string>> {
  for (let left = tries; left > 0; left--) {
    const { projects } = Computed.parse(await ask(assay, page, computed, {})).data;
    const bot = projects.nodes.find(({ name }) => name.startsWith('Support bot'));
    const proposal = bot?.weightProposals.nodes[0];
    const [run, second, first] = bot?.kpiRuns.nodes ?? [];
    if (proposal?.finishedAt == null || run === undefined) {
      await setTimeout(1_000);
      continue;
    }
    const other = projects.nodes.find(({ name }) => name === 'Answer quality');
    const outcomes = `/t/nettlewood/projects/${bot?.id}/outcomes`;
    const none = `/t/nettlewood/projects/${other?.id}/outcomes`;
    return {
      coverage: outcomes,
      runs: `${outcomes}/runs`,
      'a run, of a yes or no': `${outcomes}/runs/${run.id}`,
      'a run, of a number': `${outcomes}/runs/${run.id}?score=tone&outcome=csat`,
      'a run, of a time': `${outcomes}/runs/${run.id}?score=accuracy&outcome=first_resolution:calendar`,
      'two runs': `${outcomes}/runs/${second?.id}/against/${first?.id}`,
      proposals: `${outcomes}/proposals`,
      proposal: `${outcomes}/proposals/${proposal.id}`,
      signal: `${outcomes}/signal`,
      uploads: `${outcomes}/imports`,
      'no coverage': none,
      'no runs': `${none}/runs`,
      'no proposals': `${none}/proposals`,
      'no signal': `${none}/signal`,
    };
  }
  throw new Error('the runs of the demo were not computed in time');
}

/** Addresses of the demo's pages by their names, as its lead can open them. */
export async function demoPages(assay: Assay, page: Page): Promise<Record<string, string>> {
  const lists = '{ projects { nodes { id name } } rubrics { nodes { id } } }';
  const { projects, rubrics } = Answer.parse(await ask(assay, page, lists, {})).data;
  const rating = projects.nodes.find(({ name }) => name === 'Answer quality')?.id ?? '';
  const pairs = projects.nodes.find(({ name }) => name.startsWith('Harbor'))?.id ?? '';
  const taskOf = async (id: string, filter: object, blind: boolean) => {
    const query = `query ($id: ID!, $filter: TaskFilter) {
      project(id: $id) { tasks(first: 100, filter: $filter) { nodes { id blind } } }
    }`;
    const { project } = Tasks.parse(await ask(assay, page, query, { id, filter })).data;
    return project.tasks.nodes.find((task) => task.blind === blind)?.id ?? '';
  };
  const tenant = '/t/nettlewood';
  const project = `${tenant}/projects/${rating}`;
  return {
    home: tenant,
    overview: project,
    'overview of comparisons': `${tenant}/projects/${pairs}`,
    tasks: `${project}/tasks`,
    judgments: `${project}/judgments`,
    quality: `${project}/quality`,
    data: `${project}/data`,
    'project settings': `${project}/settings`,
    history: `${project}/history`,
    judge: `${project}/judge`,
    'judge comparisons': `${tenant}/projects/${pairs}/judge`,
    task: `${tenant}/tasks/${await taskOf(rating, { state: 'COMPLETE' }, false)}`,
    'task on hold': `${tenant}/tasks/${await taskOf(rating, { state: 'ON_HOLD' }, false)}`,
    comparison: `${tenant}/tasks/${await taskOf(pairs, { state: 'COMPLETE' }, false)}`,
    'blind task': `${tenant}/tasks/${await taskOf(rating, {}, true)}`,
    rubrics: `${tenant}/rubrics`,
    rubric: `${tenant}/rubrics/${rubrics.nodes[0]?.id ?? ''}`,
    'new project': `${tenant}/new-project`,
    members: `${tenant}/settings/members`,
    documentation: '/docs/statistics',
    'documentation with examples': '/docs/webhooks',
    'no such page': `${tenant}/nowhere`,
    'new organisation': '/new-organisation',
  };
}
