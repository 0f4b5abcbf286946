import { Context } from '@assay/server/context';
import { emitEvent } from '@assay/server/modules/events/commands/emit-event';
import { command } from '@assay/server/operation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  deliveriesTo,
  isSignedBy,
  newSubscription,
  type ReceivedEvent,
  Receiver,
  soon,
} from '../support/events.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { judgedTickets, tickets } from '../support/judged-tickets.ts';
import { finished, kpiRun } from '../support/kpi.ts';
import { uuidOf } from '../support/one-of-each.ts';
import { newKey, type Person } from '../support/person.ts';
import { newProject, organisation, payload } from '../support/scenario.ts';

const everyType = [
  ...['KPI_RUN_COMPLETED', 'WEIGHT_PROPOSAL_READY', 'CALIBRATION_CHANGED'],
  'DATASET_RELEASE_READY',
];

let assay: Assay;
let receiver: Receiver;
let owner: Person;
let slug: string;
let projectId: string;
let everything: { id: string; secret: string };
let releasesOnly: { id: string };
let otherProject: { id: string };
let stranger: { owner: Person; id: string };
beforeAll(async () => {
  receiver = await Receiver.start();
  assay = await startAssay({ worker: true, eventHosts: [receiver.url] });
  ({ owner, slug } = await organisation(assay));
  projectId = await judgedTickets(owner);
  const url = `${receiver.url}/all`;
  everything = await newSubscription(owner, url, { types: everyType, projectId });
  const types = ['DATASET_RELEASE_READY'];
  releasesOnly = await newSubscription(owner, `${receiver.url}/releases`, { types });
  otherProject = await newSubscription(owner, `${receiver.url}/other`, {
    ...{ types: everyType, projectId: await newProject(owner) },
  });
  const other = await organisation(assay);
  const { id } = await newSubscription(other.owner, `${receiver.url}/foreign`, {
    types: everyType,
  });
  stranger = { owner: other.owner, id };
});
afterAll(async () => {
  await assay.stop();
  await receiver.stop();
});

/** The one event of a type that came to a path. */
async function eventOf(type: string, path = '/all'): Promise<ReceivedEvent> {
  const those = () =>
    receiver.received.filter((one) => one.path === path && JSON.parse(one.body).type === type);
  await soon(`${type} comes`, () => those().length > 0);
  const [event, ...more] = those();
  if (event === undefined || more.length > 0)
    throw new Error(`${type} came ${more.length + 1} times`);
  expect(isSignedBy(everything.secret, event)).toBe(path === '/all');
  return event;
}
const dataOf = ({ body }: ReceivedEvent) => JSON.parse(body).data;

describe('those who subscribed are told', () => {
  let runId: string;

  it('that a KPI run is completed, and that the calibration changed', async () => {
    runId = await kpiRun(owner, projectId, { primaryOutcome: 'resolved', replicates: 200 });
    const completed = await eventOf('kpi_run.completed');
    const { kpiRun: run } = await owner.get(
      'query ($id: ID!) { kpiRun(id: $id) { codeVersion inputSha256 finishedAt } }',
      { id: runId },
    );
    const { codeVersion, inputSha256, finishedAt } = run;
    expect(completed.headers['webhook-id']).toBe(`kpi_run_completed_${uuidOf(runId)}`);
    expect(JSON.parse(completed.body)).toEqual({
      ...{ type: 'kpi_run.completed', timestamp: finishedAt },
      data: {
        ...{ projectId, kpiRunId: runId, rerunOf: null, trigger: 'PERSON' },
        ...{ codeVersion, inputSha256, tickets },
        path: `/t/${slug}/projects/${projectId}/outcomes/runs/${runId}`,
      },
    });
    expect(dataOf(await eventOf('calibration.changed'))).toEqual({
      ...{ projectId, kpiRunId: runId, version: 1, outcome: 'resolved', calibrated: true },
      expiresAt: expect.any(String),
      path: `/t/${slug}/projects/${projectId}/outcomes/signal`,
    });
  });

  it('that a weight proposal is ready', async () => {
    const input = { idempotencyKey: newKey(), runId };
    const { weightProposal } = payload(
      await owner.change('proposeWeights', input, 'weightProposal { id job { id } }'),
    );
    await finished(owner, weightProposal.job.id);
    const { id } = weightProposal;
    expect(dataOf(await eventOf('weight_proposal.ready'))).toEqual({
      ...{ projectId, weightProposalId: id, kpiRunId: runId },
      ...{ verdict: 'BETTER', tickets: expect.any(Number) },
      path: `/t/${slug}/projects/${projectId}/outcomes/proposals/${id}`,
    });
  });

  it('that a dataset release is ready', async () => {
    const input = { idempotencyKey: newKey(), projectId, name: 'Secret name', format: 'DPO' };
    const { datasetRelease } = payload(
      await owner.change('createDatasetRelease', input, 'datasetRelease { id job { id } }'),
    );
    await finished(owner, datasetRelease.job.id);
    const events = [await eventOf('dataset_release.ready')];
    events.push(await eventOf('dataset_release.ready', '/releases'));
    const { datasetRelease: made } = await owner.get(
      'query ($id: ID!) { datasetRelease(id: $id) { manifest { rows sizeBytes sha256 } } }',
      { id: datasetRelease.id },
    );
    for (const event of events) {
      expect(dataOf(event)).toEqual({
        ...{ projectId, datasetReleaseId: datasetRelease.id, format: 'DPO', ...made.manifest },
        path: `/t/${slug}/projects/${projectId}/data`,
      });
    }
    expect(events[0]?.body).not.toContain('Secret name');
    expect(await deliveriesTo(owner, releasesOnly.id)).toHaveLength(1);
  });

  it('and nobody else', async () => {
    expect(await deliveriesTo(owner, otherProject.id)).toEqual([]);
    expect(await deliveriesTo(stranger.owner, stranger.id)).toEqual([]);
    expect(new Set(receiver.received.map(({ path }) => path))).toEqual(
      new Set(['/all', '/releases']),
    );
  });
});

describe('in the transaction of what happened', () => {
  const event = (subjectId: string) => ({
    ...{ type: 'dataset_release.ready' as const, subjectId, projectId: uuidOf(projectId) },
    data: { datasetReleaseId: 'x', format: 'DPO', rows: 1, sizeBytes: 1, sha256: 'x' },
    path: '/data',
  });
  const tell = command(
    'job:run',
    async (op, { subjectId, fails }: { subjectId: string; fails: boolean }) => {
      await emitEvent(op, event(subjectId));
      if (fails) throw new Error('what happened is undone');
      return op.resultId;
    },
    { audit: false },
  );
  const contextOf = async () => {
    const { tenant } = await owner.get('{ tenant { id } }');
    const viewer = { kind: 'SYSTEM', tenantId: uuidOf(tenant.id), action: 'job:run' } as const;
    return new Context(assay.app.services, viewer, newKey());
  };

  it('an event is told once, also when it is told again', async () => {
    const before = await deliveriesTo(owner, releasesOnly.id);
    const subjectId = newKey();
    for (let n = 0; n < 3; n += 1) await tell(await contextOf(), { subjectId, fails: false });
    const after = await deliveriesTo(owner, releasesOnly.id);
    expect(after.length).toBe(before.length + 1);
    expect(after[0].eventId).toBe(`dataset_release_ready_${subjectId}`);
  });

  it('nothing is told of what is undone', async () => {
    const before = await deliveriesTo(owner, releasesOnly.id);
    const undone = tell(await contextOf(), { subjectId: newKey(), fails: true });
    await expect(undone).rejects.toThrow('undone');
    expect(await deliveriesTo(owner, releasesOnly.id)).toHaveLength(before.length);
  });
});
