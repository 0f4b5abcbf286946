import { builder } from '../../../graphql/builder.ts';
import { IntervalType } from '../../quality/graphql/types.ts';
import type { SelectionRow } from '../rules/input.ts';
import type { KpiReliability, OutcomeSummary, ScoreSummary } from '../rules/result.ts';
import { OutcomeKindEnum } from './enums.ts';
import { KpiHistogramBinType, KpiNoteType, ScoreBinType } from './figures.ts';

const ReliabilityType = builder.objectRef<KpiReliability>('ScoreReliability').implement({
  description: 'ICC(1, k): how much of a ticket’s score is the ticket’s own.',
  fields: (t) => ({
    value: t.exposeFloat('value', { nullable: true }),
    undefinedBecause: t.exposeString('undefinedBecause', { nullable: true }),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
    ratingsPerTicket: t.exposeFloat('ratingsPerTicket'),
  }),
});
export const ScoreSummaryType = builder.objectRef<ScoreSummary>('ScoreSummary').implement({
  fields: (t) => ({
    key: t.exposeString('key'),
    label: t.exposeString('label'),
    n: t.exposeInt('n'),
    mean: t.exposeFloat('mean', { nullable: true }),
    deviation: t.exposeFloat('deviation', { nullable: true }),
    reliability: t.expose('reliability', { type: ReliabilityType }),
    histogram: t.field({
      type: [KpiHistogramBinType],
      resolve: ({ histogram }) => [...histogram],
    }),
  }),
});
const TippingPointType = builder
  .objectRef<NonNullable<OutcomeSummary['tippingPoint']>>('TippingPoint')
  .implement({
    description: 'The mean if all who did not answer were at the worst, and at the best, value.',
    fields: (t) => ({ worst: t.exposeFloat('worst'), best: t.exposeFloat('best') }),
  });
export const OutcomeSummaryType = builder.objectRef<OutcomeSummary>('OutcomeSummary').implement({
  description: 'An outcome over the tickets of a run.',
  fields: (t) => ({
    key: t.exposeString('key'),
    label: t.exposeString('label'),
    kind: t.expose('kind', { type: OutcomeKindEnum }),
    unit: t.exposeString('unit'),
    higherIsBetter: t.exposeBoolean('higherIsBetter'),
    n: t.exposeInt('n'),
    missing: t.exposeInt('missing'),
    asked: t.exposeInt('asked', { nullable: true }),
    open: t.exposeInt('open', { nullable: true, description: 'Censored, of a time.' }),
    mean: t.exposeFloat('mean', { nullable: true }),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
    histogram: t.field({
      type: [KpiHistogramBinType],
      resolve: ({ histogram }) => [...histogram],
    }),
    responseByTercile: t.field({
      type: [ScoreBinType],
      description: 'Share that answered, by tercile of the composite.',
      resolve: ({ responseByTercile }) => [...responseByTercile],
    }),
    tippingPoint: t.expose('tippingPoint', { type: TippingPointType, nullable: true }),
    notes: t.field({ type: [KpiNoteType], resolve: ({ notes }) => [...notes] }),
  }),
});
export const SelectionRowType = builder.objectRef<SelectionRow>('SelectionRow').implement({
  description: 'How many tickets have a value of an attribute: of those judged, and of all.',
  fields: (t) => ({
    attribute: t.exposeString('attribute'),
    level: t.exposeString('level'),
    judged: t.exposeInt('judged'),
    all: t.exposeInt('all'),
  }),
});
