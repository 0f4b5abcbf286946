import { flagKinds } from '@assay/db/tables/rubrics';
import { z } from 'zod';
import { kindFor, type NewTask } from '../../tasks/rules.ts';
import { type ImportedJudgment, nameMax, type ParsedRow, refused } from './rows.ts';

/** One of a list of words, written in any case. */
const word = <const T extends readonly [string, ...string[]]>(words: T) =>
  z
    .string()
    .transform((value) => value.toUpperCase())
    .pipe(z.enum(words));
const name = z.string().max(nameMax).nullish();
const jsonObject = z.record(z.string(), z.unknown());
const position = z.number().int().min(0).nullish();

const NativeContext = z.object({
  kind: word([
    'SYSTEM_PROMPT',
    'PASSAGE',
    'TOOL_CALL',
    'TOOL_RESULT',
    'CUSTOMER_FACT',
    'POLICY',
    'OTHER',
  ]),
  title: z.string().max(1_000),
  text: z.string(),
  version: name,
  date: z.iso.date().nullish(),
});
const NativeMessage = z.object({
  role: word(['SYSTEM', 'USER', 'ASSISTANT', 'TOOL']),
  content: z.string(),
  language: z.string().max(64).nullish(),
  judged: z.boolean().nullish(),
});
const NativeResponse = z.object({
  content: z.string(),
  model: name,
  source: name,
  parameters: jsonObject.nullish(),
  language: z.string().max(64).nullish(),
});
const NativeScore = z.object({
  dimension: z.string(),
  tier: z.number().int().min(0).nullish(),
  notApplicable: z.boolean().nullish(),
  response: position,
  message: position,
});
const NativeJudgment = z.object({
  annotator: z.string().min(1).max(nameMax).nullish(),
  ratingIndex: z.number().int().min(1).max(1_000).nullish(),
  scores: z.array(NativeScore).max(1_000).nullish(),
  preference: z
    .object({
      direction: word(['A', 'B', 'TIE', 'BOTH_BAD', 'BOTH_GOOD']),
      strength: z.number().int().min(1).max(3).nullish(),
    })
    .nullish(),
  flags: z
    .array(z.object({ kind: word(flagKinds), note: z.string().max(5_000).nullish() }))
    .max(flagKinds.length)
    .nullish(),
  note: z.string().max(5_000).nullish(),
  submittedAt: z.iso.datetime({ offset: true }).nullish(),
  activeSeconds: z.number().min(0).max(86_400).nullish(),
  outcomeVisible: z.boolean().nullish(),
});
export const judgmentsMax = 50;
const NativeRow = z.object({
  externalId: z.string().max(nameMax).nullish(),
  kind: word(['RATING', 'PAIRWISE']).nullish(),
  attributes: jsonObject.nullish(),
  source: name,
  contexts: z.array(NativeContext).nullish(),
  messages: z.array(NativeMessage).nullish(),
  responses: z.array(NativeResponse).nullish(),
  judgments: z.array(NativeJudgment).max(judgmentsMax).nullish(),
});
type NativeRow = z.infer<typeof NativeRow>;
const nativeKeys = Object.keys(NativeRow.shape);

/** Reads a row in Assay's own form. What it does not know is left out with a warning. */
export function parseNative(value: unknown): ParsedRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused(null, 'A line is one JSON object.');
  }
  const parsed = NativeRow.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? null : issue.path.join('.');
    return refused(field, issue?.message ?? 'This is not in the form of a task.');
  }
  const { externalId, judgments, ...rest } = parsed.data;
  const isAddition =
    rest.messages == null && rest.responses == null && rest.contexts == null && rest.kind == null;
  if (isAddition && (externalId == null || judgments == null)) {
    return refused('messages', 'A task needs messages; judgments alone need an externalId.');
  }
  const unknown = Object.keys(value).filter((key) => !nativeKeys.includes(key));
  return {
    ok: true,
    row: {
      externalId: externalId == null || externalId === '' ? null : externalId,
      task: isAddition ? null : taskOf(parsed.data),
      judgments: (judgments ?? []).map(judgmentOf),
      columnOf: null,
      warnings:
        unknown.length === 0
          ? []
          : [{ field: unknown[0]?.slice(0, nameMax) ?? null, message: unread(unknown) }],
    },
  };
}

const unread = (keys: readonly string[]) =>
  `Not part of a task, so not read: ${keys.slice(0, 10).join(', ').slice(0, nameMax)}.`;

/** Whether a row looks like Assay's own form, so that it needs no mapping. */
export function isNative(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const known = Object.keys(value).every((key) => nativeKeys.includes(key));
  const hasSubstance = 'messages' in value || ('externalId' in value && 'judgments' in value);
  return known && hasSubstance && NativeRow.safeParse(value).success;
}

function taskOf(row: NativeRow): NewTask {
  const responses = row.responses ?? [];
  return {
    kind: row.kind ?? kindFor(responses.length),
    externalId: row.externalId == null || row.externalId === '' ? null : row.externalId,
    source: row.source ?? null,
    attributes: row.attributes ?? {},
    contexts: (row.contexts ?? []).map(({ kind, title, text, version, date }) => ({
      ...{ kind, title, text, version: version ?? null, date: date ?? null },
    })),
    messages: (row.messages ?? []).map(({ role, content, language, judged }) => ({
      ...{ role, content, language: language ?? null, judged: judged ?? false },
    })),
    responses: responses.map(({ content, language, model, source, parameters }) => ({
      ...{ content, language: language ?? null, model: model ?? null, source: source ?? null },
      parameters: parameters ?? null,
    })),
  };
}

function judgmentOf(given: z.infer<typeof NativeJudgment>, index: number): ImportedJudgment {
  const { preference } = given;
  return {
    annotator: given.annotator ?? null,
    ratingIndex: given.ratingIndex ?? index + 1,
    answers: {
      scores: (given.scores ?? []).map((score) => ({
        dimensionKey: score.dimension,
        tier: score.tier ?? null,
        notApplicable: score.notApplicable ?? false,
        response: score.response ?? null,
        message: score.message ?? null,
      })),
      preference:
        preference == null
          ? null
          : { direction: preference.direction, strength: preference.strength ?? null },
      flags: (given.flags ?? []).map(({ kind, note }) => ({ kind, note: note ?? '' })),
      note: given.note ?? '',
    },
    submittedAt: given.submittedAt == null ? null : new Date(given.submittedAt),
    activeSeconds: given.activeSeconds ?? null,
    outcomeVisible: given.outcomeVisible ?? false,
  };
}
