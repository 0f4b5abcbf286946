import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import { join, organisation, payload } from '../support/scenario.ts';
import {
  deliver,
  deliveriesOf,
  type Endpoint,
  endpointFields,
  newEndpoint,
  send,
  signed,
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

const kinds: readonly WebhookKind[] = ['ZENDESK', 'INTERCOM', 'FRESHDESK', 'GENERIC'];
const event = (n: number | string = newKey()) => ({ externalId: `T-${n}`, resolved: true });
const found = async (id: string) =>
  (
    await owner.get(
      `query ($id: ID!) { webhookEndpoint(id: $id) { ${endpointFields.replace(/^webhookEndpoint \{|\} *\n *secret$/g, '')} } }`,
      { id },
    )
  ).webhookEndpoint;
const unauthenticated = {
  status: 401,
  body: {
    errors: [
      {
        message: 'Nothing is taken here: check the address, the secret and the clock.',
        extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
      },
    ],
  },
};

describe.each(kinds)('an event of %s', (kind) => {
  let endpoint: Endpoint;
  beforeAll(async () => {
    endpoint = await newEndpoint(owner, kind);
  });

  it('is taken once, however often it is sent', async () => {
    const body = JSON.stringify({ ...event(), type: 'zen:event-type:ticket.x', id: newKey() });
    const headers = signed(endpoint, body);
    expect(await deliver(endpoint.url, body, headers)).toMatchObject({
      ...{ status: 202, body: { status: 'RECEIVED', requestId: expect.any(String) } },
    });
    for (let n = 0; n < 3; n += 1) {
      expect(await deliver(endpoint.url, body, headers)).toMatchObject({
        ...{ status: 200, body: { status: 'KNOWN' } },
      });
    }
    const kept = await deliveriesOf(owner, endpoint);
    expect(kept).toMatchObject([{ state: 'RECEIVED', attempts: 0, reason: null, body }]);
  });

  it('is not believed without its signature, with a wrong one, or with that of another endpoint', async () => {
    const other = await newEndpoint(owner, kind);
    const body = JSON.stringify(event());
    for (const headers of [
      {},
      signed(endpoint, body, { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }),
      signed(other, body),
    ]) {
      expect(await deliver(endpoint.url, body, headers)).toEqual(unauthenticated);
    }
    if (kind !== 'FRESHDESK') {
      expect(await deliver(endpoint.url, `${body} `, signed(endpoint, body))).toEqual(
        unauthenticated,
      );
    }
    expect(
      (await deliveriesOf(owner, endpoint)).map((one: { body: string }) => one.body),
    ).not.toContain(body);
  });

  it('is told to nobody else: another tenant has no such endpoint', async () => {
    const { owner: stranger } = await organisation(assay);
    const theirs = await newEndpoint(stranger, kind);
    const body = JSON.stringify(event());
    // signed by us, sent to them; and the other way round
    expect(await deliver(theirs.url, body, signed(endpoint, body))).toEqual(unauthenticated);
    expect(await deliver(endpoint.url, body, signed(theirs, body))).toEqual(unauthenticated);
    expect(await deliver(theirs.url, body, signed(theirs, body))).toMatchObject({ status: 202 });
    expect(
      (await deliveriesOf(owner, endpoint)).some((one: { body: string }) => one.body === body),
    ).toBe(false);
    expect(await deliveriesOf(stranger, theirs)).toHaveLength(1);
  });
});

describe('a time that is signed', () => {
  it.each(['ZENDESK', 'GENERIC'] as const)(
    'may be five minutes off for %s, no more',
    async (kind) => {
      const endpoint = await newEndpoint(owner, kind);
      const at = (minutes: number) => ({ at: new Date(Date.now() + minutes * 60_000) });
      for (const minutes of [-6, 6, -600_000]) {
        expect(await send(endpoint, event(), at(minutes))).toEqual(unauthenticated);
      }
      for (const minutes of [-4, 4]) {
        expect(await send(endpoint, event(), at(minutes))).toMatchObject({ status: 202 });
      }
    },
  );
});

describe('what is no endpoint', () => {
  it.each([
    ['never was', () => randomUUID()],
    ['is no id', () => 'x'],
    ['is an id of the API', () => `WebhookEndpoint_${randomUUID()}`],
    ['is very long', () => 'x'.repeat(90)],
  ])('is answered as one that does not believe: %s', async (_what, id) => {
    const endpoint = await newEndpoint(owner);
    const body = JSON.stringify(event());
    const url = `${assay.url}/webhooks/${id()}`;
    expect(await deliver(url, body, signed(endpoint, body))).toEqual(unauthenticated);
  });

  it('once it is disabled, for good', async () => {
    const endpoint = await newEndpoint(owner);
    expect(await send(endpoint, event())).toMatchObject({ status: 202 });
    const input = { webhookEndpointId: endpoint.id };
    const first = payload(
      await owner.change('disableWebhookEndpoint', input, 'webhookEndpoint { disabledAt }'),
    );
    const second = payload(
      await owner.change('disableWebhookEndpoint', input, 'webhookEndpoint { disabledAt }'),
    );
    expect(second.webhookEndpoint.disabledAt).toBe(first.webhookEndpoint.disabledAt);
    expect(await send(endpoint, event())).toEqual(unauthenticated);
    expect(await deliveriesOf(owner, endpoint)).toHaveLength(1);
  });

  it('answers HEAD alike, as Intercom asks before it sends', async () => {
    const endpoint = await newEndpoint(owner, 'INTERCOM');
    for (const url of [endpoint.url, `${assay.url}/webhooks/${randomUUID()}`]) {
      expect((await fetch(url, { method: 'HEAD' })).status).toBe(204);
      expect((await fetch(url)).status).toBe(404);
    }
  });
});

describe('a body', () => {
  it('of 5 MB is refused before it is read', async () => {
    const endpoint = await newEndpoint(owner);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(
        endpoint.url,
        {
          method: 'POST',
          headers: { 'content-length': 5_000_000, 'content-type': 'application/json' },
        },
        (answer) => {
          resolve(answer.statusCode);
          sending.destroy();
        },
      );
      sending.on('error', reject);
      sending.write('{"a":'); // and no more: the answer comes all the same
    });
    expect(status).toBe(413);
  });

  it('that grows beyond 1 MiB while it comes is refused too', async () => {
    const endpoint = await newEndpoint(owner);
    const answer = await new Promise<{ status: number | undefined; text: string }>(
      (resolve, reject) => {
        let answered = false;
        const sending = request(endpoint.url, { method: 'POST' }, (reply) => {
          answered = true;
          let text = '';
          reply.on('data', (part) => {
            text += part;
          });
          reply.on('end', () => resolve({ status: reply.statusCode, text }));
        });
        sending.on('error', (error) => {
          if (!answered) reject(error);
        });
        for (let n = 0; n < 17; n += 1) sending.write('x'.repeat(65_536));
      },
    );
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text).errors[0].extensions.code).toBe('PAYLOAD_TOO_LARGE');
  });

  it('of nearly 1 MiB is taken', async () => {
    const endpoint = await newEndpoint(owner);
    expect(await send(endpoint, { padding: 'x'.repeat(1_000_000) })).toMatchObject({ status: 202 });
    const [kept] = await deliveriesOf(owner, endpoint);
    expect(kept.body).toHaveLength(2_000);
  });

  it('may be empty or no JSON, but is text', async () => {
    const endpoint = await newEndpoint(owner);
    expect(await send(endpoint, '')).toMatchObject({ status: 202 });
    expect(await send(endpoint, 'no json')).toMatchObject({ status: 202 });
    expect(await send(endpoint, 'a\u0000b')).toMatchObject({
      ...{ status: 400, body: { errors: [{ extensions: { code: 'INVALID_INPUT' } }] } },
    });
  });
});

describe('refusals', () => {
  it('are counted for the admins, with why the last was refused', async () => {
    const endpoint = await newEndpoint(owner, 'ZENDESK');
    for (let n = 0; n < 5; n += 1) await send(endpoint, event(), { secret: 'another-secret' });
    await send(endpoint, event(), { at: new Date(Date.now() - 600_000) });
    await expect
      .poll(() => found(endpoint.id), { timeout: 5_000 })
      .toMatchObject({
        rejected: 6,
        lastRejection: expect.stringMatching(
          /^It was signed 60\d s ago; at most 300 s are taken\.$/,
        ),
        lastRejectedAt: expect.any(String),
        deliveryCounts: { received: 0, applied: 0, ignored: 0, failed: 0 },
        lastReceivedAt: null,
      });
  });
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
      expect(await send(endpoint, event())).toEqual(unauthenticated);
      expect(await send(endpoint, event(), { secret: '' })).toEqual(unauthenticated);
      const input = { webhookEndpointId: endpoint.id, secret: ` ${pasted} ` };
      const rotated = payload(await owner.change('rotateWebhookSecret', input, endpointFields));
      expect(rotated).toMatchObject({
        ...{ secret: null, webhookEndpoint: { hasSecret: true, previousSecretUntil: null } },
      });
      expect(await send(endpoint, event())).toMatchObject({ status: 202 });
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
    expect(await send(endpoint, event())).toMatchObject({ status: 202 });
    expect(await send(endpoint, event(), { secret })).toMatchObject({ status: 202 });
    assay.advance({ minutes: 121 });
    expect(await send(endpoint, event())).toEqual(unauthenticated);
    expect(await send(endpoint, event(), { secret })).toMatchObject({ status: 202 });
    expect(await found(endpoint.id)).toMatchObject({ previousSecretUntil: null });
    assay.advance({ minutes: -121 });
  });

  it('may end it at once', async () => {
    const endpoint = await newEndpoint(owner);
    const { secret } = payload(await rotate(endpoint, { keepPreviousHours: 0 }));
    expect(await send(endpoint, event())).toEqual(unauthenticated);
    expect(await send(endpoint, event(), { secret })).toMatchObject({ status: 202 });
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
      await database.unsafe(`alter table ${table} no force row level security`);
      const [{ text } = { text: '' }] = await database.unsafe<{ text: string }[]>(
        `select coalesce(string_agg(t::text, '|'), '') as text from ${table} t`,
      );
      await database.unsafe(`alter table ${table} force row level security`);
      for (const one of [endpoint.secret, generic.secret, secret]) {
        expect(text.includes(one.replace('whsec_', ''))).toBe(false);
      }
    }
  });
});

describe('endpoints and their events', () => {
  it.each(['LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'])('are not for %s', async (role) => {
    const person = await join(assay, owner, slug, role);
    const endpoint = await newEndpoint(owner);
    await send(endpoint, event());
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
