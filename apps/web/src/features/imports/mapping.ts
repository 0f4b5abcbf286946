import type { ImportTarget } from '../../__generated__/graphql.ts';

export interface Field {
  readonly source: string;
  readonly target: ImportTarget;
  readonly key: string | null;
}

export const targetLabels: Record<ImportTarget, string> = {
  IGNORE: 'leave out',
  EXTERNAL_ID: 'external id',
  USER_MESSAGE: 'what the customer wrote',
  SYSTEM_MESSAGE: 'system prompt',
  ASSISTANT_MESSAGE: 'earlier answer in the conversation',
  MESSAGES: 'list of messages',
  RESPONSE_A: 'answer (A)',
  RESPONSE_B: 'second answer (B)',
  MODEL_A: 'model of the answer (A)',
  MODEL_B: 'model of the second answer (B)',
  ATTRIBUTE: 'attribute',
  CONTEXT: 'context for the judge',
  SOURCE: 'source',
};

/** What stands in the way of an import with these fields, or null. */
export function mappingProblem(fields: readonly Field[]): string | null {
  const has = (target: ImportTarget) => fields.some((field) => field.target === target);
  if (!has('USER_MESSAGE') && !has('MESSAGES')) {
    return 'Say which column holds what the customer wrote.';
  }
  if (has('RESPONSE_B') && !has('RESPONSE_A')) return 'There is a second answer, but no first.';
  const ids = fields.filter(({ target }) => target === 'EXTERNAL_ID').length;
  if (ids > 1) return 'Only one column can be the external id.';
  return null;
}
