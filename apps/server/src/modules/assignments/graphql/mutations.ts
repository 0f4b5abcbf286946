import type { Context } from '../../../context.ts';
import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { FlagKindEnum } from '../../rubrics/graphql/enums.ts';
import { claimAssignment } from '../commands/claim-assignment.ts';
import { releaseAssignment, renewLease, saveDraft, skipAssignment } from '../commands/leases.ts';
import { loadOwnAssignments } from '../queries/assignments.ts';
import type { GivenAnswers } from '../rules.ts';
import { AssignmentType, PreferenceVerdictEnum } from './types.ts';

const ScoreAnswerInput = builder.inputType('ScoreAnswerInput', {
  fields: (t) => ({
    dimensionKey: t.string({ required: true }),
    tier: t.int({ description: 'From 0, lowest first.' }),
    notApplicable: t.boolean({ required: true, defaultValue: false }),
    responseId: t.id({ description: 'For a dimension of scope RESPONSE.' }),
    messageId: t.id({ description: 'For a dimension of scope TURN.' }),
  }),
});
const PreferenceAnswerInput = builder.inputType('PreferenceAnswerInput', {
  fields: (t) => ({
    verdict: t.field({ type: PreferenceVerdictEnum, required: true }),
    preferredResponseId: t.id({ description: 'For PREFERRED only.' }),
    strength: t.int({ description: '1 slightly, 2 better, 3 much; for PREFERRED only.' }),
  }),
});
const FlagInput = builder.inputType('FlagInput', {
  fields: (t) => ({
    kind: t.field({ type: FlagKindEnum, required: true }),
    note: t.string({ required: true, defaultValue: '' }),
  }),
});
export const JudgmentAnswersInput = builder.inputType('JudgmentAnswersInput', {
  description: 'scores for a rating, preference for a comparison.',
  fields: (t) => ({
    scores: t.field({ type: [ScoreAnswerInput], required: true, defaultValue: [] }),
    preference: t.field({ type: PreferenceAnswerInput }),
    flags: t.field({ type: [FlagInput], required: true, defaultValue: [] }),
    note: t.string({ required: true, defaultValue: '' }),
  }),
});

/** The answers as the commands take them. */
export function givenAnswers(input: typeof JudgmentAnswersInput.$inferInput): GivenAnswers {
  const { scores, preference, flags, note } = input;
  const optional = (typename: string, id: string | null | undefined) =>
    id == null ? null : idOf(typename, id);
  return {
    scores: scores.map(({ dimensionKey, tier, notApplicable, responseId, messageId }) => ({
      ...{ dimensionKey, notApplicable, tier: tier ?? null },
      responseId: optional('AssignmentResponse', responseId),
      messageId: optional('AssignmentMessage', messageId),
    })),
    preference:
      preference == null
        ? null
        : {
            verdict: preference.verdict,
            strength: preference.strength ?? null,
            preferredResponseId: optional('AssignmentResponse', preference.preferredResponseId),
          },
    flags,
    note,
  };
}

const SkipReasonEnum = builder.enumType('SkipReason', {
  values: [
    'CONTEXT_MISSING',
    'NOT_MY_LANGUAGE',
    'NOT_MY_EXPERTISE',
    'BROKEN_CONTENT',
    'DISTRESSING',
    'OTHER',
  ] as const,
});

const ownAssignments = async (ctx: Context, ids: readonly string[]) =>
  Promise.all(ids.map((id) => present(ctx.load(loadOwnAssignments, id))));

const ClaimAssignmentInput = builder.inputType('ClaimAssignmentInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    count: t.int({ required: true, defaultValue: 1, description: '1 to 3.' }),
  }),
});
const ClaimAssignmentPayload = builder
  .objectRef<{ ids: readonly string[] }>('ClaimAssignmentPayload')
  .implement({
    fields: (t) => ({
      assignments: t.field({
        type: [AssignmentType],
        description: 'As many as asked for, or fewer where fewer wait.',
        resolve: ({ ids }, _args, ctx) => ownAssignments(ctx, ids),
      }),
    }),
  });
const assignmentPayload = (name: string) =>
  builder.objectRef<{ id: string }>(name).implement({
    fields: (t) => ({
      assignment: t.field({
        type: AssignmentType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadOwnAssignments, id)),
      }),
    }),
  });
const RenewLeasePayload = assignmentPayload('RenewLeasePayload');
const ReleaseAssignmentPayload = assignmentPayload('ReleaseAssignmentPayload');
const SaveDraftPayload = assignmentPayload('SaveDraftPayload');
const SkipAssignmentPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('SkipAssignmentPayload')
  .implement({
    fields: (t) => ({
      assignment: t.field({
        type: AssignmentType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadOwnAssignments, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const RenewLeaseInput = builder.inputType('RenewLeaseInput', {
  fields: (t) => ({ assignmentId: t.id({ required: true }) }),
});
const ReleaseAssignmentInput = builder.inputType('ReleaseAssignmentInput', {
  fields: (t) => ({ assignmentId: t.id({ required: true }) }),
});
const SaveDraftInput = builder.inputType('SaveDraftInput', {
  fields: (t) => ({
    assignmentId: t.id({ required: true }),
    answers: t.field({ type: JudgmentAnswersInput, required: true }),
  }),
});
const SkipAssignmentInput = builder.inputType('SkipAssignmentInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    assignmentId: t.id({ required: true }),
    reason: t.field({ type: SkipReasonEnum, required: true }),
    note: t.string({ required: true, defaultValue: '' }),
  }),
});

builder.mutationFields((t) => ({
  claimAssignment: t.field({
    type: ClaimAssignmentPayload,
    description: 'Leases the next tasks that wait for you.',
    errors: {},
    args: { input: t.arg({ type: ClaimAssignmentInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      let ids: readonly string[] = [];
      await claimAssignment(ctx, {
        projectId: idOf('Project', input.projectId),
        count: input.count,
        claimed: (claimed) => {
          ids = claimed;
        },
      });
      return { ids };
    },
  }),
  renewLease: t.field({
    type: RenewLeasePayload,
    errors: {},
    args: { input: t.arg({ type: RenewLeaseInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      renewLease(ctx, { assignmentId: idOf('Assignment', input.assignmentId) }),
  }),
  releaseAssignment: t.field({
    type: ReleaseAssignmentPayload,
    description: 'Gives a task back unjudged.',
    errors: {},
    args: { input: t.arg({ type: ReleaseAssignmentInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      releaseAssignment(ctx, { assignmentId: idOf('Assignment', input.assignmentId) }),
  }),
  saveDraft: t.field({
    type: SaveDraftPayload,
    description: 'Keeps unfinished answers, and the lease with them.',
    errors: {},
    args: { input: t.arg({ type: SaveDraftInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      saveDraft(ctx, {
        assignmentId: idOf('Assignment', input.assignmentId),
        answers: givenAnswers(input.answers),
      }),
  }),
  skipAssignment: t.field({
    type: SkipAssignmentPayload,
    description: 'Declines a task for good, with the reason; somebody else gets it.',
    errors: {},
    args: { input: t.arg({ type: SkipAssignmentInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const assignmentId = idOf('Assignment', input.assignmentId);
      const { replayed } = await skipAssignment(ctx, { ...input, assignmentId });
      return { id: assignmentId, replayed };
    },
  }),
}));
