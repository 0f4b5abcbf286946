import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId } from '../../../ids.ts';
import { IntervalType } from '../../quality/graphql/types.ts';
import { type FoundPair, loadPlots } from '../queries/results.ts';
import type { KpiNote } from '../rules/input.ts';
import type {
  HistogramBinJson,
  IncidenceCurve,
  IncidenceStep,
  Influence,
  KpiEstimate,
  KpiPair,
  LagEstimate,
  PairPlot,
  Point,
  ScoreBin,
  SegmentEstimate,
  SurvivalCurve,
  SurvivalStep,
} from '../rules/result.ts';
import { KpiCoefficientEnum, NoteSeverityEnum } from './enums.ts';

export const KpiNoteType = builder.objectRef<KpiNote>('KpiNote').implement({
  description: 'Something to know before one believes a figure.',
  fields: (t) => ({
    severity: t.expose('severity', { type: NoteSeverityEnum }),
    code: t.exposeString('code', { description: 'Stable, for programs.' }),
    message: t.exposeString('message', { description: 'For people.' }),
  }),
});

export const KpiEstimateType = builder.objectRef<KpiEstimate>('KpiEstimate').implement({
  description: 'One statistic of a score and an outcome, with its doubt.',
  fields: (t) => ({
    coefficient: t.expose('coefficient', { type: KpiCoefficientEnum }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'null exactly where undefinedBecause says why.',
    }),
    undefinedBecause: t.exposeString('undefinedBecause', { nullable: true }),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
    bootstrap: t.expose('bootstrap', {
      type: IntervalType,
      nullable: true,
      description: 'Percentiles of resamples of tickets or clusters; of primary figures only.',
    }),
    p: t.exposeFloat('p', { nullable: true }),
    n: t.exposeInt('n', { description: 'Tickets that have both.' }),
    clusters: t.exposeInt('clusters', {
      nullable: true,
      description: 'Clusters that the interval rests on; null where tickets count as independent.',
    }),
    events: t.exposeInt('events', {
      nullable: true,
      description: 'Ends that were seen, of a time.',
    }),
  }),
});

const PointType = builder.objectRef<Point>('PlotPoint').implement({
  fields: (t) => ({ x: t.exposeFloat('x'), y: t.exposeFloat('y') }),
});
export const ScoreBinType = builder.objectRef<ScoreBin>('ScoreBin').implement({
  description: 'The mean outcome of the tickets whose score lies between two bounds.',
  fields: (t) => ({
    low: t.exposeFloat('low'),
    high: t.exposeFloat('high'),
    mean: t.exposeFloat('mean'),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
    n: t.exposeInt('n'),
  }),
});
export const KpiHistogramBinType = builder
  .objectRef<HistogramBinJson>('KpiHistogramBin')
  .implement({
    fields: (t) => ({
      low: t.exposeFloat('low'),
      high: t.exposeFloat('high'),
      count: t.exposeInt('count'),
    }),
  });
const SurvivalStepType = builder.objectRef<SurvivalStep>('SurvivalStep').implement({
  fields: (t) => ({
    time: t.exposeFloat('time', { description: 'Seconds.' }),
    survival: t.exposeFloat('survival', { description: 'Share that has not ended by then.' }),
    low: t.exposeFloat('low', { nullable: true }),
    high: t.exposeFloat('high', { nullable: true }),
    atRisk: t.exposeInt('atRisk'),
  }),
});
const SurvivalCurveType = builder.objectRef<SurvivalCurve>('SurvivalCurve').implement({
  description: 'Kaplan–Meier, for the tickets of one group of scores.',
  fields: (t) => ({
    label: t.exposeString('label'),
    n: t.exposeInt('n'),
    events: t.exposeInt('events'),
    steps: t.field({ type: [SurvivalStepType], resolve: ({ steps }) => [...steps] }),
  }),
});
const IncidenceStepType = builder.objectRef<IncidenceStep>('IncidenceStep').implement({
  fields: (t) => ({
    time: t.exposeFloat('time', { description: 'Seconds.' }),
    incidence: t.exposeFloat('incidence'),
    low: t.float({
      nullable: true,
      description:
        'Of the interval at that time by itself; null where the incidence is 0 or 1, and in runs that were made before there were limits.',
      resolve: ({ low }: Partial<IncidenceStep>) => low ?? null,
    }),
    high: t.float({
      nullable: true,
      resolve: ({ high }: Partial<IncidenceStep>) => high ?? null,
    }),
  }),
});
const IncidenceCurveType = builder.objectRef<IncidenceCurve>('IncidenceCurve').implement({
  description: 'Aalen–Johansen: the share that has ended in one way by a time.',
  fields: (t) => ({
    label: t.exposeString('label'),
    ending: t.exposeString('ending'),
    steps: t.field({ type: [IncidenceStepType], resolve: ({ steps }) => [...steps] }),
  }),
});
const BandPointType = builder.objectRef<PairPlot['band'][number]>('BandPoint').implement({
  fields: (t) => ({
    x: t.exposeFloat('x'),
    low: t.exposeFloat('low'),
    high: t.exposeFloat('high'),
  }),
});
const PlotLineType = builder.objectRef<NonNullable<PairPlot['line']>>('PlotLine').implement({
  fields: (t) => ({ intercept: t.exposeFloat('intercept'), slope: t.exposeFloat('slope') }),
});
const PairPlotType = builder.objectRef<PairPlot>('KpiPlot').implement({
  description: 'What a pair looks like; a part that does not fit the kind of outcome is empty.',
  fields: (t) => ({
    scatter: t.field({
      type: [PointType],
      description: 'A drawn sample, at most 500 tickets.',
      resolve: ({ scatter }) => [...scatter],
    }),
    line: t.expose('line', { type: PlotLineType, nullable: true }),
    band: t.field({ type: [BandPointType], resolve: ({ band }) => [...band] }),
    bins: t.field({ type: [ScoreBinType], resolve: ({ bins }) => [...bins] }),
    roc: t.field({
      type: [PointType],
      description:
        'x: share of the others called so too; y: share of those with the outcome found.',
      resolve: ({ roc }) => [...roc],
    }),
    survival: t.field({ type: [SurvivalCurveType], resolve: ({ survival }) => [...survival] }),
    incidence: t.field({ type: [IncidenceCurveType], resolve: ({ incidence }) => [...incidence] }),
  }),
});

const SegmentEstimateType = builder.objectRef<SegmentEstimate>('SegmentEstimate').implement({
  description: 'The same pair among the tickets of one level of a factor.',
  fields: (t) => ({
    factor: t.exposeString('factor'),
    level: t.exposeString('level'),
    estimate: t.expose('estimate', { type: KpiEstimateType }),
    q: t.exposeFloat('q', {
      nullable: true,
      description: 'After Benjamini–Hochberg over the segments of the run.',
    }),
  }),
});
const InfluenceType = builder.objectRef<Influence>('KpiInfluence').implement({
  description: 'The one ticket that the figure leans on most.',
  fields: (t) => ({
    ticketId: t.id({ resolve: ({ ticketId }) => globalId('Ticket', ticketId) }),
    without: t.exposeFloat('without', { description: 'The value without it.' }),
    change: t.exposeFloat('change'),
    decides: t.exposeBoolean('decides', {
      description: 'Without it the interval would say something else about no link.',
    }),
  }),
});

const LagEstimateType = builder.objectRef<LagEstimate>('KpiLag').implement({
  description:
    'How the mean score of a week’s tickets goes with the mean outcome of the tickets opened some weeks later. Descriptive: what links weeks need not link tickets.',
  fields: (t) => ({
    weeks: t.exposeInt('weeks', { description: 'By which outcomes come after scores, 0 to 8.' }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'Pearson’s correlation; null exactly where undefinedBecause says why.',
    }),
    undefinedBecause: t.exposeString('undefinedBecause', { nullable: true }),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
    n: t.exposeInt('n', { description: 'Pairs of weeks.' }),
    effectiveWeeks: t.exposeFloat('effectiveWeeks', {
      nullable: true,
      description: 'How many independent pairs they are worth: weeks are like their neighbours.',
    }),
  }),
});

export const KpiPairType = builder.objectRef<FoundPair>('KpiPair').implement({
  description: 'One score against one outcome.',
  fields: (t) => ({
    score: t.exposeString('score', { description: '`composite`, or the key of a dimension.' }),
    outcome: t.exposeString('outcome'),
    primary: t.expose('primary', {
      type: KpiEstimateType,
      description:
        'The one test of this pair: Spearman for numbers, AUC for yes/no, concordance for times.',
    }),
    q: t.exposeFloat('q', {
      nullable: true,
      description: 'After Benjamini–Hochberg over the primary tests of the run.',
    }),
    estimates: t.field({
      type: [KpiEstimateType],
      description: 'Everything else; descriptive.',
      resolve: ({ estimates }) => [...estimates],
    }),
    within: t.expose('within', {
      type: KpiEstimateType,
      nullable: true,
      description: 'Within the strata; null where there are none.',
    }),
    between: t.expose('between', { type: KpiEstimateType, nullable: true }),
    signChanges: t.exposeBoolean('signChanges', {
      description:
        'Within the strata the link has the other sign than pooled: believe neither alone.',
    }),
    segments: t.field({ type: [SegmentEstimateType], resolve: ({ segments }) => [...segments] }),
    influence: t.expose('influence', { type: InfluenceType, nullable: true }),
    lags: t.field({
      type: [LagEstimateType],
      description: 'By weeks; empty for times and where no ticket has the time it was opened at.',
      // runs that were made before there were lags
      resolve: ({ lags }: Partial<Pick<KpiPair, 'lags'>>) => [...(lags ?? [])],
    }),
    notes: t.field({ type: [KpiNoteType], resolve: ({ notes }) => [...notes] }),
    plot: t.field({
      type: PairPlotType,
      resolve: ({ plotKey }, _args, ctx) => present(ctx.load(loadPlots, plotKey)),
    }),
  }),
});
