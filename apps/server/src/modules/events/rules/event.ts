/** Every type of event, as it is sent, with what has to be known to send it. */
export interface EventData {
  'kpi_run.completed': {
    readonly kpiRunId: string;
    /** The run whose input table was computed anew; null for one with a table of its own. */
    readonly rerunOf: string | null;
    readonly trigger: 'PERSON' | 'SCHEDULE' | 'IMPORT';
    readonly codeVersion: string;
    readonly inputSha256: string;
    readonly tickets: number;
  };
  'weight_proposal.ready': {
    readonly weightProposalId: string;
    readonly kpiRunId: string;
    readonly verdict: 'BETTER' | 'NOT_BETTER' | 'CANNOT_SAY';
    readonly tickets: number;
  };
  'calibration.changed': {
    readonly kpiRunId: string;
    readonly version: number;
    readonly outcome: string;
    /** False where there is none that beats the base rate. */
    readonly calibrated: boolean;
    readonly expiresAt: string;
  };
  'dataset_release.ready': {
    readonly datasetReleaseId: string;
    readonly format: string;
    readonly rows: number;
    readonly sizeBytes: number;
    readonly sha256: string;
  };
}
export type EventType = keyof EventData;

/** In the order in which people choose from them. The record has each type, so none is forgotten. */
const all: Readonly<Record<EventType, true>> = {
  'kpi_run.completed': true,
  'weight_proposal.ready': true,
  'calibration.changed': true,
  'dataset_release.ready': true,
};
export const eventTypes = Object.keys(all) as readonly EventType[]; // the keys of the record above

/** The type of what people send to try a subscription; nobody subscribes to it. */
export const testType = 'assay.test';

/** What one event tells of. */
export interface NewEvent<T extends EventType = EventType> {
  readonly type: T;
  /** Of what it tells of. An event of one type and subject happens once, however often it is told. */
  readonly subjectId: string;
  readonly projectId: string;
  readonly data: EventData[T];
  /** Where people read of it, behind the organisation's own path. */
  readonly path: string;
}

/** By which receivers know an event. It has no full stop: in what is signed that ends the id. */
export const eventIdOf = (type: string, subjectId: string): string =>
  `${type.replaceAll('.', '_')}_${subjectId}`;

/** The body of an event: ids and a few facts. What people wrote, and who they are, stays here. */
export const bodyOf = (type: string, at: Date, data: object): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), data });
