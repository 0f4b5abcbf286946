import { z } from 'zod';
import { readRating, readTicket } from '../../webhooks/rules/freshdesk.ts';
import { type Cursor, type Reader, readRecords } from './reader.ts';

const aPage = 100;
/** Freshdesk gives no page behind this one: the list is asked for anew, from the last time on. */
const pagesMax = 300;

const Records = z.array(z.unknown());
const Changed = z.object({ updated_at: z.string() });

/**
 * First the tickets that changed, oldest change first, then the answers to surveys.
 *
 * @see https://developers.freshdesk.com/api/#list_all_tickets
 */
export const freshdeskReader: Reader = {
  start: (since) => ({
    list: 'tickets',
    since: isoSeconds(since),
    first: isoSeconds(since),
    page: 1,
  }),
  request: ({ list, since, first, page }) => {
    const paged = { per_page: `${aPage}`, page: `${page}` };
    const query = new URLSearchParams(
      list === 'tickets'
        ? {
            ...{ updated_since: `${since}`, include: 'stats' },
            ...{ order_by: 'updated_at', order_type: 'asc', ...paged },
          }
        : { created_since: `${first}`, ...paged },
    );
    const path = list === 'tickets' ? '/api/v2/tickets' : '/api/v2/surveys/satisfaction_ratings';
    return { method: 'GET', path: `${path}?${query}` };
  },
  read: (cursor, answer, readAt) => {
    const records = Records.parse(answer);
    const isTickets = cursor.list === 'tickets';
    const read = isTickets
      ? readRecords(records, 'ticket', (record) => readTicket(record, readAt))
      : readRecords(records, 'rating', (record) => readRating(record, readAt));
    const next = isTickets ? afterTickets(cursor, records) : afterRatings(cursor, records);
    return { ...read, tickets: isTickets ? records.length : 0, total: null, next };
  },
};

function afterTickets(cursor: Cursor, records: readonly unknown[]): Cursor {
  const page = Number(cursor.page);
  if (records.length < aPage) return { ...cursor, list: 'ratings', page: 1 };
  if (page < pagesMax) return { ...cursor, page: page + 1 };
  const last = Changed.parse(records.at(-1)).updated_at;
  if (last === cursor.since) {
    throw new RangeError(`more than ${pagesMax * aPage} tickets changed at ${last}`);
  }
  return { ...cursor, since: last, page: 1 };
}

function afterRatings(cursor: Cursor, records: readonly unknown[]): Cursor | null {
  const page = Number(cursor.page);
  return records.length < aPage || page >= pagesMax ? null : { ...cursor, page: page + 1 };
}

const isoSeconds = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, 'Z');
