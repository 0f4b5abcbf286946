import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Received, signatureProblem, type WebhookKind, windowMs } from './signatures.ts';

const receivedAt = new Date('2026-03-25T05:10:00Z');
const body = Buffer.from('{"test": 2432232314, "ü": "\\u0000"}');
const hmac = (hash: string, key: string | Buffer, text: string | Buffer, form: 'hex' | 'base64') =>
  createHmac(hash, key).update(text).digest(form);
type Headers = Record<string, string>;

const seconds = receivedAt.getTime() / 1_000;
/** How each system signs, as its documentation says. */
const signing: Record<WebhookKind, (secret: string, body: Buffer, at: number) => Headers> = {
  ZENDESK: (secret, content, at) => {
    const time = new Date(at * 1_000).toISOString();
    return {
      'x-zendesk-webhook-signature': hmac('sha256', secret, time + content, 'base64'),
      'x-zendesk-webhook-signature-timestamp': time,
    };
  },
  INTERCOM: (secret, content) => ({
    'x-hub-signature': `sha1=${hmac('sha1', secret, content, 'hex')}`,
  }),
  FRESHDESK: (secret) => ({ 'x-assay-token': secret }),
  GENERIC: (secret, content, at) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': `${at}`,
    'webhook-signature': `v1,${hmac('sha256', Buffer.from(secret.slice(6), 'base64'), `msg_1.${at}.${content}`, 'base64')}`,
  }),
};
const secrets: Record<WebhookKind, string> = {
  ZENDESK: 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==',
  INTERCOM: 'b2df6d1a-0f4c-4f0e-9c5f-5d5f0b9a1e7c',
  FRESHDESK: 'vLr8xG2m4cF0sYpJ7tQhZ1aB9dE3kNwU',
  GENERIC: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};
const kinds = Object.keys(secrets) as WebhookKind[]; // the keys of the record above
const check = (kind: WebhookKind, headers: Headers, more: Partial<Received> = {}) =>
  signatureProblem(kind, secrets[kind], { headers, body, receivedAt, ...more });

describe.each(kinds)('%s', (kind) => {
  const sign = signing[kind];
  const good = sign(secrets[kind], body, seconds);

  it('is believed with the secret that it has', () => {
    expect(check(kind, good)).toBeNull();
    expect(
      check(kind, sign(secrets[kind], Buffer.alloc(0), seconds), { body: Buffer.alloc(0) }),
    ).toBeNull();
  });

  it('is not believed with another secret, none, or half of a signature', () => {
    const other = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(check(kind, sign(other, body, seconds))).not.toBeNull();
    expect(check(kind, {})).toContain('It came without');
    for (const [name, value] of Object.entries(good)) {
      expect(check(kind, { ...good, [name]: '' })).not.toBeNull();
      expect(check(kind, { ...good, [name]: value.slice(0, -1) })).not.toBeNull();
      expect(check(kind, { ...good, [name]: `${value}x` })).not.toBeNull();
      expect(check(kind, { ...good, [name]: 'é'.repeat(value.length) })).not.toBeNull();
    }
  });

  it('says nothing of the secret', () => {
    expect(check(kind, sign('another', body, seconds))).not.toContain(secrets[kind]);
  });
});

describe.each(['ZENDESK', 'INTERCOM', 'GENERIC'] as const)('%s signs the body', (kind) => {
  it('so that any change of it is seen', () => {
    const good = signing[kind](secrets[kind], body, seconds);
    for (const changed of [`${body} `, `${body}`.replace('"ü"', '"u"'), '']) {
      expect(check(kind, good, { body: Buffer.from(changed) })).toContain('does not fit');
    }
  });
});

describe.each(['ZENDESK', 'GENERIC'] as const)('%s signs the time', (kind) => {
  const at = (offset: number) => check(kind, signing[kind](secrets[kind], body, seconds + offset));
  const window = windowMs / 1_000;

  it('and is believed for five minutes, either way', () => {
    expect([at(-window), at(window)]).toEqual([null, null]);
    expect(at(-window - 1)).toBe(
      `It was signed ${window + 1} s ago; at most ${window} s are taken.`,
    );
    expect(at(window + 1)).toContain('s ahead');
  });

  it('so that it cannot be given another one', () => {
    const [old, now] = [
      signing[kind](secrets[kind], body, seconds - 1_000),
      signing[kind](secrets[kind], body, seconds),
    ];
    const name = kind === 'ZENDESK' ? 'x-zendesk-webhook-signature-timestamp' : 'webhook-timestamp';
    expect(check(kind, { ...old, [name]: now[name] ?? '' })).toContain('does not fit');
    for (const time of ['', 'now', '1e9', '-1', '9'.repeat(30)]) {
      expect(check(kind, { ...now, [name]: time })).not.toBeNull();
    }
  });

  it('as a time at all', () => {
    const time = 'tomorrow';
    const headers = {
      'x-zendesk-webhook-signature': hmac('sha256', secrets.ZENDESK, time + body, 'base64'),
      'x-zendesk-webhook-signature-timestamp': time,
    };
    expect(check('ZENDESK', headers)).toBe('The signed time is no time.');
  });
});

describe('a signature by Standard Webhooks', () => {
  it('is as the specification makes it', () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const example = {
      body: Buffer.from('{"test": 2432232314}'),
      receivedAt: new Date(1_614_265_330_000),
    };
    expect(check('GENERIC', headers, example)).toBeNull();
  });

  it('may be one of several, of which others are of another kind', () => {
    const good = signing.GENERIC(secrets.GENERIC, body, seconds);
    const signature = good['webhook-signature'] ?? '';
    const several = { ...good, 'webhook-signature': `v1a,abc v1,xyz ${signature}` };
    expect(check('GENERIC', several)).toBeNull();
    const eleventh = { ...good, 'webhook-signature': `${'v1,xyz '.repeat(10)}${signature}` };
    expect(check('GENERIC', eleventh)).not.toBeNull();
    expect(check('GENERIC', { ...good, 'webhook-signature': signature.slice(3) })).not.toBeNull();
  });
});

it('Intercom is believed in upper case too, and with no other hash', () => {
  const good = signing.INTERCOM(secrets.INTERCOM, body, seconds)['x-hub-signature'] ?? '';
  expect(check('INTERCOM', { 'x-hub-signature': good.toUpperCase() })).toBeNull();
  const sha256 = `sha256=${hmac('sha256', secrets.INTERCOM, body, 'hex')}`;
  expect(check('INTERCOM', { 'x-hub-signature': sha256 })).not.toBeNull();
});
