import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { approveWeightProposal, rejectWeightProposal } from '../commands/decide.ts';
import { proposeWeights } from '../commands/propose-weights.ts';
import { loadProposals } from '../queries/proposals.ts';
import { WeightProposalType } from './types.ts';

const ProposeWeightsInput = builder.inputType('ProposeWeightsInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    runId: t.id({ required: true, description: 'A finished run that declared a primary outcome.' }),
    floor: t.float({ description: 'Least share of a dimension, in [0, 1]; 0 unless given.' }),
    cap: t.float({ description: 'Largest share, in [0, 1]; 1 unless given.' }),
    maximalStep: t.float({ description: 'Most that a weight may move at once.' }),
    rounding: t.float({ description: 'Weights are whole multiples of it; 0.01 unless given.' }),
  }),
});
const decideInput = (name: string) =>
  builder.inputType(name, {
    fields: (t) => ({
      proposalId: t.id({ required: true }),
      reason: t.string({
        required: true,
        defaultValue: '',
        description: 'Needed to reject; kept with the decision.',
      }),
    }),
  });
const ApproveInput = decideInput('ApproveWeightProposalInput');
const RejectInput = decideInput('RejectWeightProposalInput');
const payload = (name: string) =>
  builder.objectRef<{ id: string; replayed: boolean }>(name).implement({
    fields: (t) => ({
      weightProposal: t.field({
        type: WeightProposalType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadProposals, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const ProposeWeightsPayload = payload('ProposeWeightsPayload');
const ApproveWeightProposalPayload = payload('ApproveWeightProposalPayload');
const RejectWeightProposalPayload = payload('RejectWeightProposalPayload');

builder.mutationFields((t) => ({
  proposeWeights: t.field({
    type: ProposeWeightsPayload,
    description:
      'Fits weights to the primary outcome of a run, in a job. “Not better” is a result.',
    errors: {},
    args: { input: t.arg({ type: ProposeWeightsInput, required: true }) },
    resolve: (_root, { input: { idempotencyKey, runId, ...bounds } }, ctx) =>
      proposeWeights(ctx, { idempotencyKey, runId: idOf('KpiRun', runId), bounds }),
  }),
  approveWeightProposal: t.field({
    type: ApproveWeightProposalPayload,
    description: 'Puts the weights into a draft of the rubric, which a person then publishes.',
    errors: {},
    args: { input: t.arg({ type: ApproveInput, required: true }) },
    resolve: (_root, { input: { proposalId, reason } }, ctx) =>
      approveWeightProposal(ctx, { proposalId: idOf('WeightProposal', proposalId), reason }),
  }),
  rejectWeightProposal: t.field({
    type: RejectWeightProposalPayload,
    errors: {},
    args: { input: t.arg({ type: RejectInput, required: true }) },
    resolve: (_root, { input: { proposalId, reason } }, ctx) =>
      rejectWeightProposal(ctx, { proposalId: idOf('WeightProposal', proposalId), reason }),
  }),
}));
