import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { keepLateAnswers } from '../../assignments/commands/leases.ts';
import { givenAnswers, JudgmentAnswersInput } from '../../assignments/graphql/mutations.ts';
import { AssignmentType, JudgmentAnswersType } from '../../assignments/graphql/types.ts';
import { loadOwnAssignments } from '../../assignments/queries/assignments.ts';
import { toGiven, toStored } from '../../assignments/rules.ts';
import { acceptLateAnswer } from '../commands/accept-late.ts';
import { reviseJudgment, submitJudgment } from '../commands/judge.ts';
import { loadJudgments } from '../queries/judgments.ts';
import * as queries from '../queries/own.ts';
import { JudgmentType } from './types.ts';

/** A judgment of the viewer's. What has just been made is known by its id alone, until more is asked. */
type OwnJudgmentShape = queries.OwnJudgment | { readonly id: string };

const rowOf = (
  own: OwnJudgmentShape,
  ctx: Context,
): queries.OwnJudgment | Promise<queries.OwnJudgment> =>
  'judgment' in own ? own : present(ctx.load(queries.loadOwnJudgments, own.id));

const OwnJudgmentType = builder.objectRef<OwnJudgmentShape>('OwnJudgment');
OwnJudgmentType.implement({
  description: 'A judgment of yours, with the assignment it answered.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('OwnJudgment', id) }),
    assignment: t.field({
      type: AssignmentType,
      resolve: async (own, _args, ctx) => {
        const { judgment } = await rowOf(own, ctx);
        return present(ctx.load(loadOwnAssignments, judgment.assignmentId ?? ''));
      },
    }),
    answers: t.field({
      type: JudgmentAnswersType,
      resolve: async (own, _args, ctx) => {
        const { id, judgment } = await rowOf(own, ctx);
        const [stored, held] = await Promise.all([
          present(ctx.load(queries.loadStoredAnswers, id)),
          present(ctx.load(loadOwnAssignments, judgment.assignmentId ?? '')),
        ]);
        return toGiven(stored, held.parts);
      },
    }),
    submittedAt: t.field({
      type: 'DateTime',
      resolve: async (own, _args, ctx) => (await rowOf(own, ctx)).judgment.submittedAt,
    }),
    revision: t.int({
      resolve: async (own, _args, ctx) => (await rowOf(own, ctx)).judgment.revision,
    }),
    composite: t.float({
      nullable: true,
      resolve: async (own, _args, ctx) => (await rowOf(own, ctx)).judgment.composite,
    }),
    revisable: t.boolean({
      description: 'Until a later revision stands, or you have opened the judgments of others.',
      resolve: async (own, _args, ctx) => (await rowOf(own, ctx)).revisable,
    }),
  }),
});
nodeBy('OwnJudgment', (ctx, id) => queries.findOwnJudgment(ctx, { id }));

const OwnJudgmentConnection = builder.connectionObject(
  { type: OwnJudgmentType, name: 'OwnJudgmentConnection' },
  { name: 'OwnJudgmentEdge' },
);
builder.queryField('ownJudgments', (t) =>
  t.connection(
    {
      type: OwnJudgmentType,
      description: 'Your latest judgments in a project, newest first.',
      args: { projectId: t.arg.id({ required: true }) },
      resolve: (_root, { projectId, ...page }, ctx) =>
        queries.listOwnJudgments(ctx, { ...page, projectId: idOf('Project', projectId) }),
    },
    OwnJudgmentConnection,
  ),
);

const ownPayload = (name: string) =>
  builder.objectRef<{ id: string; replayed: boolean }>(name).implement({
    fields: (t) => ({
      judgment: t.field({
        type: OwnJudgmentType,
        resolve: ({ id }) => ({ id }),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const SubmitJudgmentPayload = ownPayload('SubmitJudgmentPayload');
const ReviseJudgmentPayload = ownPayload('ReviseJudgmentPayload');
const AcceptLateAnswerPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('AcceptLateAnswerPayload')
  .implement({
    fields: (t) => ({
      judgment: t.field({
        type: JudgmentType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadJudgments, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const SubmitJudgmentInput = builder.inputType('SubmitJudgmentInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    assignmentId: t.id({ required: true }),
    answers: t.field({ type: JudgmentAnswersInput, required: true }),
    activeSeconds: t.float({ description: 'Seconds with the page visible and in use.' }),
  }),
});
const ReviseJudgmentInput = builder.inputType('ReviseJudgmentInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    judgmentId: t.id({ required: true }),
    answers: t.field({ type: JudgmentAnswersInput, required: true }),
    activeSeconds: t.float(),
  }),
});
const AcceptLateAnswerInput = builder.inputType('AcceptLateAnswerInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    lateAnswerId: t.id({ required: true }),
  }),
});

builder.mutationFields((t) => ({
  submitJudgment: t.field({
    type: SubmitJudgmentPayload,
    description:
      'Stores a judgment for an assignment you hold. Sent again with the same key it is one judgment, for ever.',
    errors: {},
    args: { input: t.arg({ type: SubmitJudgmentInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const assignmentId = idOf('Assignment', input.assignmentId);
      const answers = givenAnswers(input.answers);
      const activeSeconds = input.activeSeconds ?? null;
      const { idempotencyKey } = input;
      try {
        return await submitJudgment(ctx, { idempotencyKey, assignmentId, answers, activeSeconds });
      } catch (error) {
        if (error instanceof AppError && error.code === 'LEASE_EXPIRED') {
          const { parts } = await present(ctx.load(loadOwnAssignments, assignmentId));
          const draft = toStored(answers, parts);
          await keepLateAnswers(ctx, { assignmentId, draft, activeSeconds });
        }
        throw error;
      }
    },
  }),
  reviseJudgment: t.field({
    type: ReviseJudgmentPayload,
    description: 'Replaces your judgment by a new revision. This is also how a submit is undone.',
    errors: {},
    args: { input: t.arg({ type: ReviseJudgmentInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      reviseJudgment(ctx, {
        idempotencyKey: input.idempotencyKey,
        judgmentId: idOf('OwnJudgment', input.judgmentId),
        answers: givenAnswers(input.answers),
        activeSeconds: input.activeSeconds ?? null,
      }),
  }),
  acceptLateAnswer: t.field({
    type: AcceptLateAnswerPayload,
    description: 'Makes an extra judgment of answers that came too late.',
    errors: {},
    args: { input: t.arg({ type: AcceptLateAnswerInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      acceptLateAnswer(ctx, {
        idempotencyKey: input.idempotencyKey,
        assignmentId: idOf('LateAnswer', input.lateAnswerId),
      }),
  }),
}));
