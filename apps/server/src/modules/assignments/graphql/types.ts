import type { Stored } from '@assay/db/select-rows';
import type { Message, TaskContext } from '@assay/db/tables/tasks';
import { appliedDimensions } from '@assay/scoring/rubrics/applied-dimensions';
import type { Context } from '../../../context.ts';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { FlagKindEnum } from '../../rubrics/graphql/enums.ts';
import {
  type DimensionShape,
  DimensionType,
  dimensionsWithShare,
  RubricVersionType,
} from '../../rubrics/graphql/types.ts';
import { loadContents, scoringRubric } from '../../rubrics/queries/content.ts';
import { loadVersions } from '../../rubrics/queries/rubrics.ts';
import { ContextKindEnum, MessageRoleEnum, TaskKindEnum } from '../../tasks/graphql/enums.ts';
import {
  loadContextsOfTasks,
  loadMessagesOfTasks,
  loadResponsesOfTasks,
} from '../../tasks/queries/tasks.ts';
import * as queries from '../queries/assignments.ts';
import { type GivenAnswers, type PartKey, partId, toGiven } from '../rules.ts';

interface AskedDimension {
  readonly dimension: DimensionShape;
  readonly weight: number;
}
/** A part of a task under the id that this assignment gives it. */
interface AssignmentMessage extends Pick<Message, 'role' | 'content' | 'language' | 'judged'> {
  readonly id: string;
}
interface AssignmentResponse {
  readonly id: string;
  readonly content: string;
  readonly language: string | null;
}
type Score = GivenAnswers['scores'][number];

export const AssignmentType = builder.objectRef<queries.OwnAssignment>('Assignment');
const AssignmentDimensionType = builder.objectRef<AskedDimension>('AssignmentDimension');
const AssignmentContextType = builder.objectRef<Stored<TaskContext>>('AssignmentContext');
const AssignmentMessageType = builder.objectRef<AssignmentMessage>('AssignmentMessage');
const AssignmentResponseType = builder.objectRef<AssignmentResponse>('AssignmentResponse');
export const JudgmentAnswersType = builder.objectRef<GivenAnswers>('JudgmentAnswers');
const ScoreAnswerType = builder.objectRef<Score>('ScoreAnswer');
const PreferenceAnswerType =
  builder.objectRef<NonNullable<GivenAnswers['preference']>>('PreferenceAnswer');
export const FlagType = builder.objectRef<GivenAnswers['flags'][number]>('Flag');
export const WorkQueueType = builder.objectRef<queries.WorkQueue>('WorkQueue');

const AssignmentStateEnum = builder.enumType('AssignmentState', {
  description:
    'LAPSED: the lease ran out; it can be taken up again while nobody else has the task.',
  values: ['LEASED', 'SUBMITTED', 'SKIPPED', 'RELEASED', 'LAPSED'] as const,
});
export const PreferenceVerdictEnum = builder.enumType('PreferenceVerdict', {
  values: ['PREFERRED', 'TIE', 'BOTH_BAD', 'BOTH_GOOD'] as const,
});

const keyOf = ({ services: { secret } }: Context, assignmentId: string): PartKey => ({
  secret,
  assignmentId,
});

AssignmentType.implement({
  description:
    'One task as one annotator sees it. Its ids are random for each claim and say nothing about the task behind it.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Assignment', id) }),
    projectId: t.id({ resolve: ({ project }) => globalId('Project', project.id) }),
    kind: t.field({ type: TaskKindEnum, resolve: ({ task }) => task.kind }),
    state: t.field({
      type: AssignmentStateEnum,
      resolve: (held, _args, { services }) => queries.stateOf(held, services.clock()),
    }),
    leasedUntil: t.field({
      type: 'DateTime',
      description: 'Until then nobody else gets the task. renewLease and saveDraft move it.',
      resolve: ({ assignment, slot }) =>
        (slot.assignmentId === assignment.id ? slot.leasedUntil : null) ?? assignment.claimedAt,
    }),
    rubricVersion: t.field({
      type: RubricVersionType,
      resolve: ({ assignment }, _args, ctx) =>
        present(ctx.load(loadVersions, assignment.rubricVersionId)),
    }),
    dimensions: t.field({
      type: [AssignmentDimensionType],
      description:
        'The dimensions asked here, with the weight that applies here. None for a comparison.',
      resolve: async ({ assignment, task, parts }, _args, ctx) => {
        if (task.kind !== 'RATING') return [];
        const content = await present(ctx.load(loadContents, assignment.rubricVersionId));
        const shapes = new Map(dimensionsWithShare(content.dimensions).map((d) => [d.key, d]));
        return appliedDimensions(scoringRubric(content), assignment.profile).flatMap(
          ({ dimension: { key, scope }, weight }) => {
            const dimension = shapes.get(key);
            const hasTarget =
              scope === 'CONVERSATION' ||
              (scope === 'TURN' ? parts.turns.size > 0 : parts.responses.length > 0);
            return dimension === undefined || !hasTarget ? [] : [{ dimension, weight }];
          },
        );
      },
    }),
    allowBothGood: t.boolean({ resolve: ({ project }) => project.allowBothGood }),
    renderMarkdown: t.boolean({ resolve: ({ project }) => project.renderMarkdown }),
    contexts: t.field({
      type: [AssignmentContextType],
      resolve: ({ task }, _args, ctx) => present(ctx.load(loadContextsOfTasks, task.id)),
    }),
    messages: t.field({
      type: [AssignmentMessageType],
      resolve: async ({ id: assignmentId, task }, _args, ctx) =>
        (await present(ctx.load(loadMessagesOfTasks, task.id))).map((message) => ({
          ...message,
          id: partId(keyOf(ctx, assignmentId), 'message', message.position),
        })),
    }),
    responses: t.field({
      type: [AssignmentResponseType],
      description: 'In the order shown, which is shuffled for each claim.',
      resolve: async ({ id: assignmentId, task, assignment }, _args, ctx) => {
        const stored = await present(ctx.load(loadResponsesOfTasks, task.id));
        const key = keyOf(ctx, assignmentId);
        return assignment.shownOrder.flatMap((position) => {
          const response = stored[position];
          return response === undefined
            ? []
            : [{ ...response, id: partId(key, 'response', position) }];
        });
      },
    }),
    draft: t.field({
      type: JudgmentAnswersType,
      nullable: true,
      resolve: ({ assignment, parts }) =>
        assignment.draft === null ? null : toGiven(assignment.draft, parts),
    }),
    draftSavedAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ assignment }) => assignment.draftSavedAt,
    }),
  }),
});
nodeBy('Assignment', (ctx, id) => queries.findAssignment(ctx, { id }));

AssignmentDimensionType.implement({
  fields: (t) => ({
    dimension: t.expose('dimension', { type: DimensionType }),
    weight: t.exposeFloat('weight'),
  }),
});
AssignmentContextType.implement({
  description: 'What the bot knew, and what was in force that day.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ContextKindEnum }),
    title: t.exposeString('title'),
    text: t.exposeString('text'),
    version: t.exposeString('version', { nullable: true }),
    date: t.exposeString('date', { nullable: true, description: 'YYYY-MM-DD' }),
  }),
});
AssignmentMessageType.implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('AssignmentMessage', id) }),
    role: t.expose('role', { type: MessageRoleEnum }),
    content: t.exposeString('content'),
    language: t.exposeString('language', { nullable: true }),
    judged: t.exposeBoolean('judged'),
  }),
});
AssignmentResponseType.implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('AssignmentResponse', id) }),
    content: t.exposeString('content'),
    language: t.exposeString('language', { nullable: true }),
  }),
});
JudgmentAnswersType.implement({
  description:
    'Answers in the terms of the assignment: ids are those of its messages and responses.',
  fields: (t) => ({
    scores: t.field({ type: [ScoreAnswerType], resolve: ({ scores }) => [...scores] }),
    preference: t.expose('preference', { type: PreferenceAnswerType, nullable: true }),
    flags: t.field({ type: [FlagType], resolve: ({ flags }) => [...flags] }),
    note: t.exposeString('note'),
  }),
});
ScoreAnswerType.implement({
  fields: (t) => ({
    dimensionKey: t.exposeString('dimensionKey'),
    tier: t.exposeInt('tier', { nullable: true, description: 'From 0, lowest first.' }),
    notApplicable: t.exposeBoolean('notApplicable'),
    responseId: t.id({
      nullable: true,
      resolve: ({ responseId }) => responseId && globalId('AssignmentResponse', responseId),
    }),
    messageId: t.id({
      nullable: true,
      resolve: ({ messageId }) => messageId && globalId('AssignmentMessage', messageId),
    }),
  }),
});
PreferenceAnswerType.implement({
  fields: (t) => ({
    verdict: t.expose('verdict', { type: PreferenceVerdictEnum }),
    preferredResponseId: t.id({
      nullable: true,
      resolve: ({ preferredResponseId: id }) => id && globalId('AssignmentResponse', id),
    }),
    strength: t.exposeInt('strength', {
      nullable: true,
      description: '1 slightly, 2 better, 3 much.',
    }),
  }),
});
FlagType.implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: FlagKindEnum }),
    note: t.exposeString('note'),
  }),
});
WorkQueueType.implement({
  description: 'A project as an annotator sees it: what waits for them and what they did.',
  fields: (t) => ({
    projectId: t.id({ resolve: ({ id }) => globalId('Project', id) }),
    projectName: t.exposeString('name'),
    instructions: t.exposeString('instructions'),
    waiting: t.exposeInt('waiting', { description: 'Tasks you could claim now.' }),
    held: t.exposeInt('held'),
    doneToday: t.exposeInt('doneToday', { description: 'Since midnight UTC.' }),
    done: t.exposeInt('done'),
  }),
});

builder.queryField('assignments', (t) =>
  t.field({
    type: [AssignmentType],
    description: 'Assignments you hold in a project, oldest first; at most 10.',
    args: { projectId: t.arg.id({ required: true }) },
    resolve: (_root, { projectId }, ctx) =>
      queries.listHeld(ctx, { projectId: idOf('Project', projectId) }),
  }),
);
