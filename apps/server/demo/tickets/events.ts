import type { OutcomeEvent, OutcomePatch } from '../../src/modules/tickets/rules/event.ts';
import type { Ending } from './endings.ts';
import type { DemoTicket } from './tickets.ts';

/** What a help desk tells of a ticket, each thing when it happened. */
export function eventsOf(ticket: DemoTicket, ending: Ending, source: string): OutcomeEvent[] {
  const { externalId, openedAt } = ticket;
  const told = (name: string, occurredAt: Date, patch: OutcomePatch): OutcomeEvent => ({
    ...{ source, externalId, occurredAt, patch },
    eventId: `${externalId}:${name}`,
  });
  const { endedAt, reopenedAt, askedAt, answeredAt, satisfaction } = ending;
  const known = (value: string) => ({ value, knownAt: openedAt.toISOString() });
  return [
    told('opened', ticket.respondedAt, {
      openedAt: openedAt.toISOString(),
      respondedAt: ticket.respondedAt.toISOString(),
      attributes: {
        channel: known(ticket.channel),
        language: known(ticket.topic.language),
        priority: known(ticket.priority),
        customer: known(ticket.customer),
      },
    }),
    ...(endedAt === null ? [] : [told('ended', endedAt, endOf(ticket, ending, endedAt))]),
    ...(reopenedAt === null
      ? []
      : [told('reopened', reopenedAt, { reopens: 1, reopenedAt: reopenedAt.toISOString() })]),
    ...(askedAt === null ? [] : [told('asked', askedAt, { csatOfferedAt: askedAt.toISOString() })]),
    ...(answeredAt === null || satisfaction === null
      ? []
      : [
          told('answered', answeredAt, {
            csat: { raw: satisfaction, scale: 'ONE_TO_FIVE' },
            csatAnsweredAt: answeredAt.toISOString(),
          }),
        ]),
  ];
}

function endOf(ticket: DemoTicket, { kind, confirmed }: Ending, endedAt: Date): OutcomePatch {
  const at = endedAt.toISOString();
  const seconds = Math.round((endedAt.getTime() - ticket.openedAt.getTime()) / 1_000);
  switch (kind) {
    case 'RESOLVED':
      return {
        ...{ resolved: true, resolvedAt: at, reopens: 0 },
        resolutionKind: confirmed ? 'CONFIRMED' : 'ASSUMED',
        firstResolutionCalendarSeconds: seconds,
      };
    case 'ESCALATED':
      return { resolved: false, escalatedAt: at, resolutionKind: 'ESCALATED' };
    case 'ABANDONED':
      return { resolved: false, abandonedAt: at };
    case 'OPEN':
      throw new RangeError('endOf requires a ticket that ended');
  }
}
