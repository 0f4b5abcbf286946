import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const sentences = z.array(z.string()).min(2);
/** What can be said, by the tier it is worth: lowest first. */
const byTier = z.tuple([sentences, sentences, sentences]);

const topicSchema = z.strictObject({
  topic: z.string().min(1),
  language: z.enum(['en', 'de']),
  policy: z.strictObject({ title: z.string().min(1), text: z.string().min(1) }),
  fact: z.string().min(1),
  asks: sentences,
  accuracy: byTier,
  policyAnswer: byTier,
});
const items = z.array(z.strictObject({ name: z.string().min(1), price: z.int().min(1) })).min(2);
const manners = z.strictObject({ opening: byTier, closing: byTier });

const exchangesSchema = z.strictObject({
  items: z.strictObject({ en: items, de: items }),
  manners: z.strictObject({ en: manners, de: manners }),
  topics: z.array(topicSchema).min(2),
});
/** The pieces of which the exchanges behind the demo's tickets are put together. */
export type Exchanges = z.infer<typeof exchangesSchema>;
export type Topic = z.infer<typeof topicSchema>;
export type Language = Topic['language'];

/** @throws ZodError where a piece is missing */
export async function loadExchanges(): Promise<Exchanges> {
  const file = new URL('./exchanges.json', import.meta.url);
  return exchangesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
