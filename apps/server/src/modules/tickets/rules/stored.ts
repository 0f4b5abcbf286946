import type { Stored } from '@assay/db/select-rows';
import type { FieldStamp, TicketOutcome } from '@assay/db/tables/tickets';
import { csatScales, normalised } from './csat.ts';
import { durationFields, timeFields } from './event.ts';
import {
  attributeStamp,
  type MergedMeasure,
  type OutcomeFields,
  type OutcomeState,
} from './merge.ts';

/** Stands for the fields that have a value and no stamp of their own: most were told at once. */
const rest = '*';

type OutcomeRow = Stored<TicketOutcome>;

/** What is written of a state. What there is none of is left out: most tickets have few fields. */
type NewRow = { readonly [K in keyof OutcomeRow]: OutcomeRow[K] | undefined } & Pick<
  OutcomeRow,
  'ticketId' | 'attributes' | 'stamps' | 'lastEventAt'
>;

const timeOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

/** A state as a row of `ticket_outcomes`. Its measures are rows of their own. */
export function rowOf(ticketId: string, state: OutcomeState): NewRow {
  const { fields, attributes, lastEventAt } = state;
  const { csat } = fields;
  return {
    ticketId,
    conversationId: fields.conversationId,
    openedAt: timeOf(fields.openedAt),
    respondedAt: timeOf(fields.respondedAt),
    resolved: fields.resolved,
    resolutionKind: fields.resolutionKind,
    resolvedAt: timeOf(fields.resolvedAt),
    escalatedAt: timeOf(fields.escalatedAt),
    abandonedAt: timeOf(fields.abandonedAt),
    reopenedAt: timeOf(fields.reopenedAt),
    reopens: fields.reopens,
    firstResolutionCalendarSeconds: fields.firstResolutionCalendarSeconds,
    firstResolutionBusinessSeconds: fields.firstResolutionBusinessSeconds,
    fullResolutionCalendarSeconds: fields.fullResolutionCalendarSeconds,
    fullResolutionBusinessSeconds: fields.fullResolutionBusinessSeconds,
    csatRaw: csat?.raw,
    csatScale: csat?.scale,
    csatNormalised: csat === undefined ? undefined : normalised(csat.raw, csat.scale),
    csatOfferedAt: timeOf(fields.csatOfferedAt),
    csatAnsweredAt: timeOf(fields.csatAnsweredAt),
    attributes,
    stamps: packed(state),
    lastEventAt,
  };
}

/** The state that a row and its measures stand for. */
export function stateOf(
  row: OutcomeRow,
  measures: Readonly<Record<string, MergedMeasure>>,
): OutcomeState {
  const { attributes, lastEventAt } = row;
  const fields = fieldsOf(row);
  const { [rest]: common, ...stamps } = { ...row.stamps };
  for (const name of namesOf(fields, attributes)) {
    if (common !== undefined) stamps[name] ??= common;
  }
  return { fields, attributes, measures, stamps, lastEventAt };
}

function fieldsOf(row: OutcomeRow): OutcomeFields {
  const { conversationId, resolved, resolutionKind, reopens, csatRaw } = row;
  const scale = csatScales.find((name) => name === row.csatScale);
  const csat = csatRaw === null || scale === undefined ? null : { raw: csatRaw, scale };
  const all = {
    ...{ conversationId, resolved, resolutionKind, reopens, csat },
    ...Object.fromEntries(durationFields.map((name) => [name, row[name]])),
    ...Object.fromEntries(timeFields.map((name) => [name, row[name]?.toISOString() ?? null])),
  };
  // of the fields above, those that have a value
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== null),
  ) as OutcomeFields;
}

const namesOf = (fields: object, attributes: object): string[] => [
  ...Object.keys(fields),
  ...Object.keys(attributes).map(attributeStamp),
];

/** The stamps with the latest of them said once; which one that is does not depend on any order. */
function packed({ fields, attributes, stamps }: OutcomeState): Record<string, FieldStamp> {
  const told = new Set(namesOf(fields, attributes));
  let common: FieldStamp | null = null;
  for (const stamp of Object.values(stamps)) {
    const isLater =
      common === null || stamp[0] > common[0] || (stamp[0] === common[0] && stamp[1] > common[1]);
    if (isLater) common = stamp;
  }
  if (common === null) return {};
  const [at, id] = common;
  const others = Object.entries(stamps)
    .filter(([name, stamp]) => !(told.has(name) && stamp[0] === at && stamp[1] === id))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { [rest]: common, ...Object.fromEntries(others) };
}
