import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The dimensions of the demo rubric, in its order. */
export const dimensionKeys = ['accuracy', 'tone', 'policy'] as const;
export type DimensionKey = (typeof dimensionKeys)[number];

const flagKinds = ['AMBIGUOUS_PROMPT', 'REFUSAL', 'RED_LINE', 'PII'] as const;
const tierIndex = z.int().min(0).max(2);

const qualitySchema = z.strictObject({
  accuracy: tierIndex,
  tone: tierIndex,
  policy: tierIndex.nullable(), // null: no policy touches the question
});

const truthSchema = z.strictObject({
  quality: z.array(qualitySchema),
  flags: z.array(z.array(z.enum(flagKinds))).optional(),
});

const conversationSchema = z
  .strictObject({
    externalId: z.string().regex(/^nw-\d{3}$/),
    kind: z.enum(['RATING', 'PAIRWISE']),
    attributes: z.strictObject({
      topic: z.string().min(1),
      channel: z.enum(['chat', 'email', 'voice']),
      language: z.enum(['en', 'de']),
      complexity: z.enum(['simple', 'multi_step', 'edge_case']),
      turns: z.int().min(1),
    }),
    source: z.literal('demo'),
    contexts: z.array(
      z.strictObject({
        kind: z.enum(['SYSTEM_PROMPT', 'PASSAGE', 'TOOL_RESULT', 'CUSTOMER_FACT', 'POLICY']),
        title: z.string().min(1),
        text: z.string().min(1),
        version: z.string().optional(),
        date: z.iso.date().optional(),
      }),
    ),
    messages: z
      .array(
        z.strictObject({
          role: z.enum(['user', 'assistant', 'tool']),
          content: z.string().min(1),
          language: z.enum(['en', 'de']),
        }),
      )
      .min(1),
    responses: z.array(
      z.strictObject({
        content: z.string().min(1),
        model: z.enum(['harbor-1', 'harbor-2']),
        source: z.literal('demo'),
      }),
    ),
    truth: truthSchema,
  })
  .refine((c) => c.responses.length === (c.kind === 'RATING' ? 1 : 2), 'responses for the kind')
  .refine((c) => c.truth.quality.length === c.responses.length, 'a truth for each response')
  .refine((c) => (c.truth.flags ?? c.responses).length === c.responses.length, 'flags for each')
  .refine((c) => c.messages.at(-1)?.role === 'user', 'the user speaks last')
  .refine((c) => c.attributes.turns === c.messages.length, 'turns count the messages');
export type Conversation = z.infer<typeof conversationSchema>;
export type Quality = z.infer<typeof qualitySchema>;
export type FlagKind = (typeof flagKinds)[number];

const tierSchema = z.strictObject({
  label: z.string().min(1),
  description: z.string().min(1),
  value: z.number().min(0).max(1),
  examples: z.array(
    z.strictObject({
      kind: z.enum(['EXAMPLE', 'COUNTER_EXAMPLE']),
      text: z.string().min(1),
      reason: z.string().min(1),
    }),
  ),
});

/** What `saveRubricDraft` takes, without the ids of a stored rubric. */
const rubricSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  note: z.string(),
  dimensions: z.array(
    z.strictObject({
      key: z.string().regex(/^[a-z][a-z_]*$/),
      label: z.string().min(1),
      description: z.string().min(1),
      scope: z.enum(['CONVERSATION', 'TURN', 'RESPONSE']),
      weight: z.number().positive(),
      critical: z.boolean(),
      locked: z.boolean(),
      allowNotApplicable: z.boolean(),
      rollUp: z.enum(['MEAN', 'WORST', 'LAST']),
      tiers: z.array(tierSchema).min(2),
    }),
  ),
  redLines: z.array(
    z.strictObject({
      dimensionKey: z.string().nullable(),
      atOrBelowTier: z.int().min(0).nullable(),
      flag: z.enum([...flagKinds, 'STALE_SOURCE', 'NEEDS_EXPERT', 'OFF_TOPIC']).nullable(),
      effect: z.enum(['FAIL_ALL', 'FAIL_DIMENSION']),
      failDimensionKey: z.string().nullable(),
    }),
  ),
  profiles: z.array(
    z.strictObject({
      name: z.string().min(1),
      attribute: z.string().min(1),
      equals: z.array(z.string()).min(1),
      weights: z.array(z.strictObject({ dimensionKey: z.string(), weight: z.number().min(0) })),
    }),
  ),
});
export type RubricContent = z.infer<typeof rubricSchema>;

const noteSchema = z.strictObject({
  task: z.string().regex(/^nw-\d{3}(-[ab])?$/),
  text: z.string().min(1),
});
/** What somebody wrote beside a judgment of one task. */
export type WrittenNote = z.infer<typeof noteSchema>;

export interface DemoContent {
  /** In the order of their external ids. */
  readonly conversations: readonly Conversation[];
  readonly rubric: RubricContent;
  readonly notes: readonly WrittenNote[];
}

/** Everything written for the demo tenant. @throws Error naming the file that is not as it should be */
export async function loadDemoContent(): Promise<DemoContent> {
  const folder = new URL('./conversations/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  const conversations = await Promise.all(
    files.map(async (name) => {
      const lines = (await readFile(new URL(name, folder), 'utf8')).split('\n');
      return lines.filter(Boolean).map((line) => parse(conversationSchema, line, name));
    }),
  );
  return {
    conversations: conversations.flat(),
    rubric: await load(rubricSchema, 'rubric.json'),
    notes: await load(z.array(noteSchema), 'notes.json'),
  };
}

async function load<T>(schema: z.ZodType<T>, name: string): Promise<T> {
  return parse(schema, await readFile(new URL(name, import.meta.url), 'utf8'), name);
}

function parse<T>(schema: z.ZodType<T>, json: string, name: string): T {
  const result = schema.safeParse(JSON.parse(json));
  if (result.success) return result.data;
  throw new Error(`${name} of the demo: ${z.prettifyError(result.error)}`, { cause: result.error });
}
