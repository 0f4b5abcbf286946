import { ended } from './imports.ts';
import { newKey, type Person } from './person.ts';
import { payload } from './scenario.ts';

/** Records outcomes, 250 at a time; all have to be good. */
export async function recordOutcomes(person: Person, outcomes: readonly object[]): Promise<number> {
  let recorded = 0;
  for (let from = 0; from < outcomes.length; from += 250) {
    const part = outcomes.slice(from, from + 250);
    const done = payload(
      await person.change(
        'recordTicketOutcomes',
        { idempotencyKey: newKey(), outcomes: part },
        'recorded refused',
      ),
    );
    if (done.refused > 0) throw new Error(`${done.refused} outcomes were refused`);
    recorded += done.recorded;
  }
  return recorded;
}

/** Figures are computed with less priority than everything else: on a busy machine they wait. */
const patienceSeconds = 180;

/** Waits until a job has ended well. */
export async function finished(person: Person, jobId: string): Promise<void> {
  const { state, error } = await ended(person, jobId, patienceSeconds);
  if (state !== 'SUCCEEDED') throw new Error(`${state}: ${error}`);
}

/** Starts a run and waits for its end. @returns its id */
export async function kpiRun(
  person: Person,
  projectId: string,
  options: object = {},
  more: object = {},
): Promise<string> {
  const { kpiRun: run } = payload(
    await person.change(
      'runKpiAnalysis',
      { idempotencyKey: newKey(), projectId, options, ...more },
      'kpiRun { id job { id } }',
    ),
  );
  await finished(person, run.job.id);
  return run.id;
}

export const pairFields = `score outcome q signChanges notes { code }
  primary { coefficient value undefinedBecause n clusters p interval { low high } bootstrap { low high } }
  estimates { coefficient value undefinedBecause interval { low high } } within { value } between { value }
  influence { ticketId decides }`;

/** What a run says of one pair. */
export async function pairIn(person: Person, runId: string, score: string, outcome: string) {
  const { kpiRun: run } = await person.get(
    `query ($id: ID!, $score: String!, $outcome: String!) { kpiRun(id: $id) { result {
      pair(score: $score, outcome: $outcome) { ${pairFields} } } } }`,
    { id: runId, score, outcome },
  );
  return run.result.pair;
}
