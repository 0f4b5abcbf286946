/**
 * Events of ticket systems at 500 a second for a minute, a third of them sent twice, shuffled, while a
 * worker beside gives them their effect: how soon they are answered, how soon they count, and whether
 * each counts once.
 */
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type Endpoint, newEndpoint, signed } from '../support/webhooks.ts';
import { milliseconds, type Row, type Section, shown } from './report.ts';
import type { Stage } from './stage.ts';

const perSecond = 500;
const seconds = 60;
const sends = perSecond * seconds;
/** Events, of which every second one is sent once more. */
const distinct = (sends * 2) / 3;
const perTicket = 5;
const tickets = distinct / perTicket;
const tickMs = 10;
const goalMs = 1_000;

interface Planned {
  readonly endpoint: Endpoint;
  readonly id: string;
  readonly body: string;
}

export async function measureWebhooks(stage: Stage): Promise<Section> {
  const zendesk = await newEndpoint(stage.lead, 'ZENDESK');
  const generic = await newEndpoint(stage.lead, 'GENERIC');
  const events = Array.from({ length: distinct }, (_, n) => eventOf(n, zendesk, generic));
  const planned = shuffled([...events, ...events.filter((_, n) => n % 2 === 0)]);
  const worker = await stage.startWorker();
  try {
    const { times, statuses, backlogMax } = await sendAll(stage, planned);
    const sent = performance.now();
    while ((await waiting(stage)) > 0) await setTimeout(50);
    const drained = performance.now() - sent;
    return report({
      times,
      statuses,
      backlogMax,
      drained,
      ...(await found(stage)),
      peakMiB: worker.peakMiB(),
    });
  } finally {
    await worker.stop();
  }
}

/** The n-th event: of ticket n modulo their number, and the later the larger n. Odd ones solve, even ones open. */
function eventOf(n: number, zendesk: Endpoint, generic: Endpoint): Planned {
  const ticket = n % tickets;
  const step = Math.floor(n / tickets);
  const at = new Date(Date.UTC(2026, 0, 1) + step * 3_600_000).toISOString();
  const solves = isSolved(step);
  if (ticket % 2 === 0) {
    const event = { externalId: `g${ticket}`, occurredAt: at, resolved: solves, reopens: step };
    return { endpoint: generic, id: `event-${n}`, body: JSON.stringify(event) };
  }
  const event = {
    ...{ id: `event-${n}`, type: 'zen:event-type:ticket.status_changed', account_id: 1, time: at },
    detail: {
      ...{ id: `z${ticket}`, status: solves ? 'SOLVED' : 'OPEN', priority: 'HIGH', updated_at: at },
      ...{ created_at: '2025-12-31T00:00:00Z', requester_id: '7', via: { channel: 'web' } },
    },
    event: { current: solves ? 'SOLVED' : 'OPEN', previous: solves ? 'OPEN' : 'SOLVED' },
  };
  return { endpoint: zendesk, id: '', body: JSON.stringify(event) };
}
const isSolved = (step: number) => step % 2 === 1;

/** In an order that has nothing to do with the one they were made in, and is the same each time. */
function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  let state = 20_260_101;
  for (let at = order.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    const [a, b] = [order[at], order[other]];
    if (a !== undefined && b !== undefined) [order[at], order[other]] = [b, a];
  }
  return order;
}

/** Sends at a steady rate, whatever the answers; a time counts from when the event was due. */
async function sendAll(stage: Stage, planned: readonly Planned[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const pending: Promise<void>[] = [];
  let backlogMax = 0;
  const begun = performance.now();
  for (let at = 0; at < planned.length; ) {
    const due = Math.floor(((performance.now() - begun) * perSecond) / 1_000);
    for (; at < Math.min(due, planned.length); at += 1) {
      const one = planned[at];
      if (one === undefined) continue;
      const dueAt = begun + (at * 1_000) / perSecond;
      const answered = post(agent, one).then((status) => {
        times.push(performance.now() - dueAt);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      });
      pending.push(answered);
      if (at % perSecond === 0) {
        pending.push(
          waiting(stage).then((count) => {
            backlogMax = Math.max(backlogMax, count);
          }),
        );
      }
    }
    await setTimeout(tickMs);
  }
  await Promise.all(pending);
  agent.destroy();
  return { times: times.sort((a, b) => a - b), statuses, backlogMax };
}

/** @returns the status of the answer; 0 where none came */
function post(agent: Agent, { endpoint, id, body }: Planned): Promise<number> {
  return new Promise((resolve) => {
    const sending = request(
      endpoint.url,
      {
        ...{ method: 'POST', agent },
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...signed(endpoint, body, { id }),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sending.on('error', () => resolve(0));
    sending.end(body);
  });
}

async function waiting({ owner }: Stage): Promise<number> {
  const [row] = await owner<{ n: number }[]>`
    select count(*)::int as n from webhook_deliveries where state = 'RECEIVED'`;
  return row?.n ?? 0;
}

/** What the database holds in the end, against what the events say. */
async function found({ owner }: Stage) {
  const [row] = await owner<
    Record<'deliveries' | 'applied' | 'events' | 'right' | 'p50' | 'p99', number>[]
  >`
    select (select count(*)::int from webhook_deliveries) as deliveries,
      (select count(*)::int from webhook_deliveries where state = 'APPLIED') as applied,
      (select count(*)::int from outcome_events) as events,
      (select count(*)::int from ticket_outcomes
       where resolved = ${isSolved(perTicket - 1)} and last_event_at = ${new Date(Date.UTC(2026, 0, 1, perTicket - 1))}) as right,
      (select percentile_cont(.5) within group (order by extract(epoch from settled_at - received_at) * 1000)
       from webhook_deliveries)::float8 as p50,
      (select percentile_cont(.99) within group (order by extract(epoch from settled_at - received_at) * 1000)
       from webhook_deliveries)::float8 as p99`;
  if (row === undefined) throw new Error('nothing was counted');
  return row;
}

type Found = Awaited<ReturnType<typeof found>> &
  Awaited<ReturnType<typeof sendAll>> & { readonly drained: number; readonly peakMiB: number };

function report({ times, statuses, backlogMax, drained, peakMiB, ...counts }: Found): Section {
  const at = (share: number) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
  const of = (status: number) => statuses.get(status) ?? 0;
  const once =
    of(202) === distinct &&
    of(200) === sends - distinct &&
    counts.deliveries === distinct &&
    counts.applied === distinct &&
    counts.events === distinct &&
    counts.right === tickets;
  const rows: Row[] = [
    {
      what: `answers to ${shown(perSecond)} events/s for ${seconds} s`,
      value: `${milliseconds(at(0.5), at(0.99))}, slowest ${shown(at(1))} ms`,
      goal: { text: `p99 under ${shown(goalMs)} ms`, met: at(0.99) < goalMs },
    },
    {
      what: 'from receipt to effect',
      value: `${milliseconds(counts.p50, counts.p99)}; at most ${shown(backlogMax)} waited; all done ${shown(drained)} ms after the last was sent`,
    },
    {
      what: `${shown(sends)} sent, ${shown(distinct)} different`,
      value: `${shown(of(202))} new, ${shown(of(200))} known, ${shown(sends - of(202) - of(200))} others; ${shown(counts.events)} effects; ${shown(counts.right)} of ${shown(tickets)} tickets as their last event says`,
      goal: { text: 'each once', met: once },
    },
    { what: 'worker', value: `${shown(peakMiB)} MiB at most` },
  ];
  return {
    title: 'Events of ticket systems',
    setting: `Half by Zendesk's signature, half by Standard Webhooks; every second event is sent twice, all in one shuffled order, at a steady rate whatever the answers. A time counts from when an event was due. The sender, the API, the worker and PostgreSQL share the machine.`,
    rows,
    remarks: [],
  };
}
