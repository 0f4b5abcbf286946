import type { Context } from '../../../context.ts';
import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { EstimateType } from '../../quality/graphql/types.ts';
import { shareFigure } from '../../quality/rules/figures.ts';
import * as queries from '../queries/coverage.ts';
import {
  type Distribution,
  loadDistributions,
  loadResolutionKinds,
  type ResolutionCount,
} from '../queries/distributions.ts';
import { type KeptOutcomes, loadKeptOutcomes } from '../queries/kept.ts';
import { mayReadTickets } from '../queries/tickets.ts';
import { csatScales } from '../rules/csat.ts';
import { resolutionKinds } from '../rules/event.ts';
import { CsatScaleEnum, ResolutionKindEnum } from './enums.ts';

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
const withheldField = {
  description: 'Matched to a task that you may still judge: they stand in none of your figures.',
} as const;
const SourceCoverageType = builder.objectRef<queries.SourceCoverage>('SourceCoverage').implement({
  fields: (t) => ({
    source: t.exposeString('source'),
    tickets: t.exposeInt('tickets'),
    matched: t.exposeInt('matched'),
    withheld: t.exposeInt('withheld', withheldField),
    lateMatches: t.exposeInt('lateMatches'),
    lastEventAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastEventAt }) => dateOf(lastEventAt),
    }),
  }),
});
const ScaleSatisfactionType = builder
  .objectRef<queries.Satisfaction['byScale'][number]>('ScaleSatisfaction')
  .implement({
    fields: (t) => ({
      scale: t.field({
        type: CsatScaleEnum,
        nullable: true,
        resolve: ({ scale }) => csatScales.find((name) => name === scale) ?? null,
      }),
      answers: t.exposeInt('n'),
      mean: t.exposeFloat('mean', { description: 'In [0, 1], of those who answered.' }),
    }),
  });
const SatisfactionType = builder.objectRef<queries.Satisfaction>('SatisfactionCoverage').implement({
  description: 'Who does not answer is not missing at random, so it is counted.',
  fields: (t) => ({
    answered: t.int({ resolve: ({ counts }) => counts.ANSWERED }),
    unanswered: t.int({
      description: 'Asked for and not answered.',
      resolve: ({ counts }) => counts.UNANSWERED,
    }),
    unoffered: t.int({
      description: 'Never asked for, as far as is known.',
      resolve: ({ counts }) => counts.UNOFFERED,
    }),
    responseRate: t.field({
      type: EstimateType,
      description: 'Of those who were asked, the share who answered.',
      resolve: ({ counts: { ANSWERED, UNANSWERED } }) =>
        shareFigure(ANSWERED, ANSWERED + UNANSWERED, 'tickets whose customers were asked'),
    }),
    byScale: t.field({
      type: [ScaleSatisfactionType],
      description: 'Each scale by itself.',
      resolve: ({ byScale }) => [...byScale],
    }),
  }),
});
const OutcomeBinType = builder.objectRef<Distribution['bins'][number]>('OutcomeBin').implement({
  fields: (t) => ({
    low: t.exposeFloat('low'),
    high: t.exposeFloat('high', { description: 'The last bin holds what lies beyond, too.' }),
    count: t.exposeInt('count'),
  }),
});
const OutcomeLevelType = builder
  .objectRef<Distribution['levels'][number]>('OutcomeLevel')
  .implement({
    fields: (t) => ({ label: t.exposeString('label'), count: t.exposeInt('count') }),
  });
const OutcomeDistributionType = builder.objectRef<Distribution>('OutcomeDistribution').implement({
  description: 'How one outcome is spread over the matched tickets.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'As KPI runs name it.' }),
    label: t.exposeString('label'),
    unit: t.exposeString('unit'),
    scale: t.expose('scale', {
      type: CsatScaleEnum,
      nullable: true,
      description:
        'On which satisfaction was asked; null of anything else. Figures and bins of satisfaction are in [0, 1], the worst answer to the best.',
    }),
    n: t.exposeInt('n', { description: 'Matched tickets that have it.' }),
    missing: t.exposeInt('missing', { description: 'Matched tickets that do not.' }),
    mean: t.exposeFloat('mean', { nullable: true, description: 'Of yes or no: the share of yes.' }),
    p10: t.float({ nullable: true, resolve: ({ quantiles }) => quantiles?.p10 ?? null }),
    median: t.float({ nullable: true, resolve: ({ quantiles }) => quantiles?.p50 ?? null }),
    p90: t.float({ nullable: true, resolve: ({ quantiles }) => quantiles?.p90 ?? null }),
    bins: t.field({
      type: [OutcomeBinType],
      description:
        'Of numbers: 20 from the lowest to the 99th percentile; of satisfaction, to the highest.',
      resolve: ({ bins }) => [...bins],
    }),
    levels: t.field({
      type: [OutcomeLevelType],
      description: 'Of yes or no.',
      resolve: ({ levels }) => [...levels],
    }),
  }),
});
const ResolutionCountType = builder.objectRef<ResolutionCount>('ResolutionCount').implement({
  fields: (t) => ({
    kind: t.field({
      type: ResolutionKindEnum,
      nullable: true,
      description: 'null where nobody has said.',
      resolve: ({ kind }) => resolutionKinds.find((name) => name === kind) ?? null,
    }),
    count: t.exposeInt('count'),
  }),
});

/** A coverage, and all else that was counted with it where that is kept. */
interface ShownCoverage extends queries.Coverage {
  readonly kept: KeptOutcomes | null;
}
const elsewhereOf = ({ kept, projectId }: ShownCoverage, ctx: Context) =>
  kept?.elsewhere ?? present(ctx.load(queries.loadElsewhere, projectId));

const OutcomeCoverageType = builder.objectRef<ShownCoverage>('OutcomeCoverage').implement({
  description: 'How far the tickets and the tasks of a project are known to each other.',
  fields: (t) => ({
    tickets: t.exposeInt('tickets', { description: 'Of the sources that the project means.' }),
    matched: t.exposeInt('matched'),
    unmatched: t.int({
      description: 'No task of any project is about them.',
      resolve: async (coverage, _args, ctx) =>
        coverage.tickets - coverage.matched - (await elsewhereOf(coverage, ctx)),
    }),
    matchedElsewhere: t.int({
      description: 'Tasks of other projects are about them, and none of this one.',
      resolve: (coverage, _args, ctx) => elsewhereOf(coverage, ctx),
    }),
    withheld: t.exposeInt('withheld', withheldField),
    tasks: t.exposeInt('tasks'),
    tasksWithTicket: t.exposeInt('tasksWithTicket'),
    matchRate: t.field({
      type: EstimateType,
      description: 'Share of the tickets that are matched.',
      resolve: ({ matched, tickets }) => shareFigure(matched, tickets, 'tickets'),
    }),
    taskRate: t.field({
      type: EstimateType,
      description: 'Share of the tasks that have a ticket.',
      resolve: ({ tasksWithTicket, tasks }) => shareFigure(tasksWithTicket, tasks, 'tasks'),
    }),
    conflicts: t.exposeInt('conflicts', {
      description: 'Tasks that are matched to tickets of two sources.',
    }),
    lateMatches: t.exposeInt('lateMatches', {
      description: 'Tickets that were matched more than a minute after they were first heard of.',
    }),
    lateEvents: t.int({
      description: 'Events of matched tickets that came more than a day after what they tell of.',
      resolve: ({ kept, projectId }, _args, ctx) =>
        kept?.lateEvents ?? present(ctx.load(queries.loadLateEvents, projectId)),
    }),
    lastEventAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastEventAt }) => dateOf(lastEventAt),
    }),
    countedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When all of this was counted: of a project with 20,000 matches or more, some minutes ago. null where it is counted for this answer.',
      resolve: ({ kept }) => kept?.countedAt ?? null,
    }),
    bySource: t.field({
      type: [SourceCoverageType],
      description: 'By name, at most 200.',
      resolve: ({ bySource }) => [...bySource],
    }),
    satisfaction: t.field({
      type: SatisfactionType,
      resolve: ({ kept, projectId }, _args, ctx) =>
        kept?.satisfaction ?? present(ctx.load(queries.loadSatisfactions, projectId)),
    }),
    resolutionKinds: t.field({
      type: [ResolutionCountType],
      resolve: async ({ kept, projectId }, _args, ctx) => [
        ...(kept?.resolutionKinds ?? (await present(ctx.load(loadResolutionKinds, projectId)))),
      ],
    }),
    distributions: t.field({
      type: [OutcomeDistributionType],
      description: 'Each outcome that a matched ticket has, by key; at most 60.',
      resolve: async ({ kept, projectId }, _args, ctx) => [
        ...(kept?.distributions ?? (await present(ctx.load(loadDistributions, projectId)))),
      ],
    }),
  }),
});

builder.objectField(ProjectType, 'outcomeCoverage', (t) =>
  t.field({
    type: OutcomeCoverageType,
    resolve: async ({ id }, _args, ctx) => {
      await mayReadTickets(ctx, {});
      const kept = await ctx.load(loadKeptOutcomes, id);
      const coverage = kept?.coverage ?? (await present(ctx.load(queries.loadCoverages, id)));
      return { ...coverage, kept };
    },
  }),
);
