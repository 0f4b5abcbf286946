import { ended, jobFields, uploaded } from './imports.ts';
import { newKey, type Person } from './person.ts';
import { payload } from './scenario.ts';

/** An hour of the first of January 2026. */
export const at = (hour: number, minute = 0): string =>
  new Date(Date.UTC(2026, 0, 1, hour, minute)).toISOString();

/** An event of a ticket. */
export const told = (externalId: string, fields: object = {}) => ({
  source: 'desk',
  externalId,
  occurredAt: at(12),
  ...fields,
});

export const recordedFields =
  'recorded refused replayed results { index ticketId isNew field problem }';

/** Records events. @returns the payload */
export async function record(
  person: Person,
  outcomes: readonly object[],
  idempotencyKey = newKey(),
) {
  return payload(
    await person.change('recordTicketOutcomes', { idempotencyKey, outcomes }, recordedFields),
  );
}

export const outcomeFields = `conversationId openedAt respondedAt resolved resolutionKind resolvedAt escalatedAt abandonedAt
  reopenedAt reopens firstResolutionCalendarSeconds firstResolutionBusinessSeconds fullResolutionCalendarSeconds
  fullResolutionBusinessSeconds csatState csat { raw scale normalised } csatOfferedAt csatAnsweredAt
  attributes { key value knownAt } measures { measure { key } value } lastEventAt doubts`;

/** Tickets that a person may look at, with what became of them. */
export async function ticketsOf(person: Person, filter: object = {}, fields = '') {
  const { tickets } = await person.get(
    `query ($filter: TicketFilter) { tickets(filter: $filter, first: 50) { totalCount withheld
      nodes { id source externalId matches { rule stands matchedBy task { id externalId } } outcome { ${outcomeFields} } ${fields} } } }`,
    { filter },
  );
  return tickets;
}

/** The ticket of an external id. */
export async function ticketOf(person: Person, externalId: string, fields = '') {
  const { nodes } = await ticketsOf(person, { search: externalId }, fields);
  const found = nodes.find((node: { externalId: string }) => node.externalId === externalId);
  if (found === undefined) throw new Error(`there is no ticket ${externalId}`);
  return found;
}

/** Declares a measure. @returns its id */
export async function declare(person: Person, key: string, more: object = {}): Promise<string> {
  const made = payload(
    await person.change(
      'declareOutcomeMeasure',
      {
        ...{ idempotencyKey: newKey(), key, label: key, kind: 'NUMBER', scale: '1-5' },
        ...{ lowest: 1, highest: 5, higherIsBetter: true, ...more },
      },
      'outcomeMeasure { id }',
    ),
  );
  return made.outcomeMeasure.id;
}

/** A field of a mapping. */
export const outcomeColumn = (source: string, target: string, more: object = {}) => ({
  ...{ source, target },
  ...more,
});

const importFields = `id name job { ${jobFields} } rowsRead outcomesRecorded rowsFailed reportUrl
  problems(first: 100) { totalCount nodes { line severity field message } }`;

interface FileOptions {
  readonly format?: 'CSV' | 'JSONL';
  readonly mapping?: object;
}

/** Queues an import of outcomes. @returns it, as it is before its job has run */
export async function startOutcomeImport(
  person: Person,
  projectId: string,
  uploadId: string,
  options: FileOptions = {},
) {
  const started = payload(
    await person.change(
      'startOutcomeImport',
      { idempotencyKey: newKey(), projectId, uploadId, format: 'JSONL', ...options },
      `outcomeImport { ${importFields} }`,
    ),
  );
  return started.outcomeImport;
}

/** Imports a file of outcomes and waits for the end. @returns the import */
export async function importOutcomes(
  person: Person,
  projectId: string,
  body: string,
  options: FileOptions = {},
) {
  const uploadId = await uploaded(person, body, 'outcomes');
  const started = await startOutcomeImport(person, projectId, uploadId, options);
  await ended(person, started.job.id);
  const found = await person.get(
    `query ($id: ID!) { outcomeImport(id: $id) { ${importFields} } }`,
    { id: started.id },
  );
  return found.outcomeImport;
}

const coverageFields = `tickets matched unmatched matchedElsewhere withheld tasks tasksWithTicket conflicts lateMatches lateEvents
  matchRate { value n interval { low high } } bySource { source tickets matched }
  satisfaction { answered unanswered unoffered responseRate { value n } byScale { scale answers mean } }
  resolutionKinds { kind count } distributions { key label unit scale n missing mean median bins { low high count } levels { label count } }`;

/** How far the tickets and the tasks of a project are known to each other, as a person is told. */
export async function coverageOf(person: Person, projectId: string) {
  const { project } = await person.get(
    `query ($id: ID!) { project(id: $id) { outcomeCoverage { ${coverageFields} } } }`,
    { id: projectId },
  );
  return project.outcomeCoverage;
}
