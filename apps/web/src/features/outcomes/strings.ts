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
  distribution: (label: string) => `How is ${label} spread?`,
  distributionSub: (n: number, missing: number, unit: string) =>
    `${plural(n, 'ticket')} · ${missing} without it · ${unit}`,
  distributionDefinition: 'Over the tickets that are matched to a task of this project.',
  levels: ['Value', 'Tickets'],
  bins: ['From', 'To', 'Tickets'],
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
  unmatched: 'Unmatched tickets',
  unmatchedLead: 'They wait: a task that comes later finds them.',
  ticket: 'Ticket',
  resolved: 'Resolved',
  yes: 'yes',
  no: 'no',
  unknown: 'not known',
} as const;
