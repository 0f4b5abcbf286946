import { plural } from '../../components/figures.ts';

/** Every text of the outcomes of a project, ready for translation. */
export const strings = {
  none: 'No outcome yet',
  noneLong:
    'Outcomes come by webhook or backfill (settings, connectors), by the API, or as a file. Tickets find their tasks by external id.',
  noneMatched: 'No ticket finds a task of this project',
  noneMatchedLong: (rule: string) =>
    `There are tickets, but by the rule of this project (${rule}) none is about one of its tasks. So nothing is known of what became of them.`,
  changeBelow: 'Change the rule below, or match single tickets by hand.',
  askLead: 'A lead can change the rule, or match single tickets by hand.',
  connectors: 'Set up a connector',
  matchRate: 'Tickets with a judged conversation',
  taskRate: 'Tasks with a ticket',
  response: 'Satisfaction answered',
  tickets: (count: number) => plural(count, 'ticket'),
  tasks: (count: number) => plural(count, 'task'),
  elsewhere: (count: number) => `${plural(count, 'ticket')} matched in another project`,
  asked: (count: number) => `${plural(count, 'ticket')} asked`,
  unoffered: (count: number) => `${plural(count, 'ticket')} never asked`,
  late: (events: number, matches: number) =>
    `${plural(events, 'event')} came more than a day late; ${plural(matches, 'ticket')} found a task later.`,
  counted: 'Counted',
  countedLong: 'There are many tickets: what has come since shows with the next count.',
  conflicts: (count: number) =>
    `${plural(count, 'task')} ${count === 1 ? 'has' : 'have'} tickets of two sources. Runs leave them out unless they choose a source.`,
  showConflicts: 'Show them below',
  withheld: (count: number) =>
    `${plural(count, 'ticket')} left out of these figures: you may still judge their conversations.`,
  sources: 'By source',
  source: 'Source',
  matched: 'Matched',
  lastEvent: 'Last event',
  all: 'Tickets',
  distributionSub: (n: number, missing: number) =>
    `${plural(n, 'ticket')} · ${missing.toLocaleString('en')} without it`,
  good: (share: string) => `${share} good`,
  mean: (mean: string) => `mean ${mean}`,
  median: (median: string) => `median ${median}`,
  deciles: (low: string, high: string) => `80 % from ${low} to ${high}`,
  distributionDefinition:
    'Over the tickets that are matched to a task of this project. Numbers are counted up to their 99th percentile, satisfaction to its highest answer; the last bar holds what lies beyond. “Resolved” is what the source said last; unless told otherwise, a run counts a ticket that was reopened as not resolved.',
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
  ticketList: {
    title: {
      UNMATCHED: 'Unmatched tickets',
      ELSEWHERE: 'Tickets that are matched in another project',
      CONFLICT: 'Tickets of tasks that have two',
      MATCHED: 'Matched tickets',
    },
    lead: (shown: number, all: number, isExact: boolean) =>
      `${shown} of ${isExact ? '' : 'more than '}${plural(all, 'ticket')}, newest first.`,
    about: {
      UNMATCHED: 'They wait: a task that comes later finds them.',
      ELSEWHERE:
        'They are about tasks of other projects, so they do not wait for this one; but a task that comes later finds them, too.',
      CONFLICT:
        'Another source has a ticket about the same task. Runs leave both out until one is unmatched, or take that of the source they name.',
      MATCHED: 'They are about a task of this project.',
    },
    withheld: (count: number) =>
      `${plural(count, 'ticket')} more ${count === 1 ? 'is' : 'are'} withheld from you: you may still judge what ${count === 1 ? 'it is' : 'they are'} about.`,
    show: 'Show',
    states: {
      UNMATCHED: 'Unmatched',
      ELSEWHERE: 'Matched in another project',
      CONFLICT: 'With two tickets for a task',
      MATCHED: 'Matched',
    },
    search: 'Part of the ticket id',
    none: 'There is none.',
    noneLike: 'No such ticket is like this.',
    head: ['Source', 'Ticket', 'Resolved', 'Last event'],
    task: 'Task',
    by: (name: string) => `by ${name}`,
    yes: 'yes',
    no: 'no',
    unknown: 'not known',
    match: 'Match …',
    matchOne: (id: string) => `Match ticket ${id} to a task`,
    unmatch: 'Unmatch …',
    unmatchOne: (id: string, task: string) => `Unmatch ticket ${id} from task ${task}`,
    more: 'Show more',
  },
  unmatchOne: {
    title: (id: string, task: string) => `Is ticket ${id} not about task ${task}?`,
    long: 'What a person says stands: no rule matches the two again, only a person can. Runs that start from now on count the ticket no more; earlier ones stay as they are.',
    unmatch: 'Unmatch',
    done: (id: string) => `Ticket ${id} is unmatched`,
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
