import postgres from 'postgres';
import { newSubscription, testEvent } from './events.ts';
import type { Assay } from './harness.ts';
import { jsonLines, nativeTask, startImport, uploaded } from './imports.ts';
import { declare, record, startOutcomeImport, told } from './outcomes.ts';
import { newKey, type Person } from './person.ts';
import {
  addTasks,
  answersTo,
  claim,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from './scenario.ts';
import { deliveriesOf, newEndpoint, send } from './webhooks.ts';

export interface OneOfEach {
  readonly owner: Person;
  readonly slug: string;
  readonly tenantId: string;
  /** One id of every type, by its name. What belongs to a person belongs to the owner. */
  readonly ids: Readonly<Record<string, string>>;
}

/** An organisation with one of everything that has an id. */
export async function oneOfEach(assay: Assay): Promise<OneOfEach> {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 2, leaseMinutes: 10 });
  const tasks = Array.from({ length: 6 }, (_, n) => ratingTask(`question ${n}`));
  const [taskId = ''] = await addTasks(owner, projectId, tasks);
  const { lateAnswerId, quick, assignment } = await lateAnswer(assay, owner, slug, projectId);
  await judge(quick, assignment);
  payload(await owner.change('openTask', { taskId }, 'task { id }'));
  const [own] = await claim(owner, projectId);
  const ids = {
    Project: projectId,
    Task: taskId,
    LateAnswer: lateAnswerId,
    OwnJudgment: await judge(owner, own),
    ...(await peopleAndKeys(owner)),
    ...(await files(owner, projectId)),
    ...(await ticketSystems(owner)),
    ...(await toldOfEvents(owner)),
    ...(await outcomesAndRuns(assay, owner, projectId)),
    ...(await read(owner, projectId, taskId)),
    ...(await held(owner, projectId)),
  };
  return { owner, slug, tenantId: uuidOf(ids.Tenant), ids };
}

export const uuidOf = (id: string): string => id.slice(id.indexOf('_') + 1);

/** Somebody's answers that came when their slot had gone to a quicker one, who still holds it. */
export async function lateAnswer(
  assay: Assay,
  owner: Person,
  slug: string,
  projectId: string,
  role = 'ANNOTATOR',
) {
  const slow = await join(assay, owner, slug, role, 'Sam Slow');
  const quick = await join(assay, owner, slug, 'ANNOTATOR', 'Quentin Quick');
  const [lapsed] = await claim(slow, projectId);
  assay.advance({ minutes: 11 });
  const [assignment] = await claim(quick, projectId);
  const refused = await slow.change(
    'submitJudgment',
    { idempotencyKey: newKey(), assignmentId: lapsed.id, answers: answersTo(lapsed) },
    'replayed',
  );
  if (refused.code !== 'LEASE_EXPIRED') throw new Error(JSON.stringify(refused));
  const lateAnswerId = String(lapsed.id).replace('Assignment', 'LateAnswer');
  return { lateAnswerId, slow, lapsed, quick, assignment };
}

/** Submits a complete judgment. @returns its id, as its author knows it */
export async function judge(
  person: Person,
  assignment: Awaited<ReturnType<typeof claim>>[number],
  tierIndex?: number,
): Promise<string> {
  const answers = answersTo(assignment, tierIndex);
  const done = payload(
    await person.change(
      'submitJudgment',
      { idempotencyKey: newKey(), assignmentId: assignment.id, answers },
      'judgment { id }',
    ),
  );
  return done.judgment.id;
}

async function held(owner: Person, projectId: string) {
  const [assignment] = await claim(owner, projectId);
  return {
    Assignment: String(assignment.id),
    AssignmentMessage: String(assignment.messages[0].id),
    AssignmentResponse: String(assignment.responses[0].id),
  };
}

async function peopleAndKeys(owner: Person) {
  const invited = payload(
    await owner.change(
      'inviteMember',
      { idempotencyKey: newKey(), role: 'ANALYST' },
      'invitation { id }',
    ),
  );
  const key = { idempotencyKey: newKey(), name: 'Key', scopes: ['TASKS_READ'] };
  const made = payload(await owner.change('createApiKey', key, 'apiKey { id }'));
  return { Invitation: String(invited.invitation.id), ApiKey: String(made.apiKey.id) };
}

export async function files(owner: Person, projectId: string) {
  const uploadId = await uploaded(owner, jsonLines([nativeTask('imported')]));
  const started = await startImport(owner, projectId, uploadId);
  const released = payload(
    await owner.change(
      'createDatasetRelease',
      { idempotencyKey: newKey(), projectId, name: 'Release', format: 'DPO' },
      'datasetRelease { id }',
    ),
  );
  return {
    Upload: uploadId,
    Import: String(started.id),
    Job: String(started.job.id),
    DatasetRelease: String(released.datasetRelease.id),
  };
}

export async function ticketSystems(owner: Person) {
  // the one kind that signs no time: the clock of the server is ahead by now
  const endpoint = await newEndpoint(owner, 'FRESHDESK');
  await send(endpoint, { ticket: { id: 1, status: 4 } });
  const [delivery] = await deliveriesOf(owner, endpoint);
  const desk = { kind: 'ZENDESK', name: 'Desk', source: 'desk', credential: 'nobody/token:none' };
  const { connector } = payload(
    await owner.change(
      'createConnector',
      { ...desk, idempotencyKey: newKey(), baseUrl: 'https://assay.zendesk.com' },
      'connector { id }',
    ),
  );
  const since = '2026-01-01T00:00:00Z';
  const { backfill } = payload(
    await owner.change(
      'startBackfill',
      { idempotencyKey: newKey(), connectorId: connector.id, since },
      'backfill { id }',
    ),
  );
  return {
    WebhookEndpoint: endpoint.id,
    WebhookDelivery: String(delivery.id),
    Connector: String(connector.id),
    Backfill: String(backfill.id),
  };
}

export async function toldOfEvents(owner: Person) {
  const { id } = await newSubscription(owner, 'https://pipeline.example.test/events');
  return { EventSubscription: id, EventDelivery: await testEvent(owner, id) };
}

async function outcomesAndRuns(assay: Assay, owner: Person, projectId: string) {
  const measureId = await declare(owner, 'effort');
  await record(owner, [told('T-1', { resolved: true })]);
  const { tickets } = await owner.get('{ tickets(first: 1) { nodes { id } } }');
  const uploadId = await uploaded(owner, jsonLines([told('T-2', { resolved: false })]));
  const outcomeImport = await startOutcomeImport(owner, projectId, uploadId);
  const run = { idempotencyKey: newKey(), projectId };
  const { kpiRun } = payload(
    await owner.change(
      'runKpiAnalysis',
      run,
      'kpiRun { id job { id } project { rubricVersion { id } } }',
    ),
  );
  return {
    OutcomeMeasure: measureId,
    Ticket: String(tickets.nodes[0].id),
    OutcomeImport: String(outcomeImport.id),
    KpiRun: String(kpiRun.id),
    WeightProposal: await proposalOf(assay, kpiRun, projectId),
  };
}

/** A proposal as it is before its job has run: nobody can ask for one of a run without a result. */
export async function proposalOf(
  assay: Assay,
  run: { id: string; job: { id: string }; project: { rubricVersion: { id: string } } },
  projectId: string,
): Promise<string> {
  const id = uuidOf(run.id).replace(/^.{8}/, '01a10000');
  const database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
  const bounds = { floor: 0, cap: 1, maximalStep: null, rounding: 0.01, folds: 5 };
  const request = { ...bounds, outcome: 'resolved', replicates: 200, level: 0.95, seed: 1 };
  try {
    await database`
      insert into weight_proposals (tenant_id, id, project_id, run_id, job_id, rubric_version_id, request, created_at)
      select tenant_id, ${id}, ${uuidOf(projectId)}, id, ${uuidOf(run.job.id)},
        ${uuidOf(run.project.rubricVersion.id)}, ${database.json(request)}, now()
      from kpi_runs where id = ${uuidOf(run.id)}`;
  } finally {
    await database.end();
  }
  return `WeightProposal_${id}`;
}

async function read(owner: Person, projectId: string, taskId: string) {
  const { tenant, project, task, viewer, auditEntries } = await owner.get(
    `query ($projectId: ID!, $taskId: ID!) {
      tenant { id }
      viewer { member { id } }
      auditEntries(first: 1) { nodes { id } }
      project(id: $projectId) { rubricVersion { id rubric { id } } annotatorQuality { annotator { id } } }
      task(id: $taskId) { messages { id } responses { id } judgments { id } }
    }`,
    { projectId, taskId },
  );
  return {
    Tenant: String(tenant.id),
    Member: String(viewer.member.id),
    Rubric: String(project.rubricVersion.rubric.id),
    RubricVersion: String(project.rubricVersion.id),
    Annotator: String(project.annotatorQuality[0].annotator.id),
    Message: String(task.messages[0].id),
    Response: String(task.responses[0].id),
    Judgment: String(task.judgments[0].id),
    AuditEntry: String(auditEntries.nodes[0].id),
  };
}
