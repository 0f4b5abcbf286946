import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';
import type { TaskWithTruth } from '../tasks.ts';
import { oneOf } from './draw.ts';
import type { Exchanges } from './exchanges.ts';
import type { DemoTicket } from './tickets.ts';

/** A short exchange as a task: what the answer says is worth the tiers that the ticket has. */
export function transcript(
  random: SeededRandom,
  { manners }: Exchanges,
  ticket: DemoTicket,
): TaskWithTruth {
  const { topic, quality, item, order, days } = ticket;
  const { language } = topic;
  const filled = (text: string) =>
    text
      .replaceAll('{item}', item.name)
      .replaceAll('{price}', String(item.price))
      .replaceAll('{order}', order)
      .replaceAll('{days}', String(days));
  const said = (tiers: readonly (readonly string[])[], tier: number | null) =>
    oneOf(random, tiers[tier ?? 2] ?? []);
  const { opening, closing } = manners[language];
  const body = [
    said(opening, quality.tone),
    said(topic.accuracy, quality.accuracy),
    said(topic.policyAnswer, quality.policy),
  ].join(' ');
  const content = [body, said(closing, quality.tone)].filter((part) => part !== '').join('\n\n');
  return {
    task: {
      externalId: ticket.externalId,
      kind: 'RATING',
      attributes: {
        topic: topic.topic,
        channel: ticket.channel,
        language,
        complexity: 'simple',
        turns: 1,
      },
      source: 'demo',
      contexts: [
        { kind: 'POLICY', ...topic.policy, version: '7' },
        { kind: 'CUSTOMER_FACT', title: `Order ${order}`, text: filled(topic.fact) },
      ],
      messages: [{ role: 'user', content: filled(oneOf(random, topic.asks)), language }],
      responses: [{ content: filled(content), model: ticket.model, source: 'demo' }],
    },
    quality: [quality],
    flags: [[]],
  };
}
