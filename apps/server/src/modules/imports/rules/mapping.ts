import { z } from 'zod';
import { AppError } from '../../../errors.ts';

export const importTargets = [
  'EXTERNAL_ID',
  'MESSAGES',
  'USER_MESSAGE',
  'SYSTEM_MESSAGE',
  'ASSISTANT_MESSAGE',
  'RESPONSE_A',
  'RESPONSE_B',
  'MODEL_A',
  'MODEL_B',
  'ATTRIBUTE',
  'CONTEXT',
  'SOURCE',
  'IGNORE',
] as const;
export type ImportTarget = (typeof importTargets)[number];

/** Where each part of a task comes from: a column of a CSV file, a dotted path of a JSON line. */
export const ImportMapping = z.object({
  fields: z.array(
    z.object({
      source: z.string(),
      target: z.enum(importTargets),
      /** Name of an attribute, title of a context; the source unless given. */
      key: z.string().nullable(),
    }),
  ),
  judgments: z
    .object({
      /** The list of judgments in a row; empty where the row itself is the one judgment. */
      path: z.string(),
      /** In a judgment: who made it; empty where that is not known. */
      annotator: z.string(),
      label: z.string(),
      values: z.array(
        z.object({
          value: z.string(),
          direction: z.enum(['A', 'B', 'TIE', 'BOTH_BAD', 'BOTH_GOOD']),
          strength: z.number().int().nullable(),
        }),
      ),
    })
    .nullable(),
});
export type ImportMapping = z.infer<typeof ImportMapping>;

const once: readonly ImportTarget[] = ['EXTERNAL_ID', 'MESSAGES', 'MODEL_A', 'MODEL_B', 'SOURCE'];
const conversation: readonly ImportTarget[] = [
  'MESSAGES',
  'USER_MESSAGE',
  'SYSTEM_MESSAGE',
  'ASSISTANT_MESSAGE',
];
const fieldsMax = 500;

/** The name of the attribute that a field becomes. */
export const attributeKey = ({ source, key }: { source: string; key: string | null }): string =>
  key === null || key === '' ? source : key;

/** @throws AppError INVALID_INPUT for a mapping by which no row could become a task */
export function checkMapping({ fields, judgments }: ImportMapping, allowBothGood: boolean): void {
  const count = (target: ImportTarget) => fields.filter((field) => field.target === target).length;
  if (fields.length > fieldsMax) refuse(`At most ${fieldsMax} fields.`, 'fields');
  if (!conversation.some((target) => count(target) > 0)) {
    refuse('Say which field is the conversation, such as a USER_MESSAGE.', 'fields');
  }
  const twice = once.find((target) => count(target) > 1);
  if (twice !== undefined) refuse(`Only one field can be ${twice}.`, 'fields');
  for (const [needed, target] of [
    ['RESPONSE_A', 'RESPONSE_B'],
    ['RESPONSE_A', 'MODEL_A'],
    ['RESPONSE_B', 'MODEL_B'],
  ] as const) {
    if (count(target) > 0 && count(needed) === 0) refuse(`${target} needs ${needed}.`, 'fields');
  }
  const keys = fields.filter(({ target }) => target === 'ATTRIBUTE').map(attributeKey);
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined) refuse(`Two attributes are named ${repeated}.`, 'fields');
  if (judgments === null) return;
  if (count('RESPONSE_B') === 0) {
    refuse('Judgments of this form compare two responses; there is no RESPONSE_B.', 'judgments');
  }
  checkValues(judgments.values, allowBothGood);
}

type Values = NonNullable<ImportMapping['judgments']>['values'];

function checkValues(values: Values, allowBothGood: boolean): void {
  if (values.length === 0) refuse('Say what each label means.', 'judgments.values');
  values.forEach(({ value, direction, strength }, index) => {
    const field = `judgments.values.${index}`;
    if (values.findIndex((other) => other.value === value) !== index) {
      refuse(`The label ${value} has two meanings.`, field);
    }
    if (strength !== null && (strength < 1 || strength > 3)) {
      refuse(`A strength is 1, 2 or 3, not ${strength}.`, `${field}.strength`);
    }
    if (strength !== null && direction !== 'A' && direction !== 'B') {
      refuse(`${direction} has no strength.`, `${field}.strength`);
    }
    if (direction === 'BOTH_GOOD' && !allowBothGood) {
      refuse('This project takes no BOTH_GOOD.', `${field}.direction`);
    }
  });
}

function refuse(message: string, field: string): never {
  throw new AppError('INVALID_INPUT', message, { field: `mapping.${field}` });
}
