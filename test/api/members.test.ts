import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import {
  addTasks,
  claim,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let slug: string;
beforeAll(async () => {
  assay = await startAssay();
});
beforeEach(async () => {
  ({ owner, slug } = await organisation(assay));
});
afterAll(() => assay.stop());

const inviteFields = 'url replayed invitation { id email role expiresAt }';
const invite = async (more: object = {}, by = owner) =>
  payload(
    await by.change(
      'inviteMember',
      { idempotencyKey: newKey(), role: 'ANNOTATOR', ...more },
      inviteFields,
    ),
  );
const tokenOf = ({ url }: { url: string }) => String(url.split('/').at(-1));
const accept = (person: Person, token: string) =>
  person
    .in(slug)
    .change('acceptInvitation', { token }, 'member { id role isViewer } tenant { slug }');
const members = async (person = owner) =>
  (await person.get('{ tenant { members { name role } invitations { id } } }')).tenant;
const memberId = async (person: Person) =>
  (await person.get('{ viewer { member { id } } }')).viewer.member.id;

describe('an invitation', () => {
  it('lets one person in, once, in its role', async () => {
    const invitation = await invite({ role: 'REVIEWER' });
    const [rita, other] = [await assay.person('Rita'), await assay.person('Other')];
    const preview = await rita
      .in(slug)
      .get('query ($t: String!) { invitation(token: $t) { role tenantName expiresAt } }', {
        t: tokenOf(invitation),
      });
    expect(preview.invitation).toMatchObject({
      role: 'REVIEWER',
      expiresAt: invitation.invitation.expiresAt,
    });
    expect((await members()).invitations).toEqual([{ id: invitation.invitation.id }]);
    const joined = payload(await accept(rita, tokenOf(invitation)));
    expect(joined).toMatchObject({ member: { role: 'REVIEWER' }, tenant: { slug } });
    expect(await accept(rita, tokenOf(invitation))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await accept(other, tokenOf(invitation))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await members()).toEqual({
      members: [
        { name: 'Olga Owner', role: 'OWNER' },
        { name: 'Rita', role: 'REVIEWER' },
      ],
      invitations: [],
    });
  });

  it('lets one of several people in who use its link at once', async () => {
    const token = tokenOf(await invite());
    const people = await Promise.all([1, 2, 3, 4].map(() => assay.person()));
    const results = await Promise.all(people.map((person) => accept(person, token)));
    expect(results.map(({ code }) => code ?? 'in').sort()).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
      'in',
    ]);
    expect((await members()).members.length).toBe(2);
  });

  it('makes somebody who uses two links at once one member', async () => {
    const tokens = [tokenOf(await invite()), tokenOf(await invite())];
    const person = await assay.person();
    const results = await Promise.all(tokens.map((token) => accept(person, token)));
    expect(
      results.filter(({ __typename }) => __typename === 'AcceptInvitationPayload').length,
    ).toBeGreaterThan(0);
    expect(results.every(({ code = 'CONFLICT' }) => code === 'CONFLICT')).toBe(true);
    expect((await members()).members.length).toBe(2);
  });

  it('is for its e-mail address alone, however that is written', async () => {
    const [ann, bob] = [await assay.person(), await assay.person()];
    const token = tokenOf(await invite({ email: ann.account?.email.toUpperCase() }));
    expect(await accept(bob, token)).toMatchObject({ code: 'FORBIDDEN' });
    payload(await accept(ann, token));
  });

  it('ends when it is revoked', async () => {
    const invitation = await invite();
    const {
      invitation: { id },
    } = invitation;
    payload(await owner.change('revokeInvitation', { invitationId: id }, 'tenant { id }'));
    expect(await accept(await assay.person(), tokenOf(invitation))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await members()).invitations).toEqual([]);
  });

  it('ends after seven days', async () => {
    const [late, soon] = [await invite(), await invite()];
    assay.advance({ minutes: 7 * 24 * 60 - 1 });
    payload(await accept(await assay.person(), tokenOf(soon)));
    assay.advance({ minutes: 2 });
    expect(await accept(await assay.person(), tokenOf(late))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await members()).invitations).toEqual([]);
  });

  it('gives its link once', async () => {
    const idempotencyKey = newKey();
    const first = await invite({ idempotencyKey });
    expect(await invite({ idempotencyKey })).toEqual({ ...first, url: null, replayed: true });
    const other = await owner.change(
      'inviteMember',
      { idempotencyKey, role: 'LEAD' },
      inviteFields,
    );
    expect(other).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    expect((await members()).invitations.length).toBe(1);
  });

  it('of another organisation does not work here', async () => {
    const { owner: stranger } = await organisation(assay);
    const token = tokenOf(await invite({}, stranger));
    expect(await accept(await assay.person(), token)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not change the role of somebody who is in already', async () => {
    const ann = await join(assay, owner, slug, 'LEAD');
    payload(await accept(ann, tokenOf(await invite({ role: 'ANNOTATOR' }))));
    expect((await members()).members).toContainEqual(expect.objectContaining({ role: 'LEAD' }));
  });
});

describe('roles and leaving', () => {
  const change = async (by: Person, whom: Person, role: string) =>
    by.change('changeMemberRole', { memberId: await memberId(whom), role }, 'member { role }');
  const remove = async (by: Person, id: string) =>
    by.change('removeMember', { memberId: id }, 'tenant { id }');

  it('keeps the last owner', async () => {
    expect(await change(owner, owner, 'ADMIN')).toMatchObject({ code: 'CONFLICT' });
    expect(await remove(owner, await memberId(owner))).toMatchObject({ code: 'CONFLICT' });
    const second = await join(assay, owner, slug, 'OWNER');
    payload(await change(second, owner, 'LEAD'));
    expect(await remove(second, await memberId(second))).toMatchObject({ code: 'CONFLICT' });
  });

  it('keeps an owner when two step down at once', async () => {
    const second = await join(assay, owner, slug, 'OWNER');
    const results = await Promise.all([
      change(owner, owner, 'LEAD'),
      change(second, second, 'LEAD'),
    ]);
    expect(results.map(({ code }) => code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
    expect(
      (await members()).members.filter(({ role }: { role: string }) => role === 'OWNER').length,
    ).toBe(1);
  });

  it('lets no admin change or remove an owner', async () => {
    const admin = await join(assay, owner, slug, 'ADMIN');
    expect(await change(admin, owner, 'LEAD')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await remove(admin, await memberId(owner))).toMatchObject({ code: 'FORBIDDEN' });
    const ann = await join(assay, owner, slug, 'ANNOTATOR');
    payload(await change(admin, ann, 'LEAD'));
  });

  it('takes hold with the next request', async () => {
    const ann = await join(assay, owner, slug, 'ANNOTATOR');
    expect((await ann.ask('{ projects { totalCount } }')).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    payload(await change(owner, ann, 'LEAD'));
    expect((await ann.ask('{ projects { totalCount } }')).errors).toEqual([]);
    payload(await remove(owner, await memberId(ann)));
    expect((await ann.ask('{ projects { totalCount } }')).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    expect((await ann.get('{ viewer { member { id } memberships { role } } }')).viewer).toEqual({
      member: null,
      memberships: [],
    });
  });

  it('frees what a removed person held, and keeps what they did', async () => {
    const projectId = await newProject(owner, { leaseMinutes: 10 });
    await addTasks(owner, projectId, [ratingTask()]);
    const ann = await join(assay, owner, slug, 'ANNOTATOR', 'Ann');
    const [held] = await claim(ann, projectId);
    const id = await memberId(ann);
    payload(await remove(owner, id));
    expect(
      await ann.change('renewLease', { assignmentId: held.id }, 'assignment { id }'),
    ).toMatchObject({ code: 'FORBIDDEN' });
    expect(await remove(owner, id)).toMatchObject({ code: 'NOT_FOUND' });
    assay.advance({ minutes: 11 });
    expect((await claim(owner, projectId)).length).toBe(1);
    payload(await accept(ann, tokenOf(await invite({ role: 'LEAD' }))));
    expect(await memberId(ann)).toBe(id);
  });
});

describe('a new organisation', () => {
  const create = (person: Person, input: object) =>
    person.change(
      'createTenant',
      { idempotencyKey: newKey(), name: 'New', ...input },
      'replayed tenant { id slug name simulated }',
    );

  it('is made once under one key, also when its name is taken by then', async () => {
    const founder = await assay.person();
    const input = { idempotencyKey: newKey(), slug: `new-${newKey().slice(0, 8)}` };
    const first = payload(await create(founder, input));
    expect(first.tenant).toMatchObject({ name: 'New', simulated: false });
    expect(payload(await create(founder, input))).toEqual({ ...first, replayed: true });
    expect(await create(founder, { ...input, idempotencyKey: newKey() })).toMatchObject({
      code: 'CONFLICT',
      field: 'slug',
    });
    expect(await create(await assay.person(), input)).toMatchObject({
      code: 'CONFLICT',
      field: 'slug',
    });
  });

  it.each([
    '',
    'ab',
    'Capital',
    '-begins',
    'ends-',
    'with space',
    'ünïcode',
    'x'.repeat(41),
    'a/b',
    '..',
  ])('is refused with the short name %j', async (wrong) => {
    expect(await create(owner, { slug: wrong })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'slug',
    });
  });

  it('is one when two people want the same short name at once', async () => {
    const people = await Promise.all([assay.person(), assay.person()]);
    const wanted = `wanted-${newKey().slice(0, 8)}`;
    const results = await Promise.all(people.map((person) => create(person, { slug: wanted })));
    expect(results.map(({ code }) => code ?? 'made').sort()).toEqual(['CONFLICT', 'made']);
  });
});
