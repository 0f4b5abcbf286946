import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';
import type { Quality } from '../content.ts';
import { chance, normal } from '../random.ts';
import { byShare, oneOf, tierAround } from './draw.ts';
import type { Exchanges, Topic } from './exchanges.ts';

/** One of the judged answers' tickets, before anything became of it. */
export interface DemoTicket {
  /** As the help desk calls it. */
  readonly externalId: string;
  readonly customer: string;
  readonly channel: 'chat' | 'email' | 'voice';
  readonly priority: 'normal' | 'high';
  readonly model: 'harbor-1' | 'harbor-2';
  readonly topic: Topic;
  readonly item: { readonly name: string; readonly price: number };
  readonly order: string;
  /** Days since what the customer asks about. */
  readonly days: number;
  readonly openedAt: Date;
  readonly respondedAt: Date;
  readonly quality: Quality;
  /** How likely an answer of this channel is to be drawn for judging. */
  readonly probability: number;
  readonly isSampled: boolean;
}

export const dayMs = 86_400_000;
const minuteMs = 60_000;
const channels = [
  ['chat', 0.5],
  ['email', 0.36],
  ['voice', 0.14],
] as const;
/** What is drawn for judging: all calls, most of the rest. */
const probabilities = { chat: 0.92, email: 0.95, voice: 1 } as const;
/** The channel moves the answer, and by itself what becomes of the ticket: it confounds. */
const shifts = { chat: 0.15, email: -0.25, voice: 0 } as const;
/** Customers for each ticket: some come again. */
const customersEach = 0.7;

/**
 * Tickets of a period, in order of time.
 *
 * @param start - midnight UTC of the first day
 */
export function drawTickets(
  random: SeededRandom,
  exchanges: Exchanges,
  { count, start, days }: { readonly count: number; readonly start: Date; readonly days: number },
): DemoTicket[] {
  const customers = Math.max(1, Math.floor(count * customersEach));
  const hours = Array.from({ length: count }, () => {
    const day = Math.floor(days * random.next());
    return start.getTime() + day * dayMs + (7 + 13 * random.next()) * 60 * minuteMs;
  }).sort((a, b) => a - b);
  return hours.map((opened, index) => {
    const channel = byShare(random, channels);
    const topic = oneOf(random, exchanges.topics);
    const passed = (opened - start.getTime()) / (days * dayMs);
    // the newer model takes over bit by bit
    const model = chance(random, 0.15 + 0.7 * passed) ? 'harbor-2' : 'harbor-1';
    const lift = shifts[channel] + (model === 'harbor-2' ? 0.2 : -0.05);
    const common = normal(random, 0.2);
    const probability = probabilities[channel];
    return {
      externalId: `NW-${30_000 + index * 7}`,
      customer: `c-${1_000 + random.integer(customers)}`,
      channel,
      priority: chance(random, 0.2) ? 'high' : 'normal',
      model,
      topic,
      item: oneOf(random, exchanges.items[topic.language]),
      order: `${48 + random.integer(3)}-${20_000 + random.integer(9_999)}`,
      days: 4 + random.integer(9),
      openedAt: new Date(Math.round(opened)),
      respondedAt: new Date(Math.round(opened + (0.2 + 2 * random.next()) * minuteMs)),
      quality: {
        accuracy: tierAround(random, 1.25 + lift + common, 0.75),
        tone: tierAround(random, 1.3 + lift / 2 + common, 0.7),
        policy: tierAround(random, 1.35 + lift + common, 0.75),
      },
      probability,
      isSampled: chance(random, probability),
    };
  });
}
