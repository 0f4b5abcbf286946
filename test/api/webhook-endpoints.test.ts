import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import { join, organisation, payload } from '../support/scenario.ts';
import {
  anEvent,
  deliveriesOf,
  type Endpoint,
  endpointFields,
  endpointOf,
  newEndpoint,
  send,
  unauthenticated,
  type WebhookKind,
} from '../support/webhooks.ts';

let assay: Assay;
let owner: Person;
let slug: string;
let database: postgres.Sql;
beforeAll(async () => {
  assay = await startAssay();
  ({ owner, slug } = await organisation(assay));
  database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

describe('an endpoint', () => {
  const create = (input: object) =>
    owner.change(
      'createWebhookEndpoint',
      { idempotencyKey: newKey(), name: 'Desk', source: 'desk', ...input },
      `replayed ${endpointFields}`,
    );

  it.each([
    ['FRESHDESK', /^[\w-]{43}$/],
    ['GENERIC', /^whsec_[A-Za-z0-9+/]{43}=$/],
  ])('of %s is given a secret, once', async (kind, form) => {
    const input = { idempotencyKey: newKey(), kind };
    const first = payload(await create(input));
    expect(first).toMatchObject({ replayed: false, secret: expect.stringMatching(form) });
    expect(first.webhookEndpoint).toMatchObject({
      ...{ kind, name: 'Desk', source: 'desk', hasSecret: true, takesGivenSecret: false },
      path: expect.stringMatching(/^\/webhooks\/[0-9a-f-]{36}$/),
    });
    expect(await create(input)).toEqual({ ...first, replayed: true, secret: null });
  });

  it.each(['ZENDESK', 'INTERCOM'])(
    'of %s takes nothing until its secret is pasted',
    async (kind) => {
      const { webhookEndpoint, secret } = payload(await create({ kind }));
      expect([secret, webhookEndpoint.hasSecret, webhookEndpoint.takesGivenSecret]).toEqual([
        null,
        false,
        true,
      ]);
      const pasted = 'the-secret-of-their-system';
      const endpoint = {
        ...{ id: webhookEndpoint.id, kind: kind as WebhookKind, secret: pasted }, // one of the two above
        url: assay.url + webhookEndpoint.path,
      };
      expect(await send(endpoint, anEvent())).toEqual(unauthenticated);
      expect(await send(endpoint, anEvent(), { secret: '' })).toEqual(unauthenticated);
      const input = { webhookEndpointId: endpoint.id, secret: ` ${pasted} ` };
      const rotated = payload(await owner.change('rotateWebhookSecret', input, endpointFields));
      expect(rotated).toMatchObject({
        ...{ secret: null, webhookEndpoint: { hasSecret: true, previousSecretUntil: null } },
      });
      expect(await send(endpoint, anEvent())).toMatchObject({ status: 202 });
    },
  );

  it.each([
    ['no name', { kind: 'GENERIC', name: ' ' }, 'name'],
    ['no source', { kind: 'GENERIC', source: '' }, 'source'],
    ['a secret that is ours to make', { kind: 'GENERIC', secret: 'x'.repeat(30) }, 'secret'],
    ['a short secret', { kind: 'ZENDESK', secret: 'x'.repeat(15) }, 'secret'],
    ['a secret of two words', { kind: 'ZENDESK', secret: 'two words of a secret' }, 'secret'],
  ])('is not made with %s', async (_what, input, field) => {
    expect(await create(input)).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('of one key is one; another pasted secret under it is another request', async () => {
    const input = { idempotencyKey: newKey(), kind: 'ZENDESK', secret: 'the-first-pasted-secret' };
    const first = payload(await create(input));
    expect(payload(await create(input)).webhookEndpoint.id).toBe(first.webhookEndpoint.id);
    const other = await create({ ...input, secret: 'the-second-pasted-secret' });
    expect(other.code).toBe('IDEMPOTENCY_CONFLICT');
  });
});

describe('a rotation', () => {
  const rotate = (endpoint: Endpoint, more: object = {}) =>
    owner.change(
      'rotateWebhookSecret',
      { webhookEndpointId: endpoint.id, ...more },
      endpointFields,
    );

  it('leaves the secret before in force for the time that it says', async () => {
    const endpoint = await newEndpoint(owner, 'FRESHDESK');
    const { secret, webhookEndpoint } = payload(await rotate(endpoint, { keepPreviousHours: 2 }));
    expect(secret).not.toBe(endpoint.secret);
    expect(new Date(webhookEndpoint.previousSecretUntil).getTime() - Date.now()).toBeGreaterThan(
      7_000_000,
    );
    expect(await send(endpoint, anEvent())).toMatchObject({ status: 202 });
    expect(await send(endpoint, anEvent(), { secret })).toMatchObject({ status: 202 });
    assay.advance({ minutes: 121 });
    expect(await send(endpoint, anEvent())).toEqual(unauthenticated);
    expect(await send(endpoint, anEvent(), { secret })).toMatchObject({ status: 202 });
    expect(await endpointOf(owner, endpoint.id)).toMatchObject({ previousSecretUntil: null });
    assay.advance({ minutes: -121 });
  });

  it('may end it at once', async () => {
    const endpoint = await newEndpoint(owner);
    const { secret } = payload(await rotate(endpoint, { keepPreviousHours: 0 }));
    expect(await send(endpoint, anEvent())).toEqual(unauthenticated);
    expect(await send(endpoint, anEvent(), { secret })).toMatchObject({ status: 202 });
  });

  it('needs what was pasted, and a time within bounds', async () => {
    const zendesk = await newEndpoint(owner, 'ZENDESK');
    expect(await rotate(zendesk)).toMatchObject({ code: 'INVALID_INPUT', field: 'secret' });
    const generic = await newEndpoint(owner);
    for (const keepPreviousHours of [-1, 169]) {
      expect(await rotate(generic, { keepPreviousHours })).toMatchObject({
        ...{ code: 'INVALID_INPUT', field: 'keepPreviousHours' },
      });
    }
  });
});

describe('secrets', () => {
  it('stand nowhere in the database, and in no audit entry', async () => {
    const endpoint = await newEndpoint(owner, 'ZENDESK');
    const generic = await newEndpoint(owner);
    const { secret } = payload(
      await owner.change('rotateWebhookSecret', { webhookEndpointId: generic.id }, endpointFields),
    );
    for (const table of [
      'webhook_endpoints',
      'audit_entries',
      'idempotency_keys',
      'webhook_deliveries',
    ]) {
      const [{ text } = { text: '' }] = await database.unsafe<{ text: string }[]>(
        `select coalesce(string_agg(t::text, '|'), '') as text from ${table} t`,
      );
      for (const one of [endpoint.secret, generic.secret, secret]) {
        expect(text.includes(one.replace('whsec_', ''))).toBe(false);
      }
    }
  });
});

it('an endpoint whose secret was sealed under another ASSAY_SECRET says so to its admins', async () => {
  const endpoint = await newEndpoint(owner);
  const other = await newEndpoint(owner);
  const uuidOf = ({ id }: Endpoint) => id.split('_')[1] ?? '';
  // sealed for another place opens as little as sealed under another key
  await database`update webhook_endpoints set sealed_secret =
    (select sealed_secret from webhook_endpoints where id = ${uuidOf(other)}) where id = ${uuidOf(endpoint)}`;
  expect(await send(endpoint, anEvent())).toEqual(unauthenticated);
  expect(await send(endpoint, anEvent(), { secret: other.secret })).toEqual(unauthenticated);
  await expect
    .poll(async () => (await endpointOf(owner, endpoint.id)).lastRejection, { timeout: 5_000 })
    .toContain('ASSAY_SECRET');
  const input = { webhookEndpointId: endpoint.id };
  const { secret } = payload(await owner.change('rotateWebhookSecret', input, endpointFields));
  expect(await send(endpoint, anEvent(), { secret })).toMatchObject({ status: 202 });
});

describe('endpoints and their events', () => {
  it.each(['LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'])('are not for %s', async (role) => {
    const person = await join(assay, owner, slug, role);
    const endpoint = await newEndpoint(owner);
    await send(endpoint, anEvent());
    const [delivery] = await deliveriesOf(owner, endpoint);
    const asked = await person.ask(
      'query ($id: ID!) { a: webhookEndpoints { id } b: webhookEndpoint(id: $id) { id } c: webhookDeliveries { totalCount } }',
      { id: endpoint.id },
    );
    expect(new Set(asked.errors.map(({ extensions }) => extensions.code))).toEqual(
      new Set(['FORBIDDEN']),
    );
    const input = { webhookEndpointId: endpoint.id };
    for (const [name, given] of [
      [
        'createWebhookEndpoint',
        { idempotencyKey: newKey(), kind: 'GENERIC', name: 'x', source: 'x' },
      ],
      ['rotateWebhookSecret', input],
      ['disableWebhookEndpoint', input],
      ['replayWebhookDelivery', { webhookDeliveryId: delivery.id }],
    ] as const) {
      expect((await person.change(name, given, '__typename')).code).toBe('FORBIDDEN');
    }
    const { nodes } = await person.get('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [endpoint.id, delivery.id],
    });
    expect(nodes).toEqual([null, null]);
  });

  it('are for admins, newest first', async () => {
    const admin = await join(assay, owner, slug, 'ADMIN');
    const endpoint = await newEndpoint(admin);
    const { webhookEndpoints } = await admin.get('{ webhookEndpoints { id } }');
    expect(webhookEndpoints[0].id).toBe(endpoint.id);
  });
});
