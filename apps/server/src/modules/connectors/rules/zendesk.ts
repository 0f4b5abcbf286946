import { z } from 'zod';
import { readRating, readTicket } from '../../webhooks/rules/zendesk-records.ts';
import { type Cursor, type Reader, readRecords, unixSeconds } from './reader.ts';

const ticketsAPage = 500;
const ratingsAPage = 100;

const TicketPage = z.object({
  tickets: z.array(z.unknown()),
  after_cursor: z.string().nullish(),
  end_of_stream: z.boolean(),
});
const RatingPage = z.object({
  satisfaction_ratings: z.array(z.unknown()),
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }),
});

/**
 * First the tickets that changed, with their metrics beside them, then the ratings, whose times no
 * ticket has.
 *
 * @see https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
 */
export const zendeskReader: Reader = {
  start: (since) => ({ list: 'tickets', since: unixSeconds(since), after: '' }),
  request: ({ list, since, after }) => {
    const query = new URLSearchParams(
      list === 'tickets'
        ? {
            ...(after === '' ? { start_time: `${since}` } : { cursor: `${after}` }),
            per_page: `${ticketsAPage}`,
            include: 'metric_sets',
          }
        : {
            start_time: `${since}`,
            'page[size]': `${ratingsAPage}`,
            ...(after !== '' && { 'page[after]': `${after}` }),
          },
    );
    const path =
      list === 'tickets'
        ? '/api/v2/incremental/tickets/cursor.json'
        : '/api/v2/satisfaction_ratings.json';
    return { method: 'GET', path: `${path}?${query}` };
  },
  read: (cursor, answer, readAt) =>
    cursor.list === 'tickets' ? tickets(cursor, answer, readAt) : ratings(cursor, answer, readAt),
};

function tickets({ since }: Cursor, answer: unknown, readAt: Date) {
  const page = TicketPage.parse(answer);
  const more = !page.end_of_stream && page.after_cursor != null;
  const next: Cursor = more
    ? { list: 'tickets', since: since ?? 0, after: page.after_cursor ?? '' }
    : { list: 'ratings', since: since ?? 0, after: '' };
  return {
    ...readRecords(page.tickets, 'ticket', (record) => readTicket(record, readAt)),
    ...{ tickets: page.tickets.length, total: null, next },
  };
}

function ratings({ since }: Cursor, answer: unknown, readAt: Date) {
  const { satisfaction_ratings: records, meta } = RatingPage.parse(answer);
  const more = meta.has_more && meta.after_cursor != null;
  return {
    ...readRecords(records, 'rating', (record) => readRating(record, readAt)),
    ...{ tickets: 0, total: null },
    next: more ? { list: 'ratings', since: since ?? 0, after: meta.after_cursor ?? '' } : null,
  };
}
