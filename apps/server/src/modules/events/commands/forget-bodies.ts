import { run } from '@assay/db/statement';
import { command } from '../../../operation.ts';
import { forgetBefore } from '../rules/retention.ts';

/** Events whose bodies are forgotten in one transaction. */
export const forgottenMax = 2_000;

interface ForgetEventBodies {
  /** Is told how many were forgotten: fewer than `forgottenMax` once none is left. */
  readonly forgotten: (count: number) => void;
}

// an event that is being sent again is not settled; what is locked is taken tomorrow
const forget = `
  with taken as (
    select id from event_deliveries where body <> '' and settled_at < $1 and state <> 'PENDING'
    order by settled_at limit ${forgottenMax} for update skip locked)
  update event_deliveries set body = '' where id in (select id from taken) returning id`;

/** Forgets what old events said. Their ids and what became of them stay. The rows are the record. */
export const forgetEventBodies = command(
  'event:clean',
  async (op, { forgotten }: ForgetEventBodies) => {
    const values = [forgetBefore(op.now).toISOString()];
    forgotten((await run(op.tx, { text: forget, values })).length);
    return op.resultId;
  },
  { audit: false },
);
