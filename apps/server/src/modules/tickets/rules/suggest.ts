import type { OutcomeField, OutcomeTarget } from './mapping.ts';

type More = Partial<Pick<OutcomeField, 'unit' | 'clock' | 'scale' | 'knownAtOpening'>>;
const minutes = { unit: 'MINUTES' } as const;
const seconds = { unit: 'SECONDS' } as const;
const calendar = { clock: 'CALENDAR' } as const;
const business = { clock: 'BUSINESS' } as const;

/** What columns of common names are. The first that fits a column wins. */
const patterns: readonly (readonly [RegExp, OutcomeTarget, More?])[] = [
  [/^(source|system|channel_source)$/, 'SOURCE'],
  [/^(ticket_?id|external_?(ticket_?)?id|case_?(id|number)|ticket|id)$/, 'EXTERNAL_ID'],
  [/^(event_?id|webhook_?id)$/, 'EVENT_ID'],
  [/^(conversation_?id|chat_?id|session_?id|thread_?id)$/, 'CONVERSATION_ID'],
  [/^(occurred_?at|updated_?at|changed_?at|event_?time|timestamp)$/, 'OCCURRED_AT'],
  [/^(opened_?at|created_?at|started_?at)$/, 'OPENED_AT'],
  [/^(responded_?at|answered_?at|first_?(responded|reply)_?at)$/, 'RESPONDED_AT'],
  [/^(first_?(resolved|closed?)_?at|first_close_at)$/, 'FIRST_RESOLVED_AT'],
  [/^(resolved_?at|solved_?at|closed_?at|last_close_at)$/, 'RESOLVED_AT'],
  [/^(escalated_?at)$/, 'ESCALATED_AT'],
  [/^(abandoned_?at)$/, 'ABANDONED_AT'],
  [/^(reopened_?at)$/, 'REOPENED_AT'],
  [/^(resolved|solved|is_?resolved|status|state)$/, 'RESOLVED'],
  [/^(resolution_?(kind|type|state))$/, 'RESOLUTION_KIND'],
  [/^(reopens|count_reopens|reopen_?count)$/, 'REOPENS'],
  [/first_resolution.*minutes.*business/, 'FIRST_RESOLUTION', { ...minutes, ...business }],
  [/first_resolution.*minutes/, 'FIRST_RESOLUTION', { ...minutes, ...calendar }],
  [/full_resolution.*minutes.*business/, 'FULL_RESOLUTION', { ...minutes, ...business }],
  [/full_resolution.*minutes/, 'FULL_RESOLUTION', { ...minutes, ...calendar }],
  [/first_resolution.*business/, 'FIRST_RESOLUTION', { ...seconds, ...business }],
  [/^(first_resolution.*|time_to_first_close)$/, 'FIRST_RESOLUTION', { ...seconds, ...calendar }],
  [/full_resolution.*business/, 'FULL_RESOLUTION', { ...seconds, ...business }],
  [
    /^(full_resolution.*|resolution_?seconds|time_to_last_close)$/,
    'FULL_RESOLUTION',
    { ...seconds, ...calendar },
  ],
  [
    /^(csat|satisfaction|rating|score|satisfaction_rating(\.score)?|conversation_rating\.rating)$/,
    'CSAT',
    { scale: 'ONE_TO_FIVE' },
  ],
  [/^(csat|satisfaction)_?offered_?at$/, 'CSAT_OFFERED_AT'],
  [/^(csat|satisfaction)_?(answered|rated)_?at$/, 'CSAT_ANSWERED_AT'],
];

/** A mapping by the names of the columns: a start, for a person to look over. */
export function suggestOutcomeMapping(
  columns: readonly string[],
  lists: ReadonlySet<string>,
  measures: ReadonlySet<string>,
): OutcomeField[] {
  const used = new Set<string>();
  return columns.map((source) => {
    const name = source
      .trim()
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    const [, target, more = {}] = patterns.find(
      ([pattern, wanted, { clock = '' } = {}]) =>
        pattern.test(name) && !used.has(`${wanted} ${clock}`),
    ) ?? [null, measures.has(name) ? 'MEASURE' : 'ATTRIBUTE', {}];
    const plain = { key: null, unit: null, clock: null, scale: null } as const;
    const field = { ...plain, ...{ knownAtOpening: false, knownAtSource: null }, source };
    if (lists.has(source)) return { ...field, target: 'IGNORE' };
    if (target === 'MEASURE') return { ...field, target, key: name };
    if (target === 'ATTRIBUTE') return { ...field, target, key: source };
    used.add(`${target} ${more?.clock ?? ''}`);
    return { ...field, ...more, target };
  });
}
