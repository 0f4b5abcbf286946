import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { halfJudged } from '../support/half-judged.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, Person } from '../support/person.ts';
import { addTasks, organisation, payload, ratingTask } from '../support/scenario.ts';
import { watch } from '../support/subscribe.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

describe('projectActivity', () => {
  const query = 'subscription ($id: ID!) { projectActivity(projectId: $id) { kinds } }';

  it('is refused with the code of what is wrong with it', async () => {
    const { lead, projectId } = await halfJudged(assay);
    const aliases = Array.from({ length: 16 }, (_, n) => `a${n}: at`).join(' ');
    for (const [document, code] of [
      ['subscription { nothing }', 'INVALID_INPUT'],
      ['subscription {', 'INVALID_INPUT'],
      ['{ viewer { id } }', 'INVALID_INPUT'],
      [
        `subscription ($id: ID!) { projectActivity(projectId: $id) { ${aliases} } }`,
        'QUERY_TOO_COMPLEX',
      ],
    ] as const) {
      const watched = watch(lead, document, { id: projectId });
      expect(await watched.failed).toContain(`"code":"${code}"`);
      await watched.stop();
    }
  });

  it('is refused to an annotator and to another organisation, and tells a lead', async () => {
    const { ada, lead, projectId } = await halfJudged(assay);
    const { owner: stranger } = await organisation(assay);
    const [refused, foreign, told] = [ada, stranger, lead].map((person) =>
      watch(person, query, { id: projectId }),
    );
    expect(await refused?.failed).toContain('FORBIDDEN');
    expect(await foreign?.failed).toContain('NOT_FOUND');
    await expect
      .poll(async () => {
        await addTasks(lead, projectId, [ratingTask(newKey())]);
        return told?.events;
      })
      .toContainEqual({ projectActivity: { kinds: ['TASKS_IMPORTED'] } });
    await Promise.all([refused?.stop(), foreign?.stop(), told?.stop()]);
  });

  it('ends for somebody who is taken out', async () => {
    const { owner, lead, projectId } = await halfJudged(assay);
    const watched = watch(lead, query, { id: projectId });
    await expect
      .poll(async () => {
        await addTasks(owner, projectId, [ratingTask(newKey())]);
        return watched.events.length;
      })
      .toBeGreaterThan(0);
    const { viewer } = await lead.get('{ viewer { member { id } } }');
    payload(await owner.change('removeMember', { memberId: viewer.member.id }, 'tenant { id }'));
    const before = watched.events.length;
    await addTasks(owner, projectId, [ratingTask('after')]);
    expect(await watched.failed).toContain('FORBIDDEN');
    expect(watched.events.length).toBe(before);
    await watched.stop();
  });
});

describe('a socket', () => {
  const opened = (headers: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const url = `${assay.url.replace('http', 'ws')}/graphql`;
      const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
      socket.on('error', (error) => resolve(error.message));
      socket.on('open', () => {
        resolve('open');
        socket.close();
      });
    });

  it('is refused to a page of another origin, whatever cookies come along', async () => {
    const { owner } = await organisation(assay);
    const cookie = owner.headers.cookie ?? '';
    expect(await opened({ cookie, origin: 'https://elsewhere.test' })).toContain('403');
    expect(await opened({ cookie, origin: 'null' })).toContain('403');
    expect(await opened({ cookie, origin: assay.url })).toBe('open');
  });

  it('is closed for whoever is not signed in', async () => {
    const stranger = new Person(assay.url, {}, null);
    const watched = watch(stranger, 'subscription { jobProgress(jobId: "x") { state } }', {});
    expect(await watched.failed).not.toBe('complete');
    expect(watched.events).toEqual([]);
    await watched.stop();
  });

  it('takes an API key with the scope, and ends once that is revoked', async () => {
    const { owner, projectId } = await halfJudged(assay);
    const input = { idempotencyKey: newKey(), name: 'Key', scopes: ['TASKS_READ'] };
    const made = payload(await owner.change('createApiKey', input, 'secret apiKey { id }'));
    const query = 'subscription ($id: ID!) { projectActivity(projectId: $id) { kinds } }';
    const watched = watch(owner.withKey(made.secret), query, { id: projectId });
    await expect
      .poll(async () => {
        await addTasks(owner, projectId, [ratingTask(newKey())]);
        return watched.events.length;
      })
      .toBeGreaterThan(0);
    payload(await owner.change('revokeApiKey', { apiKeyId: made.apiKey.id }, 'apiKey { id }'));
    await addTasks(owner, projectId, [ratingTask('after')]);
    expect(await watched.failed).toContain('UNAUTHENTICATED');
    await watched.stop();
  });
});
