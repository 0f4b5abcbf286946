import { sql } from 'drizzle-orm';
import { query } from '../../../operation.ts';

/** Tickets that are matched in one transaction. */
const pageSize = 5_000;

type Page = { readonly last: string | null; readonly n: number };

/** The next tickets by id: the last of them, and how many they are. */
export const nextTickets = query(
  'job:run',
  async (op, { after }: { after: string | null }): Promise<Page> => {
    const [page] = await op.tx.execute<Page>(sql`
      select (max(id::text))::uuid as last, count(*)::int as n from (
        select id from tickets where ${after}::uuid is null or id > ${after}::uuid order by id limit ${pageSize}) page`);
    return page ?? { last: null, n: 0 };
  },
);
