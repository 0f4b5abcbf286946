import { z } from 'zod';
import {
  attributesOf,
  failed,
  Id,
  IsoTime,
  identified,
  ignored,
  present,
  type Read,
  saysSomething,
  secondsBetween,
  Text,
  type TicketFields,
  type Translated,
  told,
} from './news.ts';
import { problemIn } from './problem.ts';

/** The names of these times are not documented for certain: what is missing is not told. */
const Stats = z.object({
  resolved_at: IsoTime,
  closed_at: IsoTime,
  reopened_at: IsoTime,
  first_responded_at: IsoTime,
});
const Ticket = z.object({
  id: Id,
  status: Text,
  priority: Text,
  source: Text,
  created_at: IsoTime,
  updated_at: IsoTime,
  responder_id: Text,
  requester_id: Text,
  company_id: Text,
  group_id: Text,
  stats: Stats.nullish().catch(null),
});
const Rating = z.object({
  ticket_id: Id,
  created_at: IsoTime,
  updated_at: IsoTime,
  ratings: z.looseObject({ default_question: z.unknown().optional() }),
});

/** What an automation rule of Freshdesk says. Who wrote the rule chose its fields. */
export function translateFreshdesk(body: unknown, receivedAt: Date): Translated {
  const parts = z
    .object({
      freshdesk_webhook: z.unknown().optional(),
      ticket: z.unknown().optional(),
      satisfaction_rating: z.unknown().optional(),
    })
    .safeParse(body);
  if (!parts.success) return failed('The body is no JSON object.');
  const { freshdesk_webhook: simple, ticket = simple, satisfaction_rating: rating } = parts.data;
  const read = [
    ticket === undefined ? null : ticketOf(unprefixed(ticket), receivedAt, 'told'),
    rating === undefined ? null : readRating(rating, receivedAt),
  ].filter((one) => one !== null);
  if (read.length === 0) return ignored('It has no ticket and no satisfaction_rating.');
  const problem = read.find((one) => !one.ok);
  if (problem !== undefined)
    return failed(`It is not as Freshdesk describes it: ${problem.problem}`);
  const news = read.flatMap((one) =>
    one.ok && one.news !== null && saysSomething(one.news) ? [one.news] : [],
  );
  return told(news, 'It tells nothing of an outcome.');
}

/** A ticket of the REST interface, with its `stats`. */
export const readTicket = (record: unknown, readAt: Date): Read => ticketOf(record, readAt, 'read');

function ticketOf(record: unknown, at: Date, way: 'told' | 'read'): Read {
  const parsed = Ticket.safeParse(record);
  if (!parsed.success) return { ok: false, problem: problemIn(parsed.error) };
  const ticket = parsed.data;
  const { stats } = ticket;
  const occurredAt = ticket.updated_at ?? at;
  const resolved = isResolved(ticket.status);
  const resolvedAt = stats?.resolved_at ?? stats?.closed_at ?? null;
  const full = secondsBetween(ticket.created_at, resolvedAt);
  const news = identified('freshdesk', {
    externalId: ticket.id,
    occurredAt,
    fields: present<TicketFields>({
      openedAt: ticket.created_at,
      resolved,
      resolutionKind: resolved === true ? 'AGENT' : null,
      resolvedAt: resolvedAt ?? (way === 'told' && resolved === true ? occurredAt : null),
      reopenedAt: stats?.reopened_at,
      fullResolutionCalendarSeconds: full,
      // only where it was never opened again is the last solution also the first
      firstResolutionCalendarSeconds: stats?.reopened_at == null ? full : null,
    }),
    attributes: {
      ...attributesOf(ticket.created_at, {
        channel: sources.get(ticket.source ?? '') ?? ticket.source?.toLowerCase(),
        customer: ticket.requester_id,
        organization: ticket.company_id,
      }),
      ...attributesOf(occurredAt, {
        priority: priorities.get(ticket.priority ?? '') ?? ticket.priority?.toLowerCase(),
        agent: ticket.responder_id,
        team: ticket.group_id,
      }),
    },
  });
  return { ok: true, news };
}

/** An answer to a survey. Other questions than the default one are about something else. */
export function readRating(record: unknown, readAt: Date): Read {
  const parsed = Rating.safeParse(record);
  if (!parsed.success) return { ok: false, problem: problemIn(parsed.error) };
  const { ticket_id: externalId, created_at, updated_at, ratings } = parsed.data;
  const code = ratings.default_question;
  if (typeof code !== 'number' || !codes.has(code)) {
    return {
      ok: false,
      problem: `ratings.default_question: ${Number(code)} is no code of Freshdesk`,
    };
  }
  const at = updated_at ?? created_at ?? readAt;
  return {
    ok: true,
    news: identified('freshdesk', {
      externalId,
      occurredAt: at,
      fields: { csat: { raw: code, scale: 'FRESHDESK' }, csatAnsweredAt: created_at ?? at },
      attributes: {},
    }),
  };
}

/** From extremely unhappy to extremely happy; 100 is neutral. */
const codes = new Set([-103, -102, -101, 100, 101, 102, 103]);

const sources = new Map([
  ['1', 'email'],
  ['2', 'portal'],
  ['3', 'phone'],
  ['7', 'chat'],
  ['9', 'feedback widget'],
  ['10', 'outbound'],
]);
const priorities = new Map([
  ['1', 'low'],
  ['2', 'medium'],
  ['3', 'high'],
  ['4', 'urgent'],
]);
const open = new Set(['2', '3', 'open', 'pending']);
const done = new Set(['4', '5', 'resolved', 'closed']);

/** Null for a status that a tenant has added: nobody here knows what it means. */
function isResolved(status: string | null): boolean | null {
  const name = status?.toLowerCase() ?? '';
  if (done.has(name)) return true;
  return open.has(name) ? false : null;
}

/** The simple form of a rule has `ticket_id` and `ticket_status` for what is else `id` and `status`. */
function unprefixed(record: unknown): unknown {
  if (typeof record !== 'object' || record === null) return record;
  const entries = Object.entries(record);
  return Object.fromEntries([
    ...entries.map(([name, value]) => [name.replace(/^ticket_/, ''), value] as const),
    ...entries,
  ]);
}
