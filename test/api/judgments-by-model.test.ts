import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey } from '../support/person.ts';
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

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

const byModel = `query ($id: ID!, $model: String) {
  project(id: $id) {
    judgments(filter: { model: $model }) { totalCount nodes { task { externalId } } }
  }
}`;

it('lists the judgments of the responses that a model wrote', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 1 });
  const task = (model: string) =>
    ratingTask(`to ${model}`, {
      externalId: model,
      responses: [{ content: 'It is on its way.', model }],
    });
  await addTasks(owner, projectId, [task('model-1'), task('model-2')]);
  const ada = await join(assay, owner, slug, 'ANNOTATOR');
  for (const _task of [1, 2]) {
    const [assignment] = await claim(ada, projectId);
    payload(
      await ada.change(
        'submitJudgment',
        {
          idempotencyKey: newKey(),
          assignmentId: assignment.id,
          answers: answersTo(assignment, 1),
        },
        'replayed',
      ),
    );
  }
  const listed = async (model: string | null) => {
    const { project } = await owner.get(byModel, { id: projectId, model });
    const { totalCount, nodes } = project.judgments;
    return [totalCount, nodes.map((node: { task: object }) => node.task)];
  };
  expect(await listed('model-2')).toEqual([1, [{ externalId: 'model-2' }]]);
  expect(await listed('model-3')).toEqual([0, []]);
  expect((await listed(null))[0]).toBe(2);
});
