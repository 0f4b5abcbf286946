import { builder } from '../../../graphql/builder.ts';
import { DimensionType, dimensionsWithShare } from '../../rubrics/graphql/types.ts';
import type { AgreementFigure } from '../rules/agreement.ts';
import type { Figure, FigureInterval } from '../rules/figures.ts';

export const EstimateType = builder.objectRef<Figure>('Estimate');
export const IntervalType = builder.objectRef<FigureInterval>('Interval');
export const AgreementEstimateType = builder.objectRef<AgreementFigure>('AgreementEstimate');

EstimateType.implement({
  description: 'An estimate with its doubt.',
  fields: (t) => ({
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'null exactly where undefinedBecause says why.',
    }),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
    n: t.exposeInt('n', { description: 'How many independent things it rests on.' }),
    undefinedBecause: t.exposeString('undefinedBecause', { nullable: true }),
  }),
});
IntervalType.implement({
  description: 'A confidence interval.',
  fields: (t) => ({
    low: t.exposeFloat('low'),
    high: t.exposeFloat('high'),
    level: t.exposeFloat('level', { description: 'The coverage it aims at, such as 0.95.' }),
    method: t.exposeString('method'),
  }),
});

export const AgreementCoefficientEnum = builder.enumType('AgreementCoefficient', {
  description: 'COHEN_KAPPA compares two annotators: it is defined where a project has just two.',
  values: ['PERCENT', 'COHEN_KAPPA', 'KRIPPENDORFF_ALPHA'] as const,
});
export const AgreementMetricEnum = builder.enumType('AgreementMetric', {
  description: 'How far apart two answers are: ORDINAL by tier order, INTERVAL by tier value.',
  values: ['NOMINAL', 'ORDINAL', 'INTERVAL'] as const,
});

AgreementEstimateType.implement({
  description: 'An agreement coefficient, beyond chance unless it is PERCENT, with its doubt.',
  fields: (t) => ({
    coefficient: t.expose('coefficient', { type: AgreementCoefficientEnum }),
    metric: t.expose('metric', { type: AgreementMetricEnum }),
    dimension: t.field({
      type: DimensionType,
      nullable: true,
      description: 'null for preferences.',
      resolve: ({ dimension }) =>
        dimension === null ? null : (dimensionsWithShare([dimension])[0] ?? null),
    }),
    value: t.exposeFloat('value', { nullable: true }),
    interval: t.expose('interval', { type: IntervalType, nullable: true }),
    undefinedBecause: t.exposeString('undefinedBecause', { nullable: true }),
    units: t.exposeInt('units', { description: 'Rated things with at least two ratings.' }),
    annotators: t.exposeInt('annotators'),
    pairable: t.exposeInt('pairable', { description: 'Single ratings that counted.' }),
  }),
});
