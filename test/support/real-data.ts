import { existsSync, readFileSync } from 'node:fs';

/** Data sets lie beside the project; tests of them are skipped where they are not. */
const file = (path: string) => new URL(`../../../shared/data/${path}`, import.meta.url);
const pandalm = file('pandalm/pairs.jsonl');
const dialogues = file('conture/dialogues.jsonl');
const ratings = file('conture/dialogue_ratings.jsonl');

export const hasPandalm = existsSync(pandalm);
export const hasConture = existsSync(dialogues) && existsSync(ratings);

/** 999 comparisons of two answers, each judged by the same three people, as the file is. */
export const pandalmFile = (): string => readFileSync(pandalm, 'utf8');

const source = (name: string, target: string, key?: string) => ({ source: name, target, key });
export const pandalmMapping = {
  fields: [
    source('item_id', 'EXTERNAL_ID'),
    source('prompt_id', 'ATTRIBUTE'),
    source('source_app', 'ATTRIBUTE', 'app'),
    source('instruction', 'USER_MESSAGE'),
    source('input', 'USER_MESSAGE'),
    source('response_a.text', 'RESPONSE_A'),
    source('response_a.model_id', 'MODEL_A'),
    source('response_b.text', 'RESPONSE_B'),
    source('response_b.model_id', 'MODEL_B'),
  ],
  judgments: {
    path: 'judgments',
    annotator: 'annotator_id',
    label: 'label',
    values: [
      { value: 'a', direction: 'A' },
      { value: 'b', direction: 'B' },
      { value: 'tie', direction: 'TIE' },
    ],
  },
};

interface Dialogue {
  readonly item_id: string;
  readonly turns: readonly {
    readonly user: string;
    readonly chatbot: string;
    readonly turn_quality_majority: number;
  }[];
}
interface Rating {
  readonly item_id: string;
  readonly rating_index: number;
  readonly ratings: Readonly<Record<string, number | null>>;
}

/** Levels of each rating of a whole dialogue. */
export const contureScales: Readonly<Record<string, { lowest: number; levels: number }>> = {
  consistent: { lowest: 0, levels: 2 },
  human_overall: { lowest: 1, levels: 5 },
  ...Object.fromEntries(
    [
      'likeable',
      'diverse',
      'informative',
      'coherent',
      'understanding',
      'flexible',
      'topic_depth',
      'error_recovery',
      'inquisitive',
    ].map((key) => [key, { lowest: 1, levels: 3 }]),
  ),
};

// the files are in this shape, as their README says
const lines = <T>(url: URL): T[] =>
  readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

/**
 * 119 dialogues in Assay's own form. Two or three unknown people rated each as a whole; the quality of
 * its turns is known as the majority of others, which is one judgment more.
 */
export function contureRows(): object[] {
  const given = lines<Rating>(ratings);
  return lines<Dialogue>(dialogues).map(({ item_id, turns }) => ({
    externalId: item_id,
    messages: turns.flatMap(({ user, chatbot }) => [
      { role: 'user', content: user },
      { role: 'assistant', content: chatbot, judged: true },
    ]),
    judgments: [
      ...given
        .filter((rating) => rating.item_id === item_id)
        .map((rating) => ({
          ratingIndex: rating.rating_index,
          scores: [
            ...Object.entries(rating.ratings).map(([dimension, value]) => ({
              dimension,
              tier: value === null ? null : value - (contureScales[dimension]?.lowest ?? 0),
              notApplicable: value === null,
            })),
            ...turns.map((_, at) => ({
              dimension: 'turn_quality',
              message: 2 * at + 1,
              notApplicable: true,
            })),
          ],
        })),
      {
        annotator: 'majority of turn raters',
        scores: [
          ...Object.keys(contureScales).map((dimension) => ({ dimension, notApplicable: true })),
          ...turns.map((turn, at) => ({
            dimension: 'turn_quality',
            message: 2 * at + 1,
            tier: turn.turn_quality_majority,
          })),
        ],
      },
    ],
  }));
}

/** What raters said of each dialogue, as the outcome of a ticket: the mean of each rating. */
export function contureOutcomes(): object[] {
  const given = lines<Rating>(ratings);
  return lines<Dialogue>(dialogues).map(({ item_id }) => {
    const own = given.filter((rating) => rating.item_id === item_id);
    const measures = Object.keys(contureScales).flatMap((measure) => {
      const values = own.flatMap((rating) => rating.ratings[measure] ?? []);
      if (values.length === 0) return [];
      return [{ measure, number: values.reduce((sum, value) => sum + value, 0) / values.length }];
    });
    return { source: 'raters', externalId: item_id, occurredAt: '2026-01-01T00:00:00Z', measures };
  });
}
