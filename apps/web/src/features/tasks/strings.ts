import { plural } from '../../components/figures.ts';

/** Every text of the task and judgment pages, ready for translation. */
export const strings = {
  task: 'Task',
  tasks: 'Tasks',
  count: (n: number, isExact: boolean) => `${plural(n, 'task')}${isExact ? '' : ' or more'}`,
  shown: (n: number) => `${n} shown`,
  find: 'Find',
  findHint: 'words of the conversation',
  state: 'State',
  kind: 'Kind',
  flag: 'Flag',
  attribute: 'Attribute',
  attributeHint: 'topic=returns',
  all: 'all',
  kinds: { RATING: 'rating', PAIRWISE: 'comparison' },
  externalId: 'External id',
  judgments: 'Judgments',
  attributes: 'Attributes',
  created: 'Created',
  more: 'More tasks',
  noneLike: 'No task is like that',
  noneLikeLong: 'Take a filter away to see more.',
  none: 'No task yet',
  noneLong: 'Import conversations from a file or over the API; each becomes a task to judge.',
  toData: 'Import conversations',
  takeAway: 'Take all filters away',
  conversation: 'Conversation',
  context: 'What the assistant knew',
  response: 'Response',
  responses: 'Responses',
  noModel: 'model not given',
  judged: (done: number, planned: number) => `${done} of ${planned} judged`,
  nobody: 'Nobody has judged this task yet',
  nobodyLong: 'It waits in the queue of your annotators.',
  sideBySide: 'Judgments side by side',
  composite: 'Composite',
  meanComposite: 'Mean composite',
  preference: 'Preference',
  flagsAndNotes: 'Flags and notes',
  shownFirst: (label: string) => `saw ${label} first`,
  activeTime: 'Active time',
  notApplicable: 'not applicable',
  differ: 'They differ',
  purposes: {
    LIVE: 'live',
    GOLD: 'gold',
    SELF_CHECK: 'self-check',
    QUALIFICATION: 'qualification',
    CALIBRATION: 'calibration',
    EXTRA: 'extra',
    SECOND_PASS: 'second pass',
  },
  revision: (number: number) => `revision ${number}`,
  blindTitle: 'You may still judge this task',
  blind:
    'What others judged, and which model answered, is kept from you until then, so that your judgment is your own.',
  open: 'Open judgments',
  openTitle: 'Open the judgments of this task?',
  openLong:
    'You can then no longer judge this task, nor revise a judgment of it. This cannot be undone.',
  keep: 'Keep judging it',
  holdTitle: 'On hold: somebody marked a red line',
  hold: 'Until a second person settles it, this task is kept out of training data.',
  note: 'Note',
  stands: 'The red line stands',
  standsNot: 'It does not stand',
  settledStands: 'The red line stands',
  settledStandsNot: 'The red line does not stand',
  settledBy: (name: string) => `settled by ${name}`,
} as const;

export const stateLabels = {
  OPEN: 'open',
  COMPLETE: 'complete',
  ON_HOLD: 'on hold',
  SKIPPED_BY_ALL: 'skipped by all',
} as const;
export const stateColors = {
  OPEN: 'gray',
  COMPLETE: 'teal',
  ON_HOLD: 'red',
  SKIPPED_BY_ALL: 'orange',
} as const;
export const flagLabels = {
  AMBIGUOUS_PROMPT: 'ambiguous prompt',
  REFUSAL: 'refusal',
  STALE_SOURCE: 'stale source',
  RED_LINE: 'red line',
  NEEDS_EXPERT: 'needs an expert',
  OFF_TOPIC: 'off topic',
  PII: 'personal data',
} as const;
export const directionLabels = {
  A: 'A is better',
  B: 'B is better',
  TIE: 'tie',
  BOTH_BAD: 'both bad',
  BOTH_GOOD: 'both good',
} as const;

const sides = ['', 'slightly better', 'better', 'much better'] as const;

/** A preference in words: "A is much better". */
export function preferenceText(preference: {
  readonly direction: keyof typeof directionLabels;
  readonly strength: number | null;
}): string {
  const { direction, strength } = preference;
  const side = sides[strength ?? 0] ?? '';
  if ((direction !== 'A' && direction !== 'B') || side === '') return directionLabels[direction];
  return `${direction} is ${side}`;
}

/** The pairs of a record of labels, for a choice. */
export const choicesOf = (labels: Readonly<Record<string, string>>, all: string) => [
  { value: '', label: all },
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
];

const isKey = <T extends object>(labels: T, value: string | undefined): value is keyof T & string =>
  value !== undefined && Object.hasOwn(labels, value);

export const stateOf = (value: string | undefined) => (isKey(stateLabels, value) ? value : null);
export const directionOf = (value: string | undefined) =>
  isKey(directionLabels, value) ? value : null;
export const flagOf = (value: string | undefined) => (isKey(flagLabels, value) ? value : null);
export const kindOf = (value: string | undefined) => (isKey(strings.kinds, value) ? value : null);

/** "topic=returns" as a filter; null where it is none. */
export function attributeOf(value: string | undefined): { key: string; equals: string } | null {
  const [, key = '', equals = ''] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(value ?? '') ?? [];
  return key === '' ? null : { key, equals };
}

/** What is known of a task, as "topic: returns". */
export const attributeTexts = (attributes: unknown): string[] =>
  Object.entries(Object(attributes)).map(([key, value]) => `${key}: ${String(value)}`);
