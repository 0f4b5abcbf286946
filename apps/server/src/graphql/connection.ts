import type { Value } from '@assay/db/statement';
import { type ResolveCursorConnectionArgs, resolveCursorConnection } from '@pothos/plugin-relay';
import { type AnyColumn, and, asc, desc, gt, lt, type SQL } from 'drizzle-orm';
import { validate } from 'uuid';
import { AppError } from '../errors.ts';
import { countedMax } from './builder.ts';

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
  readonly after?: string | null | undefined;
}

/** One page of a list ordered by id, as SQL. */
export interface Page {
  readonly where: SQL | undefined;
  readonly orderBy: SQL;
  readonly limit: number;
  /** The same as text behind a condition, with its values numbered from a place on. */
  text(column: string, from: number): { readonly text: string; readonly values: readonly Value[] };
}

/** The page asked for, newest first. Ids are time-ordered, so the cursor is the id. */
export function pageOf(
  id: AnyColumn,
  { before, after, limit, inverted }: ResolveCursorConnectionArgs,
): Page {
  return {
    where: and(
      after === undefined ? undefined : lt(id, after),
      before === undefined ? undefined : gt(id, before),
    ),
    orderBy: inverted ? asc(id) : desc(id),
    limit,
    text: (column, from) => {
      const values: Value[] = [];
      const place = (value: Value) => `$${from + values.push(value) - 1}`;
      const bounds = [
        after === undefined ? '' : ` and ${column} < ${place(after)}`,
        before === undefined ? '' : ` and ${column} > ${place(before)}`,
      ].join('');
      const order = inverted ? 'asc' : 'desc';
      return { text: `${bounds} order by ${column} ${order} limit ${place(limit)}`, values };
    },
  };
}

/**
 * A connection over rows with an id, newest first.
 *
 * @param id - the column that orders them
 * @param rows - reads one page
 * @param count - counts all, at most to `countedMax` + 1; run only when asked for
 */
export const connectionOf = <T extends { readonly id: string }>(
  args: PageArgs,
  id: AnyColumn,
  rows: (page: Page) => Promise<T[]>,
  count: () => Promise<number>,
) => connectionBy(args, (asked) => rows(pageOf(id, asked)), count);

/** The same where the rows are read by what Relay's arguments come to. */
export async function connectionBy<T extends { readonly id: string }>(
  args: PageArgs,
  rows: (asked: ResolveCursorConnectionArgs) => Promise<T[]>,
  count: () => Promise<number>,
) {
  checkPage(args);
  const connection = await resolveCursorConnection<Promise<T[]>>(
    { args, defaultSize: 50, maxSize: 100, toCursor: (row: T) => row.id },
    rows,
  );
  let counted: Promise<number> | undefined;
  return {
    ...connection,
    count: () => {
      counted ??= count();
      return counted;
    },
  };
}

/** The largest count asked of the database: one more than is told. */
export const countLimit = countedMax + 1;

function checkPage({ first, last, before, after }: PageArgs): void {
  if (first != null && last != null) {
    throw new AppError('INVALID_INPUT', 'Ask for first or last, not for both.', { field: 'last' });
  }
  for (const [field, size] of Object.entries({ first, last })) {
    if (size != null && (size < 1 || size > 100)) {
      throw new AppError('INVALID_INPUT', `${field} is 1 to 100, not ${size}.`, { field });
    }
  }
  for (const [field, cursor] of Object.entries({ before, after })) {
    if (cursor != null && !validate(cursor)) {
      throw new AppError('INVALID_INPUT', 'This cursor was not given out by a list.', { field });
    }
  }
}
