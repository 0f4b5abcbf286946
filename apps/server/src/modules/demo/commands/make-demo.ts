import { members } from '@assay/db/tables/members';
import { projects } from '@assay/db/tables/projects';
import { annotators } from '@assay/db/tables/slots';
import { tenants } from '@assay/db/tables/tenants';
import { demoAnnotators } from '../../../../demo/annotators.ts';
import type { DemoContent } from '../../../../demo/content.ts';
import type { Judgment, PairwiseJudgment, RatingJudgment } from '../../../../demo/judgments.ts';
import { simulateJudgments } from '../../../../demo/simulate.ts';
import { pairwiseTasks, ratingTasks, type TaskWithTruth } from '../../../../demo/tasks.ts';
import type { Role } from '../../../auth/viewer.ts';
import { newId } from '../../../ids.ts';
import { command, type Op } from '../../../operation.ts';
import { importNative } from '../../imports/commands/import-native.ts';
import { storeJudgments } from '../../imports/commands/store-judgments.ts';
import { projectById } from '../../projects/queries.ts';
import { insertRubric, publishVersion } from '../../rubrics/commands.ts';
import { contentOf } from '../../rubrics/queries/content.ts';
import { DraftContent } from '../../rubrics/queries/templates.ts';
import { demoSlug, demoTenantName } from '../rules.ts';

interface DemoPerson {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}
interface LoadDemo {
  readonly tenantId: string;
  readonly content: DemoContent;
  /** Those who can be entered with one click. */
  readonly people: readonly DemoPerson[];
}

const seed = 20_260_601;
const days = 20;
const dayMs = 24 * 3600 * 1000;

/** Makes the demo tenant with all that is in it, in one transaction: wholly or not at all. */
export const makeDemo = command(
  'demo:load',
  async (op, { tenantId, content, people }: LoadDemo) => {
    await op.tx.insert(tenants).values({
      id: tenantId,
      slug: demoSlug,
      name: demoTenantName,
      simulated: true,
      createdAt: op.now,
    });
    const annotatorIds = await insertPeople(op, people);
    const rubricVersionId = await insertRubric(
      op,
      {
        id: newId(op.now),
        name: content.rubric.name ?? 'Support answer quality',
        description: content.rubric.description ?? '',
      },
      DraftContent.parse(content.rubric),
    );
    await publishVersion(op, rubricVersionId);
    const simulated = simulateJudgments({
      ...content,
      annotators: demoAnnotators,
      seed,
      days,
      start: new Date(Math.floor(op.now.getTime() / dayMs) * dayMs - days * dayMs),
    });
    const about = { annotatorIds, rubricVersionId };
    await insertProject(op, {
      ...about,
      name: 'Answer quality',
      description: 'Single answers of the support bot, judged by accuracy, tone and policy.',
      tasks: ratingTasks(content.conversations),
      judgments: simulated.ratings,
    });
    await insertProject(op, {
      ...about,
      name: 'Harbor 2 against Harbor 1',
      description: 'Two answers to the same customer: which one is better?',
      tasks: pairwiseTasks(content.conversations),
      judgments: simulated.pairs,
    });
    return tenantId;
  },
);

/** Members with their annotators. @returns annotator ids by name */
async function insertPeople(op: Op, people: readonly DemoPerson[]): Promise<Map<string, string>> {
  const simulated = demoAnnotators.map(({ name }, index) => ({
    userId: `simulated-${index}`,
    name,
    email: `annotator-${index + 1}@${demoSlug}.example`,
    role: 'ANNOTATOR' as const,
  }));
  const rows = [...people, ...simulated].map((person) => ({
    ...person,
    id: newId(op.now),
    joinedAt: op.now,
  }));
  await op.tx.insert(members).values(rows);
  const made = rows.map(({ id, name }) => ({
    id: newId(op.now),
    memberId: id,
    name,
    identified: true,
  }));
  await op.tx.insert(annotators).values(made);
  return new Map(made.map(({ name, id }) => [name, id]));
}

interface DemoProject {
  readonly annotatorIds: ReadonlyMap<string, string>;
  readonly rubricVersionId: string;
  readonly name: string;
  readonly description: string;
  readonly tasks: readonly TaskWithTruth[];
  readonly judgments: readonly (RatingJudgment | PairwiseJudgment)[];
}

async function insertProject(op: Op, demo: DemoProject): Promise<void> {
  const id = newId(op.now);
  await op.tx.insert(projects).values({
    id,
    name: demo.name,
    description: demo.description,
    instructions: 'Read the policy in force beside the conversation before you judge.',
    rubricVersionId: demo.rubricVersionId,
    overlap: 3,
    overlapShare: 1,
    leaseMinutes: 30,
    allowBothGood: false,
    renderMarkdown: false,
    targetAgreement: 0.667,
    createdAt: op.now,
  });
  const project = await projectById(op, id);
  const byTask = Map.groupBy(demo.judgments, ({ task }) => task);
  const stored = await importNative(
    op,
    project,
    demo.tasks.map(({ task }) => task),
    { judged: (index) => byTask.get(demo.tasks[index]?.task.externalId ?? '')?.length ?? 0 },
  );
  const content = await contentOf(op, demo.rubricVersionId);
  const items = stored.flatMap((task, index) =>
    (byTask.get(demo.tasks[index]?.task.externalId ?? '') ?? []).map((judgment) => ({
      task,
      annotatorId: demo.annotatorIds.get(judgment.annotator) ?? '',
      answers: answersOf(judgment),
      submittedAt: new Date(judgment.submittedAt),
      activeSeconds: judgment.activeSeconds,
      shownOrder: 'shownOrder' in judgment ? judgment.shownOrder : null,
    })),
  );
  await storeJudgments(op, project, content, items);
}

const answersOf = (judgment: Judgment & (RatingJudgment | PairwiseJudgment)) => ({
  scores:
    'scores' in judgment
      ? judgment.scores.map(({ dimension, tier, notApplicable }) => ({
          ...{ dimensionKey: dimension, tier, notApplicable, response: 0, message: null },
        }))
      : [],
  preference: 'preference' in judgment ? judgment.preference : null,
  flags: judgment.flags,
  note: judgment.note,
});
