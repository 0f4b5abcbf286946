import type { Assay } from './harness.ts';
import { newKey } from './person.ts';
import {
  addTasks,
  answersTo,
  claim,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from './scenario.ts';

/** What no annotator may learn of a task. */
export const secretly = {
  externalId: 'ticket-4711',
  source: 'the-source-of-the-task',
  attributes: { segment: 'the-segment' },
};

/** One of three judgments of a task is in, with a red line; a lead may still give another. */
export async function halfJudged(assay: Assay) {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 3 });
  const [taskId = ''] = await addTasks(owner, projectId, [ratingTask('Where?', secretly)]);
  const ada = await join(assay, owner, slug, 'ANNOTATOR', 'Ada');
  const [assignment] = await claim(ada, projectId);
  const answers = { ...answersTo(assignment, 0), flags: [{ kind: 'RED_LINE' }] };
  const input = { idempotencyKey: newKey(), assignmentId: assignment.id, answers };
  payload(await ada.change('submitJudgment', input, 'replayed'));
  const lead = await join(assay, owner, slug, 'LEAD', 'Lea');
  return { owner, lead, slug, projectId, taskId, ada };
}
