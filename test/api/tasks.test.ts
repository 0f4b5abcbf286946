import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import {
  addTasks,
  newProject,
  organisation,
  pairTask,
  payload,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
beforeAll(async () => {
  assay = await startAssay();
});
beforeEach(async () => {
  ({ owner } = await organisation(assay));
});
afterAll(() => assay.stop());

const read = async (person: Person, projectId: string, fields: string) =>
  (await person.get(`query ($id: ID!) { project(id: $id) { ${fields} } }`, { id: projectId }))
    .project;

describe('tasks', () => {
  const add = (projectId: string, tasks: readonly object[], idempotencyKey = newKey()) =>
    owner.change(
      'importTasks',
      { idempotencyKey, projectId, tasks },
      'replayed tasks { id externalId kind }',
    );

  it('are added once under one key, all or none', async () => {
    const projectId = await newProject(owner);
    const key = newKey();
    const first = payload(
      await add(projectId, [ratingTask('a', { externalId: 'a' }), pairTask('b')], key),
    );
    expect(first.tasks.map(({ kind }: { kind: string }) => kind)).toEqual(['RATING', 'PAIRWISE']);
    expect(
      payload(await add(projectId, [ratingTask('a', { externalId: 'a' }), pairTask('b')], key)),
    ).toEqual({ ...first, replayed: true });
    expect(
      await add(projectId, [ratingTask('c'), ratingTask('d', { externalId: 'a' })]),
    ).toMatchObject({ code: 'CONFLICT', field: 'tasks.1.externalId' });
    expect(await add(projectId, [ratingTask('c'), { messages: [] }])).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'tasks.1.messages',
    });
    expect(await add(projectId, [])).toMatchObject({ code: 'INVALID_INPUT', field: 'tasks' });
    expect(
      await add(
        projectId,
        Array.from({ length: 251 }, () => ratingTask()),
      ),
    ).toMatchObject({ code: 'INVALID_INPUT', field: 'tasks' });
    expect(
      await read(owner, projectId, 'tasks { totalCount } progress { tasks slotsPlanned }'),
    ).toEqual({ tasks: { totalCount: 2 }, progress: { tasks: 2, slotsPlanned: 2 } });
  });

  it('are one when two imports bring the same external id at once', async () => {
    const projectId = await newProject(owner);
    const results = await Promise.all(
      [1, 2].map(() => add(projectId, [ratingTask('x', { externalId: 'same' })])),
    );
    expect(results.map(({ code }) => code ?? 'added').sort()).toEqual(['CONFLICT', 'added']);
  });

  it('are found by what they hold, wildcards taken as they are', async () => {
    const projectId = await newProject(owner);
    await addTasks(owner, projectId, [
      ratingTask('100% sure', { externalId: 'x_1', attributes: { segment: 'tax' } }),
      pairTask('1000 times sure', { externalId: 'xx1' }),
    ]);
    const count = async (filter: string) =>
      (await read(owner, projectId, `tasks(filter: { ${filter} }) { totalCount }`)).tasks
        .totalCount;
    expect(await count('search: "100%"')).toBe(1);
    expect(await count('search: "x_1"')).toBe(1);
    expect(await count('search: "SURE"')).toBe(2);
    expect(await count('externalId: "xx1"')).toBe(1);
    expect(await count('kind: PAIRWISE')).toBe(1);
    expect(await count('attribute: { key: "segment", equals: "tax" }')).toBe(1);
    expect(await count('state: COMPLETE')).toBe(0);
  });
});
