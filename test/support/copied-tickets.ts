import {
  booleanField,
  type Field,
  floatField,
  floatsField,
  intField,
  intsField,
  jsonField,
  textField,
  timeField,
  uuidField,
} from './copied.ts';

const id = (kind: string, n: number) =>
  uuidField(`0000000${kind}-0000-7000-8000-${String(n).padStart(12, '0')}`);
export const ticket = (n: number): Field => id('1', n);
export const task = (n: number): Field => id('2', n);

interface Judged {
  readonly task: number;
  readonly version?: number;
  readonly profile?: string;
  readonly composite: number | null;
  readonly gated?: number;
  readonly failedAll?: boolean;
  readonly values: readonly (number | null)[];
  readonly failed?: readonly number[];
}
/** As the section of judgments copies one. */
export const judgment = ({ composite, gated, ...row }: Judged): Field[] => [
  ...[task(row.task), intField(row.version ?? 0), textField(row.profile ?? null)],
  ...[floatField(composite), floatField(gated ?? composite), booleanField(row.failedAll ?? false)],
  ...[floatsField(row.values), row.failed === undefined ? null : intsField(row.failed)],
];

interface Outcome {
  readonly ticket: number;
  readonly source?: string;
  readonly openedAt?: number;
  readonly resolved?: boolean;
  readonly fullCalendar?: number;
  readonly csat?: number;
  readonly attributes?: object;
}
/** As the section of outcomes copies one. */
export const outcome = ({ ticket: n, csat, ...row }: Outcome): Field[] => [
  ...[ticket(n), textField(row.source ?? null), timeField(row.openedAt ?? null), null],
  ...[booleanField(row.resolved ?? null), textField('AGENT'), null, null, null, null, intField(0)],
  ...[null, null, floatField(row.fullCalendar ?? null), null, floatField(csat ?? null)],
  ...[csat === undefined ? null : textField('ONE_TO_FIVE'), booleanField(csat !== undefined)],
  jsonField(row.attributes ?? {}),
];
