import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Assay, startAssay } from '../support/harness.ts';
import { organisation } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ limitSignIn: true });
});
afterAll(() => assay.stop());

const password = 'correct horse battery';
const signIn = (email: string, given: string, more: Record<string, string> = {}, path = '') =>
  fetch(`${assay.url}${path === '' ? '/api/auth/sign-in/email' : path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: assay.url, ...more },
    body: JSON.stringify({ email, password: given }),
  });

describe('a session', () => {
  it('is a new one with each sign-in, kept from scripts, and over after sign-out', async () => {
    const person = await assay.person();
    const { email } = person.account ?? { email: '' };
    const before = person.headers.cookie ?? '';
    const answer = await signIn(email, password, { cookie: before });
    expect(answer.status).toBe(200);
    const [set = ''] = answer.headers.getSetCookie();
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=(Lax|Strict)/i);
    expect(set).toMatch(/Path=\//);
    const cookie = set.split(';')[0] ?? '';
    expect(cookie).not.toBe(before);
    const kind = async () =>
      (
        await person.ask('{ viewer { kind } }').then(() =>
          fetch(`${assay.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', cookie },
            body: JSON.stringify({ query: '{ viewer { kind } }' }),
          }),
        )
      ).json();
    expect(await kind()).toMatchObject({ data: { viewer: { kind: 'USER' } } });
    const out = await fetch(`${assay.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: assay.url, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(out.status).toBe(200);
    expect(JSON.stringify(await kind())).not.toContain('USER');
  });

  it('is not had by guessing, nor by naming another address with each guess', async () => {
    const person = await assay.person();
    const { email } = person.account ?? { email: '' };
    const statuses: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const from = { 'x-forwarded-for': `10.0.0.${n}` };
      statuses.push((await signIn(email, `wrong ${n} password`, from)).status);
    }
    const limited = statuses.indexOf(429);
    expect(limited).toBeGreaterThan(0);
    expect(limited).toBeLessThanOrEqual(10);
    expect(new Set(statuses.slice(limited))).toEqual(new Set([429]));
    expect((await signIn(email, password)).status).toBe(429);
    for (const path of [
      '//api/auth/sign-in/email',
      '/api/auth//sign-in/email',
      '/API/auth/sign-in/email',
      '/api/auth/sign-in%2Femail',
    ]) {
      expect([path, (await signIn(email, password, {}, path)).status]).not.toEqual([path, 200]);
    }
  });

  it('is needed for what is not there', async () => {
    for (const path of [
      'api-key/create',
      'api-key/update',
      'admin/create-user',
      'organization/create',
      'sso/register',
    ]) {
      const answer = await fetch(`${assay.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: assay.url },
        body: JSON.stringify({ userId: 'x', name: 'x' }),
      });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

describe('a socket that misbehaves is closed', () => {
  const socket = async (cookie: string) => {
    const opened = new WebSocket(
      `${assay.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      {
        headers: { cookie },
      },
    );
    await once(opened, 'open');
    return opened;
  };
  const init = JSON.stringify({ type: 'connection_init', payload: {} });
  const subscribe = JSON.stringify({
    id: '1',
    type: 'subscribe',
    payload: { query: '{ __typename }' },
  });
  it.each([
    ['that is no JSON', ['{'], 4400],
    ['before it says who it is', [subscribe], 4401],
    ['that says twice who it is', [init, init], 4429],
    ['of a megabyte', [init, 'x'.repeat(1_000_000)], 1009],
  ])('for a message %s', async (_what, messages, code) => {
    const { owner } = await organisation(assay);
    const opened = await socket(owner.headers.cookie ?? '');
    const closed = once(opened, 'close');
    for (const message of messages) opened.send(message);
    expect((await closed)[0]).toBe(code);
  });

  it('when it is silent for long', async () => {
    const { owner } = await organisation(assay);
    const opened = await socket(owner.headers.cookie ?? '');
    expect((await once(opened, 'close'))[0]).toBe(4408);
  });
});
