import type { StoryTicket } from './story-tickets.ts';

const after = (start: Date, seconds: number): string =>
  new Date(start.getTime() + 1_000 * seconds).toISOString();

/** What a system that signs by Standard Webhooks tells of a ticket, piece by piece. */
export function newsOf({ externalId, channel, openedAt, resolvedAfter, csat }: StoryTicket) {
  const opened = openedAt.toISOString();
  const end = resolvedAfter ?? 86_400;
  const beginning = {
    ...{ externalId, eventId: `${externalId}-opened`, occurredAt: opened, openedAt: opened },
    resolved: false,
    attributes: { channel: { value: channel, knownAt: opened } },
  };
  const resolution = {
    ...{ externalId, eventId: `${externalId}-resolved`, occurredAt: after(openedAt, end) },
    ...{ resolved: true, resolutionKind: 'CONFIRMED', fullResolutionCalendarSeconds: end },
  };
  const question = {
    ...{ externalId, eventId: `${externalId}-asked`, occurredAt: after(openedAt, end + 60) },
    csatOfferedAt: after(openedAt, end + 60),
    ...(csat !== null && {
      csat: { raw: csat, scale: 'ONE_TO_FIVE' },
      csatAnsweredAt: after(openedAt, end + 60),
    }),
  };
  return resolvedAfter === null ? [beginning, question] : [beginning, resolution, question];
}

/** What Zendesk tells of a ticket: that it was created, and that its status changed. */
export function zendeskNewsOf({ externalId, channel, openedAt, resolvedAfter }: StoryTicket) {
  const about = (kind: string, status: string, seconds: number) => ({
    id: `${externalId}-${kind}`,
    type: `zen:event-type:ticket.${kind}`,
    time: after(openedAt, seconds),
    detail: { id: externalId, status, created_at: openedAt.toISOString(), via: { channel } },
  });
  const created = about('created', 'NEW', 0);
  if (resolvedAfter === null) return [created];
  const change = { event: { current: 'SOLVED', previous: 'OPEN' } };
  return [created, { ...about('status_changed', 'SOLVED', resolvedAfter), ...change }];
}

/** Lists of at most so many. */
export const inBatches = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );

/** The same as a table that people keep: one ticket a row, times in minutes, satisfaction from 1 to 5. */
export function outcomeTable(tickets: readonly StoryTicket[]): string {
  const rows = tickets.map(({ externalId, channel, openedAt, resolvedAfter, csat }) =>
    [
      ...[externalId, openedAt.toISOString(), resolvedAfter === null ? 'open' : 'solved'],
      ...[resolvedAfter === null ? '' : resolvedAfter / 60, csat ?? '', channel],
      after(openedAt, (resolvedAfter ?? 86_400) + 60),
    ].join(','),
  );
  const head = 'ticket_id,opened_at,status,handling_minutes,csat,channel,csat_offered_at';
  return [head, ...rows, ''].join('\n');
}
