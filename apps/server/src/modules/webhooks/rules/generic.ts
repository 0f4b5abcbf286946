import { z } from 'zod';
import { OutcomeJson } from '../../tickets/rules/event.ts';
import type { Unsourced } from './news.ts';
import { problemIn } from './problem.ts';

/** Tickets that one event tells of. */
export const ticketsMax = 250;

const Tickets = z.strictObject({
  tickets: z.array(z.record(z.string(), z.unknown())).min(1).max(ticketsMax),
});

/**
 * What an event in Assay's own form says: of one ticket, or of up to 250 as `tickets`, each as a line
 * of an import has it. The source is that of the endpoint, whatever the event says.
 */
export function translateGeneric(
  body: unknown,
  source: string,
):
  | { readonly ok: true; readonly events: Unsourced[] }
  | { readonly ok: false; readonly problem: string } {
  const isList = typeof body === 'object' && body !== null && 'tickets' in body;
  const list = Tickets.safeParse(isList ? body : { tickets: [body] });
  if (!list.success) return { ok: false, problem: problemIn(list.error) };
  const events: Unsourced[] = [];
  for (const [at, ticket] of list.data.tickets.entries()) {
    const event = OutcomeJson.safeParse({ ...ticket, source });
    const place = isList ? `tickets.${at}.` : '';
    if (!event.success) return { ok: false, problem: `${place}${problemIn(event.error)}` };
    events.push(event.data);
  }
  return { ok: true, events };
}
