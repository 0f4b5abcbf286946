import { builder } from '../../../graphql/builder.ts';
import { coefficients } from '../rules/result.ts';

export const KpiTriggerEnum = builder.enumType('KpiTrigger', {
  description: 'What started a run.',
  values: ['PERSON', 'SCHEDULE', 'IMPORT'] as const,
});
export const OutcomeKindEnum = builder.enumType('OutcomeKind', {
  description: 'TIME counts open tickets as censored.',
  values: ['NUMBER', 'YES_NO', 'TIME'] as const,
});
export const ScoreKindEnum = builder.enumType('ScoreKind', {
  description: 'Which score of a task counts.',
  values: {
    RAW: { description: 'The mean over its judgments.' },
    ADJUSTED: {
      description:
        'The mean with the leniency of annotators removed by a crossed random-effects model.',
    },
  } as const,
});
export const KpiCoefficientEnum = builder.enumType('KpiCoefficient', {
  description:
    'AUC and CONCORDANCE: 0.5 is no link; a concordance above it means that a higher score resolves sooner. LOG_RANK and COX: a statistic and a hazard ratio. The others: 0 is no link.',
  values: coefficients,
});
export const NoteSeverityEnum = builder.enumType('NoteSeverity', {
  values: ['INFO', 'WARNING'] as const,
});
