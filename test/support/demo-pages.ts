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
  as: 'lead' | 'annotator' | 'analyst',
): Promise<Page> {
  const page = await context.newPage();
  await page.request.post(`${assay.url}/api/demo/sign-in`, { data: { as } });
  return page;
}

/** Asks the API as whoever is signed in to the browser, in the demo's organisation. */
async function ask(assay: Assay, page: Page, query: string, variables: object): Promise<unknown> {
  const response = await page.request.post(`${assay.url}/graphql`, {
    headers: { 'assay-tenant': 'nettlewood' },
    data: { query, variables },
  });
  return response.json();
}

/** Addresses of the demo's pages by their names, as its lead can open them. */
export async function demoPages(assay: Assay, page: Page): Promise<Record<string, string>> {
  const lists = '{ projects { nodes { id name } } rubrics { nodes { id } } }';
  const { projects, rubrics } = Answer.parse(await ask(assay, page, lists, {})).data;
  const rating = projects.nodes.find(({ name }) => name === 'Answer quality')?.id ?? '';
  const pairs = projects.nodes.find(({ name }) => name !== 'Answer quality')?.id ?? '';
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
    'no such page': `${tenant}/nowhere`,
    'new organisation': '/new-organisation',
  };
}
