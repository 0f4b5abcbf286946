import { builder } from '../../../graphql/builder.ts';

export const TaskKindEnum = builder.enumType('TaskKind', {
  description: 'RATING: one response, or the conversation itself. PAIRWISE: two.',
  values: ['RATING', 'PAIRWISE'] as const,
});
export const TaskStateEnum = builder.enumType('TaskState', {
  description:
    'ON_HOLD: a red line waits for a second person. SKIPPED_BY_ALL: nobody is left to judge it.',
  values: ['OPEN', 'COMPLETE', 'ON_HOLD', 'SKIPPED_BY_ALL'] as const,
});
export const MessageRoleEnum = builder.enumType('MessageRole', {
  values: ['SYSTEM', 'USER', 'ASSISTANT', 'TOOL'] as const,
});
export const ContextKindEnum = builder.enumType('ContextKind', {
  description: 'What the bot knew, and what was in force.',
  values: [
    'SYSTEM_PROMPT',
    'PASSAGE',
    'TOOL_CALL',
    'TOOL_RESULT',
    'CUSTOMER_FACT',
    'POLICY',
    'OTHER',
  ] as const,
});
