import { most } from './event-problem.ts';
import {
  isTime,
  keyOf,
  type OutcomeField,
  type OutcomeMapping,
  type OutcomeTarget,
} from './mapping.ts';

/** What each target is called in an event. Durations, attributes and measures have names of their own. */
const parts: Partial<Record<OutcomeTarget, string>> = {
  SOURCE: 'source',
  EXTERNAL_ID: 'externalId',
  EVENT_ID: 'eventId',
  OCCURRED_AT: 'occurredAt',
  CONVERSATION_ID: 'conversationId',
  OPENED_AT: 'openedAt',
  RESPONDED_AT: 'respondedAt',
  RESOLVED: 'resolved',
  RESOLUTION_KIND: 'resolutionKind',
  FIRST_RESOLVED_AT: 'firstResolvedAt',
  RESOLVED_AT: 'resolvedAt',
  ESCALATED_AT: 'escalatedAt',
  ABANDONED_AT: 'abandonedAt',
  REOPENED_AT: 'reopenedAt',
  REOPENS: 'reopens',
  CSAT: 'csat',
  CSAT_OFFERED_AT: 'csatOfferedAt',
  CSAT_ANSWERED_AT: 'csatAnsweredAt',
};

/** What a mapped field is called in an event, as problems name it. */
export function partOf(field: OutcomeField): string {
  const { target, clock } = field;
  switch (target) {
    case 'FIRST_RESOLUTION':
    case 'FULL_RESOLUTION': {
      const length = target === 'FIRST_RESOLUTION' ? 'first' : 'full';
      return `${length}Resolution${clock === 'BUSINESS' ? 'Business' : 'Calendar'}Seconds`;
    }
    case 'ATTRIBUTE':
    case 'MEASURE':
      return `${target === 'MEASURE' ? 'measures' : 'attributes'}.${keyOf(field).slice(0, most.attributeKey)}`;
    default:
      return parts[target] ?? target;
  }
}

/** The columns that the parts of an event are read from, by the names that problems give the parts. */
export function columnsByPart({
  fields,
  durationsFromTimes,
}: OutcomeMapping): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  const read = fields.filter(({ target }) => target !== 'IGNORE');
  const columnOf = (target: OutcomeTarget) => read.find((field) => field.target === target)?.source;
  const opened = columnOf('OPENED_AT');
  for (const field of read) {
    if (field.target !== 'ATTRIBUTE') continue;
    const known = field.knownAtSource ?? (field.knownAtOpening ? opened : undefined);
    if (known !== undefined) columns.set(`${partOf(field)}.knownAt`, known);
  }
  for (const field of read) columns.set(partOf(field), field.source);
  const [firstResolved, resolved] = [columnOf('FIRST_RESOLVED_AT'), columnOf('RESOLVED_AT')];
  if (firstResolved !== undefined) columns.set('firstResolutionCalendarSeconds', firstResolved);
  if (durationsFromTimes && resolved !== undefined) {
    columns.set('fullResolutionCalendarSeconds', resolved);
  }
  // an event happened at the latest time that its row tells, unless it says when
  const times = read.filter(({ target }) => isTime(target)).map(({ source }) => source);
  if (!columns.has('occurredAt')) columns.set('occurredAt', times.join(', '));
  const csat = columnOf('CSAT');
  if (csat !== undefined) for (const part of ['raw', 'scale']) columns.set(`csat.${part}`, csat);
  return columns;
}
