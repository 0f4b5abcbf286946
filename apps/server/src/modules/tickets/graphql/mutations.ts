import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { TaskType } from '../../tasks/graphql/types.ts';
import { loadTasks } from '../../tasks/queries/tasks.ts';
import { matchTicket, unmatchTicket } from '../commands/match-by-hand.ts';
import { openTicket } from '../commands/open-ticket.ts';
import { loadTickets } from '../queries/tickets.ts';
import { TicketType } from './types.ts';

interface Pair {
  readonly ticketId: string;
  readonly taskId: string;
}
const pairPayload = (name: string) =>
  builder.objectRef<Pair>(name).implement({
    fields: (t) => ({
      ticket: t.field({
        type: TicketType,
        resolve: ({ ticketId }, _args, ctx) => present(ctx.load(loadTickets, ticketId)),
      }),
      task: t.field({
        type: TaskType,
        resolve: ({ taskId }, _args, ctx) => present(ctx.load(loadTasks, taskId)),
      }),
    }),
  });
const MatchTicketPayload = pairPayload('MatchTicketPayload');
const UnmatchTicketPayload = pairPayload('UnmatchTicketPayload');
const pairInput = (name: string) =>
  builder.inputType(name, {
    fields: (t) => ({ ticketId: t.id({ required: true }), taskId: t.id({ required: true }) }),
  });
const MatchTicketInput = pairInput('MatchTicketInput');
const UnmatchTicketInput = pairInput('UnmatchTicketInput');
const pairOf = ({ ticketId, taskId }: Pair): Pair => ({
  ticketId: idOf('Ticket', ticketId),
  taskId: idOf('Task', taskId),
});

const OpenTicketPayload = builder.objectRef<{ id: string }>('OpenTicketPayload').implement({
  fields: (t) => ({
    ticket: t.field({
      type: TicketType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(loadTickets, id)),
    }),
  }),
});
const OpenTicketInput = builder.inputType('OpenTicketInput', {
  fields: (t) => ({ ticketId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  matchTicket: t.field({
    type: MatchTicketPayload,
    description: 'Says that a task is about a ticket, whatever the rule of its project says.',
    errors: {},
    args: { input: t.arg({ type: MatchTicketInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const pair = pairOf(input);
      await matchTicket(ctx, pair);
      return pair;
    },
  }),
  unmatchTicket: t.field({
    type: UnmatchTicketPayload,
    description: 'Says that a task is not about a ticket, whatever the rule of its project says.',
    errors: {},
    args: { input: t.arg({ type: UnmatchTicketInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const pair = pairOf(input);
      await unmatchTicket(ctx, pair);
      return pair;
    },
  }),
  openTicket: t.field({
    type: OpenTicketPayload,
    description:
      'Gives up judging the tasks that a ticket is about, for good, in order to see what became of it.',
    errors: {},
    args: { input: t.arg({ type: OpenTicketInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      openTicket(ctx, { ticketId: idOf('Ticket', input.ticketId) }),
  }),
}));
