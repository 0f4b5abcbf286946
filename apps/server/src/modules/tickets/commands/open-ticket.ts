import { tickets } from '@assay/db/tables/tickets';
import { eq } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { command } from '../../../operation.ts';
import { giveUpJudging } from '../../tasks/commands/give-up-judging.ts';
import { loadMatchesOfTickets } from '../queries/matches.ts';

/** Gives up judging the tasks that a ticket is about, in order to see what became of it. */
export const openTicket = command('ticket:read', async (op, { ticketId }: { ticketId: string }) => {
  const [ticket] = await op.tx.select().from(tickets).where(eq(tickets.id, ticketId));
  if (ticket === undefined) throw notFound();
  const matches = (await loadMatchesOfTickets(op, [ticketId])).get(ticketId) ?? [];
  const taskIds = matches.flatMap(({ taskId, stands }) => (stands ? [taskId] : []));
  if (op.viewer.kind === 'MEMBER' && taskIds.length > 0) await giveUpJudging(op, taskIds);
  return ticketId;
});
