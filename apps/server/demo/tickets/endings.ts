import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';
import { chance, normal } from '../random.ts';
import { waiting } from './draw.ts';
import { type DemoTicket, dayMs } from './tickets.ts';

/** What becomes of a ticket. Times that lie behind `until` are not known yet. */
export interface Ending {
  readonly kind: 'RESOLVED' | 'ESCALATED' | 'ABANDONED' | 'OPEN';
  /** Null for an open ticket. */
  readonly endedAt: Date | null;
  readonly confirmed: boolean;
  readonly reopenedAt: Date | null;
  /** When the customer was asked how satisfied they were; null where nobody asked. */
  readonly askedAt: Date | null;
  /** 1 to 5; null for one of those who do not answer. */
  readonly satisfaction: number | null;
  readonly answeredAt: Date | null;
}

/** Log of the rate of resolution, by a dimension from its lowest to its highest tier. The planted truth. */
export const resolutionBy = { accuracy: 2.8, tone: 0.1, policy: 1.3 } as const;
/** Points of satisfaction out of five by the same. */
export const satisfactionBy = { accuracy: 0.2, tone: 2.4, policy: 0 } as const;
/** What the channel does by itself. */
const channelRate = { chat: 0.35, email: -0.45, voice: 0 } as const;
/** A middling answer, on the scale from the lowest to the highest tier. */
const middling = 0.65;
/** Per day. */
const rates = { resolved: 1.1, escalated: 0.14, abandoned: 0.07 };
/** Tickets that nobody closes. */
const forgotten = 0.04;

/** @param until - what happens later is not known yet */
export function drawEnding(random: SeededRandom, ticket: DemoTicket, until: Date): Ending {
  const quality = {
    accuracy: (ticket.quality.accuracy ?? 2) / 2 - middling,
    tone: (ticket.quality.tone ?? 2) / 2 - middling,
    policy: (ticket.quality.policy ?? 2) / 2 - middling,
  };
  const sum = (by: typeof resolutionBy | typeof satisfactionBy) =>
    by.accuracy * quality.accuracy + by.tone * quality.tone + by.policy * quality.policy;
  const after = {
    RESOLVED: waiting(
      random,
      rates.resolved * Math.exp(sum(resolutionBy) + channelRate[ticket.channel]),
    ),
    ESCALATED: waiting(random, rates.escalated * Math.exp(-1.2 * quality.policy)),
    ABANDONED: waiting(random, rates.abandoned),
  };
  const first = (['RESOLVED', 'ESCALATED', 'ABANDONED'] as const).reduce((a, b) =>
    after[b] < after[a] ? b : a,
  );
  const from = ticket.respondedAt.getTime();
  const known = (days: number): Date | null => {
    const at = new Date(Math.round(from + days * dayMs));
    return at > until ? null : at;
  };
  const isForgotten = chance(random, forgotten);
  const endedAt = isForgotten ? null : known(after[first]);
  const isReopened = chance(random, 0.1 - 0.12 * quality.accuracy);
  const reopenedAfter = after[first] + 0.2 + waiting(random, 0.5);
  const felt =
    3.5 +
    sum(satisfactionBy) +
    (first === 'RESOLVED' ? 0.15 : -0.25) +
    (ticket.channel === 'email' ? -0.2 : 0) +
    normal(random, 0.75);
  const satisfaction = Math.min(5, Math.max(1, Math.round(felt)));
  // the unhappy answer least: what is missing is not missing by chance
  const answers = chance(random, 0.08 + 0.09 * satisfaction);
  const isAsked = chance(random, ticket.channel === 'voice' ? 0.6 : 0.97);
  const asked = after[first] + 1 / 24;
  const answered = asked + waiting(random, 1.2);
  const confirmed = chance(random, 0.35);
  if (endedAt === null) {
    return { kind: 'OPEN', endedAt, confirmed: false, reopenedAt: null, ...unanswered(null) };
  }
  const askedAt = isAsked ? known(asked) : null;
  const answeredAt = askedAt !== null && answers ? known(answered) : null;
  return {
    kind: first,
    endedAt,
    confirmed,
    reopenedAt: first === 'RESOLVED' && isReopened ? known(reopenedAfter) : null,
    ...(answeredAt === null ? unanswered(askedAt) : { askedAt, satisfaction, answeredAt }),
  };
}

const unanswered = (askedAt: Date | null) => ({ askedAt, satisfaction: null, answeredAt: null });
