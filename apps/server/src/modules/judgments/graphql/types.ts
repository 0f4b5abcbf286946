import type { Stored } from '@assay/db/select-rows';
import type { Preference } from '@assay/db/tables/judgments';
import type { Annotator, Assignment } from '@assay/db/tables/slots';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { selectedFields } from '../../../graphql/selection.ts';
import { globalId, idOf } from '../../../ids.ts';
import { findAnnotator, loadAnnotators } from '../../annotators/queries.ts';
import { FlagType } from '../../assignments/graphql/types.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { FlagKindEnum } from '../../rubrics/graphql/enums.ts';
import {
  DimensionType,
  dimensionsWithShare,
  RubricVersionType,
  TierType,
} from '../../rubrics/graphql/types.ts';
import { loadContents } from '../../rubrics/queries/content.ts';
import { loadVersions } from '../../rubrics/queries/rubrics.ts';
import { requireNotBlind, TaskType } from '../../tasks/graphql/types.ts';
import { loadTasks } from '../../tasks/queries/tasks.ts';
import * as queries from '../queries/judgments.ts';
import {
  latestJudgments,
  loadScoresOfJudgments,
  type ReadJudgment,
  type ReadScore,
} from '../queries/selected.ts';

interface ScoreShape {
  readonly score: ReadScore;
  readonly rubricVersionId: string;
}
export const JudgmentType = builder.objectRef<ReadJudgment>('Judgment');
export const AnnotatorType = builder.objectRef<Annotator>('Annotator');
const DimensionScoreType = builder.objectRef<ScoreShape>('DimensionScore');
const PreferenceType = builder.objectRef<Stored<Preference>>('Preference');
const LateAnswerType = builder.objectRef<Assignment>('LateAnswer');

const PurposeEnum = builder.enumType('Purpose', {
  description: 'Why a slot existed. EXTRA and SECOND_PASS serve the label, not the agreement.',
  values: [
    'LIVE',
    'GOLD',
    'SELF_CHECK',
    'QUALIFICATION',
    'CALIBRATION',
    'EXTRA',
    'SECOND_PASS',
  ] as const,
});
export const PreferenceDirectionEnum = builder.enumType('PreferenceDirection', {
  description: 'Towards A or B as stored, whatever the order shown.',
  values: ['A', 'B', 'TIE', 'BOTH_BAD', 'BOTH_GOOD'] as const,
});

JudgmentType.implement({
  description:
    'What one annotator submitted for one slot. It never changes; a correction is a new revision.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Judgment', id) }),
    task: t.field({
      type: TaskType,
      resolve: ({ taskId }, _args, ctx) => present(ctx.load(loadTasks, taskId)),
    }),
    annotator: t.field({
      type: AnnotatorType,
      resolve: ({ annotatorId }, _args, ctx) => present(ctx.load(loadAnnotators, annotatorId)),
    }),
    rubricVersion: t.field({
      type: RubricVersionType,
      resolve: ({ rubricVersionId }, _args, ctx) =>
        present(ctx.load(loadVersions, rubricVersionId)),
    }),
    purpose: t.expose('purpose', { type: PurposeEnum }),
    revision: t.exposeInt('revision', { description: 'From 1.' }),
    superseded: t.boolean({
      description: 'A later revision by the same annotator replaces this one.',
      resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadSuperseded, id)),
    }),
    blind: t.exposeBoolean('blind', {
      description: 'Made before its author could see any other judgment of the task.',
    }),
    submittedAt: t.expose('submittedAt', { type: 'DateTime' }),
    activeSeconds: t.exposeFloat('activeSeconds', {
      nullable: true,
      description: 'With the page visible and in use; null for imports.',
    }),
    profile: t.exposeString('profile', {
      nullable: true,
      description: 'The context profile whose weights applied.',
    }),
    composite: t.exposeFloat('composite', {
      nullable: true,
      description: 'Weighted mean of the dimension scores, in [0, 1], with red lines in force.',
    }),
    compositeUngated: t.exposeFloat('compositeUngated', {
      nullable: true,
      description: 'The same without red lines.',
    }),
    compositeUndefinedBecause: t.exposeString('compositeUndefinedBecause', { nullable: true }),
    scores: t.field({
      type: [DimensionScoreType],
      resolve: ({ id, rubricVersionId, scores }, _args, ctx) => {
        const shown = (read: readonly ReadScore[]) =>
          read.map((score) => ({ score, rubricVersionId }));
        if (scores !== undefined) return shown(scores);
        return present(ctx.load(loadScoresOfJudgments, id)).then(shown);
      },
    }),
    preference: t.field({
      type: PreferenceType,
      nullable: true,
      resolve: ({ id }, _args, ctx) => ctx.load(queries.loadPreferencesOfJudgments, id),
    }),
    flags: t.field({
      type: [FlagType],
      resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadFlagsOfJudgments, id)),
    }),
    note: t.exposeString('note'),
  }),
});
nodeBy('Judgment', (ctx, id) => queries.findJudgment(ctx, { id }));

AnnotatorType.implement({
  description: 'What judgments reference: a member, or somebody known only from an import.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Annotator', id) }),
    name: t.exposeString('name'),
    source: t.string({
      description: 'member or import.',
      resolve: ({ memberId }) => (memberId === null ? 'import' : 'member'),
    }),
    identified: t.exposeBoolean('identified', {
      description: 'False for ratings of unknown people: left out of figures about a person.',
    }),
  }),
});
nodeBy('Annotator', (ctx, id) => findAnnotator(ctx, { id }));

DimensionScoreType.implement({
  description: 'The tier chosen for one dimension of a response, a turn or the whole conversation.',
  fields: (t) => ({
    dimension: t.field({
      type: DimensionType,
      resolve: async ({ score, rubricVersionId }, _args, ctx) => {
        const { dimensions } = await present(ctx.load(loadContents, rubricVersionId));
        const found = dimensionsWithShare(dimensions).find(({ id }) => id === score.dimensionId);
        return present(Promise.resolve(found ?? null));
      },
    }),
    dimensionKey: t.string({
      description: 'The key of the dimension, the same in all versions of a rubric.',
      resolve: ({ score }) => score.dimensionKey,
    }),
    tier: t.field({
      type: TierType,
      nullable: true,
      resolve: async ({ score, rubricVersionId }, _args, ctx) => {
        const { dimensions } = await present(ctx.load(loadContents, rubricVersionId));
        const tiers = dimensions.find(({ id }) => id === score.dimensionId)?.tiers ?? [];
        return tiers.find(({ id }) => id === score.tierId) ?? null;
      },
    }),
    notApplicable: t.boolean({ resolve: ({ score }) => score.notApplicable }),
    responseId: t.id({
      nullable: true,
      resolve: ({ score }) => score.responseId && globalId('Response', score.responseId),
    }),
    messageId: t.id({
      nullable: true,
      resolve: ({ score }) => score.messageId && globalId('Message', score.messageId),
    }),
    value: t.float({
      nullable: true,
      description: 'In [0, 1].',
      resolve: ({ score }) => score.value,
    }),
  }),
});
PreferenceType.implement({
  description: 'A choice between the two stored responses.',
  fields: (t) => ({
    direction: t.expose('direction', { type: PreferenceDirectionEnum }),
    strength: t.exposeInt('strength', {
      nullable: true,
      description: '1 slightly, 2 better, 3 much.',
    }),
    shownOrder: t.intList({
      nullable: true,
      description: 'Stored positions in the order shown; null for imports.',
      resolve: ({ shownOrder }) => shownOrder,
    }),
  }),
});
LateAnswerType.implement({
  description: 'Answers that came after their slot had gone to somebody else.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('LateAnswer', id) }),
    annotator: t.field({
      type: AnnotatorType,
      resolve: ({ annotatorId }, _args, ctx) => present(ctx.load(loadAnnotators, annotatorId)),
    }),
    task: t.field({
      type: TaskType,
      resolve: ({ taskId }, _args, ctx) => present(ctx.load(loadTasks, taskId)),
    }),
    savedAt: t.field({ type: 'DateTime', resolve: ({ lateAt, claimedAt }) => lateAt ?? claimedAt }),
  }),
});

const JudgmentFilter = builder.inputType('JudgmentFilter', {
  description: 'All that are given must hold.',
  fields: (t) => ({
    taskId: t.id(),
    annotatorId: t.id(),
    dimensionKey: t.string(),
    tier: t.int(),
    notApplicable: t.boolean(),
    compositeFrom: t.float(),
    compositeTo: t.float(),
    direction: t.field({ type: PreferenceDirectionEnum }),
    flag: t.field({ type: FlagKindEnum }),
    day: t.string({ description: 'UTC, YYYY-MM-DD' }),
    model: t.string({ description: 'One that wrote a response of the task.' }),
  }),
});
const JudgmentConnection = builder.connectionObject(
  { type: JudgmentType, name: 'JudgmentConnection' },
  { name: 'JudgmentEdge' },
);
builder.objectFields(ProjectType, (t) => ({
  judgments: t.connection(
    {
      type: JudgmentType,
      description: 'Latest revisions, without those of tasks that you may still judge.',
      args: { filter: t.arg({ type: JudgmentFilter }) },
      resolve: ({ id }, { filter, ...page }, ctx) => {
        const { taskId, annotatorId, ...rest } = filter ?? {};
        return queries.listJudgments(ctx, id, page, {
          ...rest,
          taskId: taskId == null ? null : idOf('Task', taskId),
          annotatorId: annotatorId == null ? null : idOf('Annotator', annotatorId),
        });
      },
    },
    JudgmentConnection,
  ),
  lateAnswers: t.field({
    type: [LateAnswerType],
    description: `At most ${queries.lateAnswersMax}, newest first. A lead may accept them as extra judgments.`,
    resolve: async ({ id }, _args, ctx) => {
      await queries.mayAcceptLate(ctx, {});
      return present(ctx.load(queries.loadLateAnswers, id));
    },
  }),
}));
builder.objectField(TaskType, 'judgments', (t) =>
  t.field({
    type: [JudgmentType],
    nullable: true,
    description: 'Latest revisions, oldest first; at most 50.',
    resolve: async ({ id }, _args, ctx, info) => {
      await requireNotBlind(ctx, id);
      const fields = selectedFields(info);
      const ofScores = fields.get('scores');
      const { fragments } = info;
      const scoreFields = ofScores && selectedFields({ fieldNodes: ofScores, fragments }).keys();
      return ctx.load(latestJudgments(fields.keys(), scoreFields ?? null), id);
    },
  }),
);
