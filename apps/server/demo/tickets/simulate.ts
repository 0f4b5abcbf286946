import { type SeededRandom, seededRandom } from '@assay/scoring/sampling/seeded-random';
import type { OutcomeEvent } from '../../src/modules/tickets/rules/event.ts';
import type { DemoAnnotator } from '../annotators.ts';
import type { RatingJudgment } from '../judgments.ts';
import { chance } from '../random.ts';
import { rate } from '../rate.ts';
import type { TaskWithTruth } from '../tasks.ts';
import { byShare, waiting } from './draw.ts';
import { drawEnding } from './endings.ts';
import { eventsOf } from './events.ts';
import type { Exchanges } from './exchanges.ts';
import { type DemoTicket, dayMs, drawTickets } from './tickets.ts';
import { transcript } from './transcript.ts';

export interface TicketSimulation {
  readonly exchanges: Exchanges;
  /** At least two, names distinct. */
  readonly annotators: readonly DemoAnnotator[];
  readonly seed: number;
  /** Tickets of the help desk; a part of them is drawn for judging. */
  readonly count: number;
  /** Midnight UTC of the first day. */
  readonly start: Date;
  /** What happens at the end of the period or later is not known yet. */
  readonly days: number;
}

export interface ReceivedEvent extends OutcomeEvent {
  readonly receivedAt: Date;
}

export interface SimulatedTickets {
  /** What was drawn for judging, in order of time; the latest wait for a judgment. */
  readonly tasks: readonly TaskWithTruth[];
  /** In order of the tasks. */
  readonly judgments: readonly RatingJudgment[];
  /** As they came in: some late, some twice, so not in the order in which they happened. */
  readonly events: readonly ReceivedEvent[];
}

/** Share of tasks that a second annotator has judged as well. */
const secondJudgments = 0.45;
/** Days before the end whose answers nobody has judged yet. */
const unjudgedDays = 6;
/** Share of tickets of which the help desk has told nothing yet. */
const untold = 0.015;
/** Share of tickets that a second help desk tells of as well, and otherwise. */
const toldTwice = 0.007;
/** Share of events that are sent twice. */
const repeated = 0.03;
/** Share of events that come days late, and how late they are on average. */
const late = { share: 0.04, days: 3 };

/**
 * Tickets of two quarters: short exchanges, judgments of them, and what became of the tickets, by a
 * planted truth. The same input gives the same output; the README beside tells how each part arises.
 */
export function simulateTickets(simulation: TicketSimulation): SimulatedTickets {
  const { exchanges, annotators, seed, start, days } = simulation;
  const random = seededRandom(seed);
  const until = new Date(start.getTime() + days * dayMs);
  const tickets = drawTickets(random, exchanges, simulation);
  const sampled = tickets.filter(({ isSampled }) => isSampled);
  const tasks = sampled.map((ticket) =>
    withSampling(transcript(random, exchanges, ticket), ticket),
  );
  const judgments = sampled.flatMap((ticket) =>
    ticket.respondedAt.getTime() > until.getTime() - unjudgedDays * dayMs
      ? []
      : judged(random, annotators, ticket, { start, days }),
  );
  const events = tickets.flatMap((ticket) => {
    const ending = drawEnding(random, ticket, until);
    if (chance(random, untold)) return [];
    const first = eventsOf(ticket, ending, 'zendesk');
    if (!chance(random, toldTwice)) return first;
    const other = eventsOf(ticket, drawEnding(random, ticket, until), 'intercom');
    return [...first, ...other];
  });
  const twice = events.filter(() => chance(random, repeated));
  const received = [...events, ...twice].map((event) => withDelay(random, event, until));
  received.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  return { tasks, judgments, events: received };
}

/** Most events come within minutes, some after days. */
function withDelay(random: SeededRandom, event: OutcomeEvent, until: Date): ReceivedEvent {
  const delay = chance(random, late.share) ? late.days * dayMs : 60_000;
  const at = event.occurredAt.getTime() + delay * waiting(random, 1);
  return { ...event, receivedAt: new Date(Math.round(Math.min(at, until.getTime()))) };
}

/** How the ticket came to be judged, for the weights of a run. */
function withSampling(drawn: TaskWithTruth, { probability }: DemoTicket): TaskWithTruth {
  const sampling = {
    samplingRule: 'by channel',
    samplingProbability: String(probability),
  };
  const attributes = { ...drawn.task.attributes, ...sampling };
  return { ...drawn, task: { ...drawn.task, attributes } };
}

/** One or two annotators, some days after the answer. */
function judged(
  random: SeededRandom,
  annotators: readonly DemoAnnotator[],
  ticket: DemoTicket,
  { start, days }: Pick<TicketSimulation, 'start' | 'days'>,
): RatingJudgment[] {
  const passed = (ticket.respondedAt.getTime() - start.getTime()) / (days * dayMs);
  const present = annotators.filter(({ traits }) => traits.joinsAfter <= passed);
  const work = present.reduce((sum, { traits }) => sum + traits.workload, 0);
  const shares = present.map(({ name, traits }) => [name, traits.workload / work] as const);
  const names = new Set([byShare(random, shares)]);
  if (chance(random, secondJudgments)) names.add(byShare(random, shares));
  return present
    .filter(({ name }) => names.has(name))
    .map(({ name, traits }) => {
      const submittedAt = workingTime(random, ticket.respondedAt);
      const breach = ticket.quality.policy === 0 && chance(random, 0.04 * traits.flagsSeen);
      return {
        task: ticket.externalId,
        annotator: name,
        scores: rate(random, traits, ticket.quality, { edgeCase: false, progress: passed }),
        flags: breach ? [{ kind: 'RED_LINE' as const, note: '' }] : [],
        note: '',
        submittedAt: submittedAt.toISOString(),
        activeSeconds: Math.round(traits.pace * (30 + 40 * random.next())),
      };
    });
}

/** Between 8:00 and 16:00 UTC of a working day, two to five days later. */
function workingTime(random: SeededRandom, from: Date): Date {
  const midnight = Math.floor(from.getTime() / dayMs) * dayMs;
  let day = midnight + (1 + random.integer(2)) * dayMs;
  do day += dayMs;
  while ([0, 6].includes(new Date(day).getUTCDay()));
  return new Date(Math.round(day + (8 + 8 * random.next()) * 3_600_000));
}
