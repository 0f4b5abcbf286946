import { backfills } from '@assay/db/tables/connectors';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { job } from '../../jobs.ts';
import type { CommandOp } from '../../operation.ts';
import { recordNews } from '../webhooks/commands/record-news.ts';
import { eventOf } from '../webhooks/rules/news.ts';
import { loadBackfillWork, requireEnabled } from './queries/connectors.ts';
import { fetchPage } from './queries/fetch-page.ts';
import type { Cursor, Reader, ReadPage } from './rules/reader.ts';
import { readers } from './rules/readers.ts';

const Left = z.object({
  cursor: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  tickets: z.int(),
  total: z.int().nullable(),
});

/**
 * Reads past tickets page by page. What a page tells is stored with the place behind it: a run that
 * is killed loses nothing and repeats nothing.
 */
export const backfillJob = job({
  name: 'connectors.backfill',
  input: z.object({ backfillId: z.uuid() }),
  run: async (run, { backfillId }) => {
    const reading = run.reader();
    const { services } = reading;
    const work = await loadBackfillWork(reading, { id: backfillId }).finally(() =>
      reading.endReads(),
    );
    const { backfill, connector, kind } = work;
    const reader = readers[kind];
    const left = run.checkpoint === null ? null : Left.parse(unpacked(run.checkpoint.left));
    let cursor: Cursor | null = left === null ? reader.start(backfill.since) : left.cursor;
    let [tickets, total] = [left?.tickets ?? 0, left?.total ?? null];
    while (cursor !== null) {
      const answer = await fetchPage(
        {
          ...work,
          services,
          stillWanted: () =>
            run.step(async (op) => {
              await requireEnabled(op, connector.id);
              return { progress: tickets, total };
            }),
        },
        reader.request(cursor),
      );
      const page = readPage(reader, cursor, answer, services.clock());
      tickets += page.tickets;
      total = page.total ?? total;
      await run.step(async (op) => {
        await requireEnabled(op, connector.id);
        await storePage(op, backfillId, connector.source, page);
        const checkpoint = { left: JSON.stringify({ cursor: page.next, tickets, total }) };
        return { progress: tickets, total, checkpoint };
      });
      cursor = page.next;
    }
  },
});

/** A checkpoint is flat; a cursor of its own is kept in it as text. */
const unpacked = (left: unknown): unknown => (typeof left === 'string' ? JSON.parse(left) : left);

function readPage(reader: Reader, cursor: Cursor, answer: unknown, readAt: Date): ReadPage {
  try {
    return reader.read(cursor, answer, readAt);
  } catch (error) {
    const known = error instanceof z.ZodError || error instanceof RangeError;
    if (!known) throw error;
    const detail = error instanceof RangeError ? ` (${error.message})` : '';
    throw new AppError('CONFLICT', `The answer is no page that is understood${detail}.`, {
      cause: error,
    });
  }
}

async function storePage(
  op: CommandOp,
  backfillId: string,
  source: string,
  page: ReadPage,
): Promise<void> {
  const { recorded, problems } = await recordNews(
    op,
    'BACKFILL',
    page.news.map((news) => ({
      event: { ...eventOf(news), source },
      ...{ originId: backfillId, receivedAt: op.now },
    })),
  );
  const all = [
    ...page.problems,
    ...problems.map(({ externalId, problem }) => `ticket ${externalId}: ${problem}`),
  ];
  const b = backfills;
  await op.tx
    .update(b)
    .set({
      pagesRead: sql`${b.pagesRead} + 1`,
      ticketsRead: sql`${b.ticketsRead} + ${page.tickets}`,
      eventsRecorded: sql`${b.eventsRecorded} + ${recorded}`,
      ticketsFailed: sql`${b.ticketsFailed} + ${all.length}`,
      ...(all.length > 0 && { lastProblem: all.at(-1) }),
    })
    .where(eq(b.id, backfillId));
}
