import { ticketMatches } from '@assay/db/tables/tickets';
import { AppError, notFound } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { type CommandOp, command } from '../../../operation.ts';
import { loadBlindness, loadTasks } from '../../tasks/queries/tasks.ts';
import { loadMatchesOfTickets } from '../queries/matches.ts';
import { loadTickets } from '../queries/tickets.ts';
import { holdMatching } from './match.ts';

interface Pair {
  readonly ticketId: string;
  readonly taskId: string;
}

/** Says that a task is about a ticket, whatever the rules say. */
export const matchTicket = command('ticket:match', (op, pair: Pair) => say(op, pair, true));

/** Says that a task is not about a ticket, whatever the rules say. */
export const unmatchTicket = command('ticket:match', (op, pair: Pair) => say(op, pair, false));

async function say(op: CommandOp, { ticketId, taskId }: Pair, stands: boolean): Promise<string> {
  await holdMatching(op);
  const [ticket, task, blindness, matches] = await Promise.all([
    loadTickets(op, [ticketId]).then((found) => found.get(ticketId)),
    loadTasks(op, [taskId]).then((found) => found.get(taskId)),
    loadBlindness(op, [taskId]),
    loadMatchesOfTickets(op, [ticketId]),
  ]);
  if (ticket === undefined || task === undefined) throw notFound();
  if (blindness.get(taskId)?.blind === true) {
    throw new AppError(
      'CONFLICT',
      'You may still judge this task. Open it first: whoever knows what became of its ticket no longer judges it.',
      { field: 'taskId' },
    );
  }
  const latest = matches.get(ticketId)?.find((match) => match.taskId === taskId);
  if (stands ? latest?.stands === true : latest?.stands !== true) {
    throw new AppError('CONFLICT', stands ? 'They are matched already.' : 'They are not matched.', {
      field: 'ticketId',
    });
  }
  await op.tx.insert(ticketMatches).values({
    id: newId(op.now),
    projectId: task.projectId,
    ...{ ticketId, taskId, stands, rule: 'PERSON' },
    matchedAt: op.now,
    matchedBy: op.viewer.kind === 'MEMBER' ? op.viewer.memberId : null,
  });
  op.announce(task.projectId, 'OUTCOMES_RECORDED');
  return ticketId;
}
