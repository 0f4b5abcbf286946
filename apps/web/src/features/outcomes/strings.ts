import { plural } from '../../components/figures.ts';

/** Every text of the outcomes of a project, ready for translation. */
export const strings = {
  none: 'No outcome yet',
  noneLong:
    'Outcomes come by webhook or backfill (settings, connectors), by the API, or as a file. Tickets find their tasks by external id.',
  connectors: 'Set up a connector',
  matchRate: 'Tickets with a judged conversation',
  taskRate: 'Tasks with a ticket',
  response: 'Satisfaction answered',
  tickets: (count: number) => plural(count, 'ticket'),
  tasks: (count: number) => plural(count, 'task'),
  asked: (count: number) => `${plural(count, 'ticket')} asked`,
  unoffered: (count: number) => `${plural(count, 'ticket')} never asked`,
  late: (events: number, matches: number) =>
    `${plural(events, 'event')} came more than a day late; ${plural(matches, 'ticket')} found a task later.`,
  conflicts: (count: number) =>
    `${plural(count, 'task')} ${count === 1 ? 'has' : 'have'} tickets of two sources. Runs leave them out unless they choose a source.`,
  withheld: (count: number) =>
    `${plural(count, 'ticket')} left out of these figures: you may still judge their conversations.`,
  sources: 'By source',
  source: 'Source',
  matched: 'Matched',
  lastEvent: 'Last event',
  all: 'Tickets',
  distributionSub: (n: number, missing: number) =>
    `${plural(n, 'ticket')} · ${missing.toLocaleString('en')} without it`,
  distributionDefinition:
    'Over the tickets that are matched to a task of this project. Numbers are counted up to their 99th percentile; the last bar holds what lies beyond.',
  matching: {
    title: 'How tickets find their tasks',
    on: 'Match by',
    by: {
      EXTERNAL_TICKET_ID: 'Ticket id = external id of the task',
      CONVERSATION_ID: 'Conversation id = external id of the task',
      ATTRIBUTE: 'Ticket id = an attribute of the task',
    },
    attribute: 'Attribute',
    sources: 'Sources',
    sourcesNote: 'Empty for all',
    save: 'Save and match again',
    saved: 'Saved. Tickets are being matched.',
  },
  unmatched: {
    title: 'Unmatched tickets',
    lead: (shown: number, all: number, isExact: boolean) =>
      `${shown} of ${isExact ? '' : 'more than '}${plural(all, 'ticket')}, newest first. They wait: a task that comes later finds them.`,
    search: 'Part of the ticket id',
    noneLike: 'No unmatched ticket is like this.',
    head: ['Source', 'Ticket', 'Resolved', 'Last event'],
    yes: 'yes',
    no: 'no',
    unknown: 'not known',
    match: 'Match …',
    matchOne: (id: string) => `Match ticket ${id} to a task`,
    more: 'Show more',
  },
  matchOne: {
    title: (id: string) => `Which task is ticket ${id} about?`,
    lead: 'What a person says stands: no rule overrules it. Runs that start from now on count the ticket.',
    task: 'External id of the task',
    noTask: (id: string) => `No task of this project has the external id ${id}.`,
    failed: 'It could not be matched just now. Nothing was changed; try again.',
    done: (id: string) => `Ticket ${id} is matched`,
    match: 'Match',
    cancel: 'Cancel',
  },
} as const;
