import type { Assay } from './harness.ts';
import { newKey, type Person } from './person.ts';

/** Fails a test that needs a mutation to go well. */
export function payload<T extends { readonly __typename: string }>(result: T): T {
  if (result.__typename === 'AppError') throw new Error(JSON.stringify(result));
  return result;
}

let tenants = 0;

/** A new organisation. @returns its owner in it */
export async function organisation(assay: Assay): Promise<{ owner: Person; slug: string }> {
  tenants += 1;
  const slug = `tenant-${tenants}-${newKey().slice(0, 8)}`;
  const founder = await assay.person('Olga Owner');
  payload(
    await founder.change(
      'createTenant',
      { idempotencyKey: newKey(), name: `Tenant ${tenants}`, slug },
      'replayed',
    ),
  );
  return { owner: founder.in(slug), slug };
}

/** Somebody new who joins by an invitation link. */
export async function join(
  assay: Assay,
  owner: Person,
  slug: string,
  role: string,
  name?: string,
): Promise<Person> {
  const invited = payload(
    await owner.change('inviteMember', { idempotencyKey: newKey(), role }, 'url'),
  );
  const token = String(invited.url).split('/').at(-1);
  const person = (await assay.person(name)).in(slug);
  payload(await person.change('acceptInvitation', { token }, 'member { id }'));
  return person;
}

const tier = (label: string, value: number) => ({ label, value });
export const dimension = (key: string, weight: number, more: object = {}) => ({
  ...{ key, label: key, weight, scope: 'RESPONSE' },
  tiers: [tier('bad', 0), tier('fair', 0.5), tier('good', 1)],
  ...more,
});
export const threeDimensions = [
  dimension('accuracy', 0.5),
  dimension('tone', 0.3),
  dimension('policy', 0.2, { allowNotApplicable: true }),
];

/** A published rubric version. @returns its id */
export async function publishedRubric(
  lead: Person,
  content: object = { dimensions: threeDimensions },
): Promise<string> {
  const { rubric } = payload(
    await lead.change(
      'createRubric',
      { idempotencyKey: newKey(), name: 'Rubric' },
      'rubric { id }',
    ),
  );
  const { rubricVersion } = payload(
    await lead.change(
      'saveRubricDraft',
      { rubricId: rubric.id, ...content },
      'rubricVersion { id }',
    ),
  );
  payload(
    await lead.change(
      'publishRubricVersion',
      { rubricVersionId: rubricVersion.id },
      'rubricVersion { status }',
    ),
  );
  return rubricVersion.id;
}

/** A project without tasks. @returns its id */
export async function newProject(lead: Person, settings: object = {}): Promise<string> {
  const rubricVersionId = await publishedRubric(lead);
  const made = payload(
    await lead.change(
      'createProject',
      { idempotencyKey: newKey(), name: 'Project', rubricVersionId, ...settings },
      'project { id }',
    ),
  );
  return made.project.id;
}

export const ratingTask = (text = 'Where is my parcel?', more: object = {}) => ({
  messages: [{ role: 'USER', content: text }],
  responses: [{ content: 'It is on its way.', model: 'model-1' }],
  ...more,
});
export const pairTask = (text = 'May I return this?', more: object = {}) => ({
  messages: [{ role: 'USER', content: text }],
  responses: [
    { content: 'Yes, within 30 days.', model: 'model-1' },
    { content: 'No.', model: 'model-2' },
  ],
  ...more,
});

/** Stores tasks. @returns their ids */
export async function addTasks(
  lead: Person,
  projectId: string,
  tasks: readonly object[],
): Promise<string[]> {
  const made = payload(
    await lead.change(
      'importTasks',
      { idempotencyKey: newKey(), projectId, tasks },
      'tasks { id }',
    ),
  );
  return made.tasks.map(({ id }: { id: string }) => id);
}

export const assignmentFields =
  'id kind state leasedUntil messages { id } responses { id content } dimensions { weight dimension { key } }';

/** Claims tasks. @returns the assignments */
export async function claim(person: Person, projectId: string, count = 1) {
  const claimed = payload(
    await person.change(
      'claimAssignment',
      { projectId, count },
      `assignments { ${assignmentFields} }`,
    ),
  );
  return claimed.assignments;
}

interface Asked {
  readonly kind: string;
  readonly responses: readonly { readonly id: string }[];
  readonly dimensions: readonly { readonly dimension: { readonly key: string } }[];
}

/** Complete answers: the same tier everywhere, or the first shown response. */
export function answersTo({ kind, responses, dimensions }: Asked, tierIndex = 2) {
  const responseId = responses[0]?.id;
  if (kind === 'PAIRWISE') {
    return { preference: { verdict: 'PREFERRED', preferredResponseId: responseId, strength: 2 } };
  }
  return {
    scores: dimensions.map(({ dimension: { key } }) => ({
      dimensionKey: key,
      tier: tierIndex,
      responseId,
    })),
  };
}
