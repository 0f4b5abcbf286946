import type { WeightProposal } from '@assay/db/tables/proposals';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { JobType } from '../../jobs/graphql.ts';
import { loadJobs } from '../../jobs/queries.ts';
import { KpiNoteType } from '../../kpi/graphql/figures.ts';
import { KpiRunType } from '../../kpi/graphql/types.ts';
import { loadRuns } from '../../kpi/queries/runs.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProjects } from '../../projects/queries.ts';
import { IntervalType } from '../../quality/graphql/types.ts';
import { RubricVersionType } from '../../rubrics/graphql/types.ts';
import { loadVersions } from '../../rubrics/queries/rubrics.ts';
import { MemberType } from '../../tenancy/graphql.ts';
import { loadMembers } from '../../tenancy/queries.ts';
import * as queries from '../queries/proposals.ts';
import type {
  Gain,
  ProposalEvidence,
  ProposalRequest,
  Simulation,
  WeightRow,
} from '../rules/evidence.ts';

const LinkEnum = builder.enumType('DimensionLink', {
  description:
    'How a dimension goes with the outcome beside the others. None of them says “unimportant”.',
  values: ['POSITIVE', 'NEGATIVE_LINK', 'NO_SEPARATE_LINK'] as const,
});
const VerdictEnum = builder.enumType('ProposalVerdict', {
  description: 'BETTER only where the interval of the held-out gain leaves out 0.',
  values: ['BETTER', 'NOT_BETTER', 'CANNOT_SAY'] as const,
});
const DecisionEnum = builder.enumType('ProposalDecision', {
  values: ['APPROVED', 'REJECTED'] as const,
});
const MeasureEnum = builder.enumType('GainMeasure', {
  values: ['SPEARMAN', 'AUC', 'CONCORDANCE'] as const,
});

const RequestType = builder.objectRef<ProposalRequest>('WeightProposalRequest').implement({
  fields: (t) => ({
    outcome: t.exposeString('outcome', { description: 'The primary outcome of the run.' }),
    floor: t.exposeFloat('floor'),
    cap: t.exposeFloat('cap'),
    maximalStep: t.exposeFloat('maximalStep', { nullable: true }),
    rounding: t.exposeFloat('rounding'),
    folds: t.exposeInt('folds'),
    level: t.exposeFloat('level'),
  }),
});
const StabilityType = builder.objectRef<WeightRow['stability']>('WeightStability').implement({
  description: 'The weight over bootstrap resamples of tickets.',
  fields: (t) => ({
    median: t.exposeFloat('median'),
    low: t.exposeFloat('low'),
    high: t.exposeFloat('high'),
  }),
});
const ShapleyType = builder.objectRef<NonNullable<WeightRow['shapley']>>('ShapleyShare').implement({
  description: 'Share of the explained variance that is a dimension’s own.',
  fields: (t) => ({
    value: t.exposeFloat('value'),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
  }),
});
const WeightType = builder.objectRef<WeightRow>('ProposedWeight').implement({
  fields: (t) => ({
    key: t.exposeString('key'),
    label: t.exposeString('label'),
    locked: t.exposeBoolean('locked', { description: 'Set by people only.' }),
    today: t.exposeFloat('today', { description: 'Normalised to 1.' }),
    proposed: t.exposeFloat('proposed', { nullable: true }),
    stability: t.expose('stability', { type: StabilityType }),
    shapley: t.expose('shapley', { type: ShapleyType, nullable: true }),
    block: t.stringList({
      description: 'Dimensions that cannot be told apart from it; they move together.',
      resolve: ({ block }) => [...block],
    }),
    varianceInflation: t.exposeFloat('varianceInflation', { nullable: true }),
    link: t.expose('link', { type: LinkEnum }),
  }),
});
const GainType = builder.objectRef<Gain>('HeldOutGain').implement({
  description: 'Difference of the composite’s figure on tickets that were not fitted on.',
  fields: (t) => ({
    value: t.exposeFloat('value', { nullable: true }),
    undefinedBecause: t.exposeString('undefinedBecause', { nullable: true }),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
    n: t.exposeInt('n'),
  }),
});
const HeldOutType = builder.objectRef<ProposalEvidence['heldOut']>('HeldOutFigures').implement({
  fields: (t) => ({
    today: t.exposeFloat('today', { nullable: true }),
    equal: t.exposeFloat('equal', { nullable: true }),
    proposed: t.exposeFloat('proposed', { nullable: true }),
  }),
});
const HoldoutType = builder.objectRef<ProposalEvidence['holdout']>('TimeHoldout').implement({
  description: 'The latest tickets, never fitted on and used once.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ from }) => (from === null ? null : new Date(from)),
    }),
    tickets: t.exposeInt('tickets'),
    gain: t.expose('gain', { type: GainType }),
  }),
});
const GroupType = builder.objectRef<Simulation['groups'][number]>('SimulatedGroup').implement({
  fields: (t) => ({
    factor: t.exposeString('factor'),
    level: t.exposeString('level'),
    n: t.exposeInt('n'),
    today: t.exposeFloat('today', { description: 'Mean composite.' }),
    proposed: t.exposeFloat('proposed'),
  }),
});
const ChangeBinType = builder.objectRef<Simulation['changes'][number]>('ChangeBin').implement({
  fields: (t) => ({
    low: t.exposeFloat('low'),
    high: t.exposeFloat('high'),
    count: t.exposeInt('count'),
  }),
});
const SimulationType = builder.objectRef<Simulation>('WeightSimulation').implement({
  description: 'The last quarter’s scores under the proposed weights.',
  fields: (t) => ({
    tickets: t.exposeInt('tickets'),
    meanToday: t.exposeFloat('meanToday'),
    meanProposed: t.exposeFloat('meanProposed'),
    meanAbsoluteChange: t.exposeFloat('meanAbsoluteChange'),
    movedTercile: t.exposeFloat('movedTercile', {
      description: 'Share of tickets whose tercile changes.',
    }),
    groups: t.field({ type: [GroupType], resolve: ({ groups }) => [...groups] }),
    changes: t.field({ type: [ChangeBinType], resolve: ({ changes }) => [...changes] }),
  }),
});
const EvidenceType = builder.objectRef<ProposalEvidence>('ProposalEvidence').implement({
  description: 'What speaks for and against the weights. It never changes.',
  fields: (t) => ({
    verdict: t.expose('verdict', { type: VerdictEnum }),
    tickets: t.exposeInt('tickets'),
    measure: t.expose('measure', { type: MeasureEnum }),
    weights: t.field({ type: [WeightType], resolve: ({ weights }) => [...weights] }),
    heldOut: t.expose('heldOut', { type: HeldOutType }),
    gain: t.expose('gain', { type: GainType }),
    gainOverEqual: t.expose('gainOverEqual', {
      type: GainType,
      description: 'Over a composite of equal weights.',
    }),
    holdout: t.expose('holdout', { type: HoldoutType }),
    simulation: t.expose('simulation', { type: SimulationType, nullable: true }),
    notes: t.field({ type: [KpiNoteType], resolve: ({ notes }) => [...notes] }),
    summary: t.exposeString('summary', { description: 'In plain words, for who decides.' }),
  }),
});

export const WeightProposalType = builder.objectRef<WeightProposal>('WeightProposal');
WeightProposalType.implement({
  description:
    'Weights that would track an outcome better, with the evidence. They come into force only through a person.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('WeightProposal', id) }),
    project: t.field({
      type: ProjectType,
      resolve: ({ projectId }, _args, ctx) => present(ctx.load(loadProjects, projectId)),
    }),
    kpiRun: t.field({
      type: KpiRunType,
      resolve: ({ runId }, _args, ctx) => present(ctx.load(loadRuns, runId)),
    }),
    job: t.field({
      type: JobType,
      resolve: ({ jobId }, _args, ctx) => present(ctx.load(loadJobs, jobId)),
    }),
    rubricVersion: t.field({
      type: RubricVersionType,
      description: 'Whose weights it would change.',
      resolve: ({ rubricVersionId }, _args, ctx) =>
        present(ctx.load(loadVersions, rubricVersionId)),
    }),
    profile: t.exposeString('profile', {
      nullable: true,
      description: 'The context profile it is for; null for the rubric’s own weights.',
    }),
    request: t.field({
      type: RequestType,
      resolve: (proposal) => queries.proposalRequestOf(proposal),
    }),
    evidence: t.field({
      type: EvidenceType,
      nullable: true,
      description: 'Null until its job has ended.',
      resolve: (proposal) => queries.evidenceOf(proposal),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    decision: t.expose('decision', { type: DecisionEnum, nullable: true }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true }),
    decidedBy: t.field({
      type: MemberType,
      nullable: true,
      resolve: ({ decidedBy }, _args, ctx) =>
        decidedBy === null ? null : ctx.load(loadMembers, decidedBy),
    }),
    reason: t.exposeString('reason', { nullable: true }),
    draftVersion: t.field({
      type: RubricVersionType,
      nullable: true,
      description: 'The version it went into, a draft until somebody publishes it.',
      resolve: ({ draftVersionId }, _args, ctx) =>
        draftVersionId === null ? null : ctx.load(loadVersions, draftVersionId),
    }),
    retest: t.field({
      type: GainType,
      nullable: true,
      description: 'The gain on tickets that were opened after it was approved.',
      resolve: (proposal) => queries.retestOf(proposal),
    }),
    retestedAt: t.expose('retestedAt', { type: 'DateTime', nullable: true }),
    expiredAt: t.expose('expiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when later tickets say that the gain is not there.',
    }),
  }),
});
nodeBy('WeightProposal', (ctx, id) => queries.findProposal(ctx, { id }));

const WeightProposalConnection = builder.connectionObject(
  { type: WeightProposalType, name: 'WeightProposalConnection' },
  { name: 'WeightProposalEdge' },
);
builder.objectField(ProjectType, 'weightProposals', (t) =>
  t.connection(
    {
      type: WeightProposalType,
      resolve: ({ id }, args, ctx) => queries.listProposals(ctx, id, args, null),
    },
    WeightProposalConnection,
  ),
);
builder.queryField('weightProposal', (t) =>
  t.field({
    type: WeightProposalType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findProposal(ctx, { id: idOf('WeightProposal', id) }),
  }),
);
