import { builder } from '../../../graphql/builder.ts';
import { csatScales, csatStates, scaleDescription } from '../rules/csat.ts';
import { clocks, resolutionKinds } from '../rules/event.ts';
import { matchOn } from '../rules/settings.ts';

export const CsatScaleEnum = builder.enumType('CsatScale', {
  description: 'The scale on which satisfaction was asked. Scales never mix in one figure.',
  // each scale under its own name
  values: Object.fromEntries(
    csatScales.map((scale) => [scale, { value: scale, description: scaleDescription(scale) }]),
  ) as { [S in (typeof csatScales)[number]]: { value: S; description: string } },
});
export const CsatStateEnum = builder.enumType('CsatState', {
  description:
    'ANSWERED, UNANSWERED: asked for and not answered, UNOFFERED: never asked for as far as is known.',
  values: csatStates,
});
export const ResolutionKindEnum = builder.enumType('ResolutionKind', {
  description:
    'CONFIRMED by the customer, ASSUMED because they said no more, by a human AGENT, or ESCALATED to one.',
  values: resolutionKinds,
});
export const OutcomeClockEnum = builder.enumType('OutcomeClock', {
  description: 'Of durations: all hours, or office hours. NONE for what is no duration.',
  values: clocks,
});
export const OutcomeOriginEnum = builder.enumType('OutcomeOrigin', {
  description: 'By which way an event came.',
  values: ['API', 'IMPORT', 'WEBHOOK', 'BACKFILL'] as const,
});
export const MeasureKindEnum = builder.enumType('MeasureKind', {
  values: ['NUMBER', 'YES_NO'] as const,
});
export const MatchOnEnum = builder.enumType('MatchOn', {
  description:
    "By what a task finds its ticket: its external id is the ticket's external id, or the ticket's conversation id; or one of its attributes is the ticket's external id.",
  values: matchOn,
});
export const MatchRuleEnum = builder.enumType('MatchRule', {
  description: 'Who said that a task is about a ticket. A PERSON is never overruled by a rule.',
  values: [...matchOn, 'PERSON'] as const,
});
export const TicketMatchStateEnum = builder.enumType('TicketMatchState', {
  description:
    'UNMATCHED: no task of any project is about it. ELSEWHERE: tasks of other projects are, and none of the one that is named. CONFLICT: a task is matched to this ticket and to one of another source.',
  values: ['MATCHED', 'UNMATCHED', 'ELSEWHERE', 'CONFLICT'] as const,
});
export const TicketResolutionEnum = builder.enumType('TicketResolution', {
  description: 'How a ticket ended so far. OPEN: it has not, as far as is known.',
  values: ['OPEN', 'RESOLVED', 'ESCALATED', 'ABANDONED'] as const,
});
