import { run } from '@assay/db/statement';
import { command } from '../../../operation.ts';
import { forgetBefore } from '../rules/retention.ts';

/** Events looked at in one transaction. */
export const forgottenMax = 2_000;

interface ForgetBodies {
  /** The id of the last event that was looked at; null for the first ones. */
  readonly after: string | null;
  /** Is told the id of the last one of these; null behind the last of all. */
  readonly last: (id: string | null) => void;
}

// an event that is being replayed is not settled; what is locked is taken tomorrow
const forget = `
  with part as (
    select id, body <> '' and (settled_at < $3 or (state <> 'FAILED' and settled_at < $2)) as due
    from webhook_deliveries where id > $1 order by id limit ${forgottenMax}),
  taken as (
    select id from webhook_deliveries where id in (select id from part where due) and state <> 'RECEIVED'
    for update skip locked),
  forgotten as (
    update webhook_deliveries set body = '' where id in (select id from taken))
  select (max(id::text)) as last, count(*)::int as n from part`;

/** Forgets what old events said. Their ids and what became of them stay. The rows are the record. */
export const forgetBodies = command(
  'webhook:clean',
  async (op, { after, last }: ForgetBodies) => {
    const before = forgetBefore(op.now);
    const first = '00000000-0000-0000-0000-000000000000';
    const [part] = await run<{ last: string | null; n: number }>(op.tx, {
      text: forget,
      values: [after ?? first, before.settled.toISOString(), before.failed.toISOString()],
    });
    last(part !== undefined && part.n === forgottenMax ? part.last : null);
    return op.resultId;
  },
  { audit: false },
);
