import { flagKinds } from '@assay/db/tables/rubrics';
import { builder } from '../../../graphql/builder.ts';

export const DimensionScopeEnum = builder.enumType('DimensionScope', {
  description: 'Where a dimension is scored: once, for each judged turn, or for each response.',
  values: ['CONVERSATION', 'TURN', 'RESPONSE'] as const,
});
export const RollUpEnum = builder.enumType('RollUp', {
  description: 'How the scores of several turns become one.',
  values: ['MEAN', 'WORST', 'LAST'] as const,
});
export const TierExampleKindEnum = builder.enumType('TierExampleKind', {
  values: ['EXAMPLE', 'COUNTER_EXAMPLE'] as const,
});
export const FlagKindEnum = builder.enumType('FlagKind', {
  description: 'What an annotator may mark a task with.',
  values: flagKinds,
});
export const RedLineEffectEnum = builder.enumType('RedLineEffect', {
  description: 'FAIL_ALL makes the composite 0, FAIL_DIMENSION makes one dimension 0.',
  values: ['FAIL_ALL', 'FAIL_DIMENSION'] as const,
});
