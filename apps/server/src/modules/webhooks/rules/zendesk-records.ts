import { z } from 'zod';
import {
  Amount,
  attributesOf,
  Id,
  IsoTime,
  identified,
  present,
  type Read,
  Text,
  type TicketFields,
  type TicketNews,
} from './news.ts';
import { problemIn } from './problem.ts';

/** What an event and a record have in common. */
export const Detail = z.object({
  id: Id,
  status: Text,
  created_at: IsoTime,
  updated_at: IsoTime,
  priority: Text,
  assignee_id: Text,
  requester_id: Text,
  organization_id: Text,
  brand_id: Text,
  via: z.object({ channel: Text }).nullish().catch(null),
});
/** Minutes on both clocks, as ticket metrics have them. */
const Minutes = z.object({ calendar: Amount, business: Amount }).nullish().catch(null);
export const Metric = z.object({
  ticket_id: Id.nullish().catch(null),
  created_at: IsoTime,
  updated_at: IsoTime,
  solved_at: IsoTime,
  reopens: Amount,
  first_resolution_time_in_minutes: Minutes,
  full_resolution_time_in_minutes: Minutes,
});
export const Rating = z.object({
  id: Text,
  ticket_id: Id.nullish().catch(null),
  score: z.unknown().optional(),
  created_at: IsoTime,
  updated_at: IsoTime,
});
export const Ticket = z.object({
  ...Detail.shape,
  external_id: Text,
  metric_set: Metric.nullish().catch(null),
  satisfaction_rating: Rating.nullish().catch(null),
});
/** A ticket of the REST interface, with the metrics and the rating that may be part of it. */
export function readTicket(record: unknown, readAt: Date): Read {
  const ticket = Ticket.safeParse(record);
  return ticket.success
    ? { ok: true, news: ticketNews(ticket.data, readAt) }
    : { ok: false, problem: problemIn(ticket.error) };
}

/** A satisfaction rating of the REST interface; no news where none was offered. */
export function readRating(record: unknown, readAt: Date): Read {
  const rating = Rating.safeParse(record);
  return rating.success
    ? { ok: true, news: ratingNews(rating.data, null, readAt) }
    : { ok: false, problem: problemIn(rating.error) };
}

export function ticketNews(ticket: z.infer<typeof Ticket>, readAt: Date): TicketNews {
  const at = ticket.updated_at ?? readAt;
  const rated = csatOf(ticket.satisfaction_rating?.score);
  return identified('zendesk', {
    externalId: ticket.id,
    occurredAt: at,
    fields: present<TicketFields>({
      openedAt: ticket.created_at,
      resolved: isSolved(ticket.status),
      resolutionKind: isSolved(ticket.status) === true ? 'AGENT' : null,
      csat: rated,
      ...(ticket.metric_set != null && metricFields(ticket.metric_set)),
    }),
    attributes: attributesOfTicket(ticket, at),
  });
}

export function metricNews(
  metric: z.infer<typeof Metric>,
  ticketId: string | null,
  readAt: Date,
): TicketNews | null {
  const externalId = metric.ticket_id ?? ticketId;
  if (externalId === null) return null;
  const at = metric.updated_at ?? readAt;
  return identified('zendesk', {
    externalId,
    occurredAt: at,
    fields: metricFields(metric),
    attributes: {},
  });
}

const seconds = (minutes: number | null | undefined): number | null =>
  minutes == null ? null : minutes * 60;

function metricFields(metric: z.infer<typeof Metric>): TicketFields {
  const first = metric.first_resolution_time_in_minutes;
  const full = metric.full_resolution_time_in_minutes;
  return present<TicketFields>({
    reopens: metric.reopens,
    resolvedAt: metric.solved_at,
    firstResolutionCalendarSeconds: seconds(first?.calendar),
    firstResolutionBusinessSeconds: seconds(first?.business),
    fullResolutionCalendarSeconds: seconds(full?.calendar),
    fullResolutionBusinessSeconds: seconds(full?.business),
  });
}

export function ratingNews(
  rating: z.infer<typeof Rating>,
  ticketId: string | null,
  readAt: Date,
): TicketNews | null {
  const externalId = rating.ticket_id ?? ticketId;
  const score = scoreOf(rating.score);
  if (externalId === null || score === null || score === 'unoffered') return null;
  const at = rating.updated_at ?? readAt;
  const csat = csatOf(score);
  return identified('zendesk', {
    externalId,
    occurredAt: at,
    fields: present<TicketFields>({
      csatOfferedAt: rating.created_at ?? (csat === null ? at : null),
      csat,
      csatAnsweredAt: csat === null ? null : at,
    }),
    attributes: {},
  });
}

const scoreOf = (score: unknown): string | number | null =>
  typeof score === 'string' && score !== ''
    ? score.toLowerCase()
    : typeof score === 'number'
      ? score
      : null;

/** `offered` is no answer. A comment is told by a suffix that says nothing of how good it was. */
function csatOf(given: unknown): TicketFields['csat'] | null {
  const score = scoreOf(given);
  if (typeof score === 'number') return { raw: score, scale: 'ONE_TO_FIVE' };
  if (score === 'good' || score?.startsWith('good_')) return { raw: 1, scale: 'GOOD_BAD' };
  if (score === 'bad' || score?.startsWith('bad_')) return { raw: 0, scale: 'GOOD_BAD' };
  return null;
}

const open = new Set(['new', 'open', 'pending', 'hold']);
const solved = new Set(['solved', 'closed']);

/** Null for a status that Zendesk does not have. */
export function isSolved(status: string | null): boolean | null {
  const name = status?.toLowerCase() ?? '';
  if (solved.has(name)) return true;
  return open.has(name) ? false : null;
}

export function attributesOfTicket(ticket: z.infer<typeof Detail>, at: Date) {
  return {
    ...attributesOf(ticket.created_at, {
      channel: ticket.via?.channel?.toLowerCase(),
      customer: ticket.requester_id,
      brand: ticket.brand_id,
    }),
    ...attributesOf(at, {
      priority: ticket.priority?.toLowerCase(),
      agent: ticket.assignee_id,
      organization: ticket.organization_id,
    }),
  };
}
