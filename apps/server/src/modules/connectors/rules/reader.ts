import { z } from 'zod';
import type { Read, TicketNews } from '../../webhooks/rules/news.ts';

/** Where the reading of a system is: kept as the job's checkpoint, so it is flat. */
export type Cursor = Readonly<Record<string, string | number>>;

export interface PageRequest {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly body?: string;
}

export interface ReadPage {
  readonly news: readonly TicketNews[];
  /** Tickets on this page, understood or not. */
  readonly tickets: number;
  /** What could not be understood, and why. */
  readonly problems: readonly string[];
  /** Tickets there are in all; null where the system does not say. */
  readonly total: number | null;
  /** Null behind the last page. */
  readonly next: Cursor | null;
}

/** How the pages of one system are asked for and understood. */
export interface Reader {
  readonly start: (since: Date) => Cursor;
  readonly request: (cursor: Cursor) => PageRequest;
  /** @throws z.ZodError where the answer is no page at all */
  readonly read: (cursor: Cursor, answer: unknown, readAt: Date) => ReadPage;
}

/** The records of a page, each read by itself: one that is not understood leaves the others be. */
export function readRecords(
  records: readonly unknown[],
  what: string,
  read: (record: unknown) => Read,
): Pick<ReadPage, 'news' | 'problems'> {
  const news: TicketNews[] = [];
  const problems: string[] = [];
  for (const record of records) {
    const result = read(record);
    if (!result.ok) problems.push(`${what} ${idOf(record)}: ${result.problem}`);
    else if (result.news !== null) news.push(result.news);
  }
  return { news, problems };
}

const Identified = z.object({ id: z.union([z.string().max(100), z.number()]) });

function idOf(record: unknown): string {
  const { data } = Identified.safeParse(record);
  return data === undefined ? 'without an id' : `${data.id}`;
}

export const unixSeconds = (time: Date): number => Math.floor(time.getTime() / 1_000);
