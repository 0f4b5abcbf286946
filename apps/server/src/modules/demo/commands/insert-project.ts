import { projects } from '@assay/db/tables/projects';
import type { Judgment, PairwiseJudgment, RatingJudgment } from '../../../../demo/judgments.ts';
import type { TaskWithTruth } from '../../../../demo/tasks.ts';
import { newId } from '../../../ids.ts';
import type { Op } from '../../../operation.ts';
import { importNative } from '../../imports/commands/import-native.ts';
import { storeJudgments } from '../../imports/commands/store-judgments.ts';
import { projectById } from '../../projects/queries.ts';
import { contentOf } from '../../rubrics/queries/content.ts';

interface DemoProject {
  readonly annotatorIds: ReadonlyMap<string, string>;
  readonly rubricVersionId: string;
  readonly name: string;
  readonly description: string;
  /** Judgments that each task needs. */
  readonly overlap: number;
  readonly tasks: readonly TaskWithTruth[];
  readonly judgments: readonly (RatingJudgment | PairwiseJudgment)[];
}

/** A project of the demo with its tasks and their judgments. @returns its id */
export async function insertProject(op: Op, demo: DemoProject): Promise<string> {
  const id = newId(op.now);
  await op.tx.insert(projects).values({
    id,
    name: demo.name,
    description: demo.description,
    instructions: 'Read the policy in force beside the conversation before you judge.',
    rubricVersionId: demo.rubricVersionId,
    overlap: demo.overlap,
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
  return id;
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
