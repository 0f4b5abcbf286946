import { z } from 'zod';
import {
  failed,
  Id,
  IsoTime,
  ignored,
  present,
  saysSomething,
  Text,
  type TicketFields,
  type TicketNews,
  type Translated,
  told,
} from './news.ts';
import { problemIn } from './problem.ts';
import {
  attributesOfTicket,
  Detail,
  isSolved,
  Metric,
  metricNews,
  Rating,
  ratingNews,
  Ticket,
  ticketNews,
} from './zendesk-records.ts';

const Event = z.object({
  id: Id,
  type: z.string(),
  time: IsoTime,
  detail: Detail,
  event: z.object({ current: Text, previous: Text }).nullish().catch(null),
});

/** What an administrator has a trigger send: the records of the REST interface, as far as they are wanted. */
const Records = z.object({
  ticket: Ticket.nullish(),
  ticket_metric: Metric.nullish(),
  satisfaction_rating: Rating.nullish(),
});

const eventPrefix = 'zen:event-type:';
/** Events that change what is known of a ticket; others tell of comments, merges and the like. */
const telling = new Set([
  'ticket.created',
  'ticket.status_changed',
  'ticket.priority_changed',
  'ticket.agent_assignment_changed',
  'ticket.organization_changed',
  'ticket.requester_changed',
  'ticket.brand_changed',
]);

/** What a Zendesk webhook says. @see https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events */
export function translateZendesk(body: unknown, receivedAt: Date): Translated {
  const type = z.object({ type: z.string() }).safeParse(body).data?.type ?? '';
  if (!type.startsWith(eventPrefix)) return translateRecords(body, receivedAt);
  const topic = type.slice(eventPrefix.length);
  if (!telling.has(topic)) return ignored(`${topic} tells nothing of an outcome.`);
  const event = Event.safeParse(body);
  if (!event.success)
    return failed(`The event is not as Zendesk describes it: ${problemIn(event.error)}`);
  const { id, detail, time } = event.data;
  const at = time ?? detail.updated_at ?? receivedAt;
  const before = topic === 'ticket.status_changed' ? (event.data.event?.previous ?? null) : null;
  const status =
    topic === 'ticket.status_changed'
      ? (event.data.event?.current ?? detail.status)
      : detail.status;
  const fields = present<TicketFields>({
    openedAt: detail.created_at,
    ...(topic === 'ticket.status_changed' && statusFields(status, before, at)),
    ...(topic === 'ticket.created' && { resolved: isSolved(status) ?? null }),
  });
  const news: TicketNews = {
    externalId: detail.id,
    eventId: `zendesk:${id}`,
    occurredAt: at,
    fields,
    attributes: attributesOfTicket(detail, at),
  };
  return { kind: 'NEWS', news: [news] };
}

function translateRecords(body: unknown, receivedAt: Date): Translated {
  const parsed = Records.safeParse(body);
  if (!parsed.success)
    return failed(`A record is not as Zendesk describes it: ${problemIn(parsed.error)}`);
  const { ticket, ticket_metric: metric, satisfaction_rating: rating } = parsed.data;
  if (ticket == null && metric == null && rating == null) {
    return ignored(
      'It is no ticket event, and has no ticket, ticket_metric or satisfaction_rating.',
    );
  }
  const news = [
    ticket == null ? null : ticketNews(ticket, receivedAt),
    metric == null ? null : metricNews(metric, ticket?.id ?? null, receivedAt),
    rating == null ? null : ratingNews(rating, ticket?.id ?? null, receivedAt),
  ];
  return told(
    news.filter((one) => one !== null).filter(saysSomething),
    'It tells nothing of an outcome.',
  );
}

function statusFields(status: string | null, before: string | null, at: Date) {
  const [now, earlier] = [isSolved(status), isSolved(before)];
  return {
    resolved: now,
    resolutionKind: now === true ? ('AGENT' as const) : null,
    // a solved ticket is closed days later, which is no new solution
    resolvedAt: now === true && earlier !== true ? at : null,
    reopenedAt: now === false && earlier === true ? at : null,
  };
}
