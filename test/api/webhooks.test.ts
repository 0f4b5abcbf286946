import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import { organisation, payload } from '../support/scenario.ts';
import {
  anEvent,
  deliver,
  deliveriesOf,
  type Endpoint,
  endpointOf,
  newEndpoint,
  send,
  signed,
  unauthenticated,
  type WebhookKind,
} from '../support/webhooks.ts';

let assay: Assay;
let owner: Person;
beforeAll(async () => {
  assay = await startAssay();
  ({ owner } = await organisation(assay));
});
afterAll(() => assay.stop());

const kinds: readonly WebhookKind[] = ['ZENDESK', 'INTERCOM', 'FRESHDESK', 'GENERIC'];

describe.each(kinds)('an event of %s', (kind) => {
  let endpoint: Endpoint;
  beforeAll(async () => {
    endpoint = await newEndpoint(owner, kind);
  });

  it('is taken once, however often it is sent', async () => {
    const body = JSON.stringify({ ...anEvent(), type: 'zen:event-type:ticket.x', id: newKey() });
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
    const body = JSON.stringify(anEvent());
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
    const body = JSON.stringify(anEvent());
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
        expect(await send(endpoint, anEvent(), at(minutes))).toEqual(unauthenticated);
      }
      for (const minutes of [-4, 4]) {
        expect(await send(endpoint, anEvent(), at(minutes))).toMatchObject({ status: 202 });
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
    const body = JSON.stringify(anEvent());
    const url = `${assay.url}/webhooks/${id()}`;
    expect(await deliver(url, body, signed(endpoint, body))).toEqual(unauthenticated);
  });

  it('once it is disabled, for good', async () => {
    const endpoint = await newEndpoint(owner);
    expect(await send(endpoint, anEvent())).toMatchObject({ status: 202 });
    const input = { webhookEndpointId: endpoint.id };
    const first = payload(
      await owner.change('disableWebhookEndpoint', input, 'webhookEndpoint { disabledAt }'),
    );
    const second = payload(
      await owner.change('disableWebhookEndpoint', input, 'webhookEndpoint { disabledAt }'),
    );
    expect(second.webhookEndpoint.disabledAt).toBe(first.webhookEndpoint.disabledAt);
    expect(await send(endpoint, anEvent())).toEqual(unauthenticated);
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
    for (let n = 0; n < 5; n += 1) await send(endpoint, anEvent(), { secret: 'another-secret' });
    await send(endpoint, anEvent(), { at: new Date(Date.now() - 600_000) });
    await expect
      .poll(() => endpointOf(owner, endpoint.id), { timeout: 5_000 })
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
