import { readFile } from 'node:fs/promises';
import { flagKinds } from '@assay/db/tables/rubrics';
import { z } from 'zod';

const Example = z.object({
  kind: z.enum(['EXAMPLE', 'COUNTER_EXAMPLE']),
  text: z.string(),
  reason: z.string().default(''),
});
const Tier = z.object({
  label: z.string(),
  description: z.string().default(''),
  value: z.number(),
  examples: z.array(Example).default([]),
});
const Dimension = z.object({
  key: z.string(),
  label: z.string(),
  description: z.string().default(''),
  scope: z.enum(['CONVERSATION', 'TURN', 'RESPONSE']).default('RESPONSE'),
  weight: z.number(),
  critical: z.boolean().default(false),
  locked: z.boolean().default(false),
  allowNotApplicable: z.boolean().default(false),
  rollUp: z.enum(['MEAN', 'WORST', 'LAST']).default('MEAN'),
  tiers: z.array(Tier),
});
const RedLine = z.object({
  dimensionKey: z
    .string()
    .nullish()
    .transform((key) => key ?? null),
  atOrBelowTier: z
    .number()
    .nullish()
    .transform((tier) => tier ?? null),
  flag: z
    .enum(flagKinds)
    .nullish()
    .transform((flag) => flag ?? null),
  effect: z.enum(['FAIL_ALL', 'FAIL_DIMENSION']),
  failDimensionKey: z
    .string()
    .nullish()
    .transform((key) => key ?? null),
});
const Profile = z.object({
  name: z.string(),
  attribute: z.string(),
  equals: z.array(z.string()),
  weights: z.array(z.object({ dimensionKey: z.string(), weight: z.number() })),
});

/** What a draft can be filled with: the content of a version, without ids. */
export const DraftContent = z.object({
  dimensions: z.array(Dimension),
  redLines: z.array(RedLine).default([]),
  profiles: z.array(Profile).default([]),
});
export type DraftContent = z.infer<typeof DraftContent>;

const Template = DraftContent.extend({ id: z.string(), name: z.string(), description: z.string() });
export type RubricTemplate = z.infer<typeof Template>;

let read: Promise<readonly RubricTemplate[]> | undefined;

/** The rubrics offered for copying. Read from the file beside this one, once a process. */
export function rubricTemplates(): Promise<readonly RubricTemplate[]> {
  read ??= readFile(new URL('templates.json', import.meta.url), 'utf8').then((text) =>
    z.array(Template).parse(JSON.parse(text)),
  );
  return read;
}
