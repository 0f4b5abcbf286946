import type { ImportTarget } from '../../__generated__/graphql.ts';
import { strings } from './strings.ts';

export interface Field {
  readonly source: string;
  readonly target: ImportTarget;
  readonly key: string | null;
}

const s = strings.mapping;
const once: readonly ImportTarget[] = ['EXTERNAL_ID', 'MESSAGES', 'MODEL_A', 'MODEL_B', 'SOURCE'];

/** What the attribute or context that a column becomes is called. */
export const nameOf = ({ source, key }: Field): string =>
  key == null || key === '' ? source : key;

/** What stands in the way of an import with these fields, or null. */
export function mappingProblem(fields: readonly Field[]): string | null {
  const count = (target: ImportTarget) => fields.filter((field) => field.target === target).length;
  if (count('USER_MESSAGE') + count('MESSAGES') === 0) return s.noMessage;
  if (count('RESPONSE_B') > 0 && count('RESPONSE_A') === 0) return s.noFirst;
  if (count('MODEL_A') > 0 && count('RESPONSE_A') === 0) return s.noAnswer;
  if (count('MODEL_B') > 0 && count('RESPONSE_B') === 0) return s.noAnswer;
  const twice = once.find((target) => count(target) > 1);
  if (twice !== undefined) return s.twice(s.targets[twice]);
  const names = fields.filter(({ target }) => target === 'ATTRIBUTE').map(nameOf);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined ? null : s.sameName(repeated);
}

/** The mapping as the API takes it. */
export const fieldsInput = (fields: readonly Field[]) =>
  fields
    .filter(({ target }) => target !== 'IGNORE')
    .map((field) => ({
      source: field.source,
      target: field.target,
      key: field.target === 'ATTRIBUTE' || field.target === 'CONTEXT' ? nameOf(field) : null,
    }));
