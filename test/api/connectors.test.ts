import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConnector, Desks, startBackfill } from '../support/desks.ts';
import { ended } from '../support/imports.ts';
import { newKey } from '../support/person.ts';
import { join, payload } from '../support/scenario.ts';

let desks: Desks;
let database: postgres.Sql;
beforeAll(async () => {
  desks = await Desks.start();
  database = postgres(desks.assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterEach(() => desks.forget());
afterAll(async () => {
  await database.end();
  await desks.stop();
});

describe('a connector', () => {
  it.each([
    ['another host', { baseUrl: 'https://evil.example.test' }, 'baseUrl'],
    ['an address of this network', { baseUrl: 'https://127.0.0.1' }, 'baseUrl'],
    ['the address of metadata', { baseUrl: 'http://169.254.169.254' }, 'baseUrl'],
    ['no TLS', { baseUrl: 'http://acme.zendesk.com' }, 'baseUrl'],
    ['the host of another system', { baseUrl: 'https://api.intercom.io' }, 'baseUrl'],
    ['a user in the address', { baseUrl: 'https://a:b@acme.zendesk.com' }, 'baseUrl'],
    ['no credential', { credential: '' }, 'credential'],
    ['a credential with a line break', { credential: 'token\r\nx-evil: 1' }, 'credential'],
    ['no name', { name: '' }, 'name'],
    ['a system that has nothing to read', { kind: 'GENERIC' }, 'kind'],
  ])('is not made with %s', async (_what, change, field) => {
    const good = {
      kind: 'ZENDESK',
      baseUrl: 'https://acme.zendesk.com',
      credential: 'x'.repeat(20),
    };
    expect(await createConnector(desks.owner, { ...good, ...change })).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
  });

  it('keeps its credential to itself', async () => {
    const credential = 'ada@example.test/token:nobody-may-see-this';
    const input = {
      kind: 'ZENDESK',
      baseUrl: 'https://acme.zendesk.com/',
      credential,
      idempotencyKey: newKey(),
    };
    const made = payload(await createConnector(desks.owner, input));
    expect(made.connector.baseUrl).toBe('https://acme.zendesk.com');
    expect(payload(await createConnector(desks.owner, input))).toEqual({ ...made, replayed: true });
    expect(
      (await createConnector(desks.owner, { ...input, credential: `${credential}!` })).code,
    ).toBe('IDEMPOTENCY_CONFLICT');
    payload(
      await desks.owner.change(
        'replaceConnectorCredential',
        { connectorId: made.connector.id, credential },
        'connector { id }',
      ),
    );
    for (const table of ['connectors', 'audit_entries', 'idempotency_keys', 'jobs', 'backfills']) {
      const [{ text } = { text: '' }] = await database.unsafe<{ text: string }[]>(
        `select coalesce(string_agg(t::text, '|'), '') as text from ${table} t`,
      );
      expect(text).not.toContain('nobody-may-see-this');
    }
  });

  it('reads with the credential that replaced another', async () => {
    const id = await desks.connect('INTERCOM', 'replaced');
    const credential = 'another-access-token';
    payload(
      await desks.owner.change(
        'replaceConnectorCredential',
        { connectorId: id, credential },
        'connector { id }',
      ),
    );
    const { backfill } = payload(await startBackfill(desks.owner, id));
    await ended(desks.owner, backfill.job.id);
    expect(desks.systems.INTERCOM.requests[0]?.headers.authorization).toBe(`Bearer ${credential}`);
  });

  it('that is disabled reads nothing until it is enabled', async () => {
    const id = await desks.connect('INTERCOM', 'disabled');
    const turn = async (name: string) =>
      payload(await desks.owner.change(name, { connectorId: id }, 'connector { disabledAt }'))
        .connector;
    expect(await turn('enableConnector')).toEqual({ disabledAt: null });
    const first = await turn('disableConnector');
    expect(first.disabledAt).not.toBeNull();
    expect(await turn('disableConnector')).toEqual(first);
    expect(await startBackfill(desks.owner, id)).toMatchObject({
      ...{ code: 'CONFLICT', message: 'This connector is disabled. Enable it first.' },
    });
    expect(desks.systems.INTERCOM.requests).toEqual([]);
    expect(await turn('enableConnector')).toEqual({ disabledAt: null });
    const { backfill } = payload(await startBackfill(desks.owner, id));
    expect(await ended(desks.owner, backfill.job.id)).toMatchObject({ state: 'SUCCEEDED' });
    const { auditEntries } = await desks.owner.get(
      '{ auditEntries(first: 20) { nodes { action targetId } } }',
    );
    const about = auditEntries.nodes.filter(
      ({ targetId }: { targetId: string }) => targetId === id.split('_')[1],
    );
    // made, enabled, disabled twice, enabled
    expect(about).toHaveLength(5);
  });

  it('that is disabled stops what it is reading', async () => {
    const { INTERCOM: intercom } = desks.systems;
    const id = await desks.connect('INTERCOM', 'stopped');
    const asked = new Promise<void>((resolve) => {
      intercom.before = () => {
        // it gives one page, and then asks to be left alone for long
        if (intercom.requests.length !== 2) return;
        intercom.troubles.push({ status: 429, headers: { 'retry-after': '600' } });
        resolve();
      };
    });
    const { backfill } = payload(await startBackfill(desks.owner, id));
    await asked;
    payload(await desks.owner.change('disableConnector', { connectorId: id }, '__typename'));
    expect(await ended(desks.owner, backfill.job.id)).toMatchObject({
      ...{ state: 'FAILED', error: 'The connector was disabled.' },
    });
    expect(intercom.requests).toHaveLength(2);
    expect(await desks.found(backfill.id)).toMatchObject({ pagesRead: 1, ticketsRead: 15 });
  });

  it('whose credential was sealed under another ASSAY_SECRET says so', async () => {
    const id = await desks.connect('INTERCOM', 'sealed');
    const uuid = id.split('_')[1] ?? '';
    await database`update connectors set sealed_credential = 'v1.' || repeat('A', 80) where id = ${uuid}`;
    const { backfill } = payload(await startBackfill(desks.owner, id));
    expect(await ended(desks.owner, backfill.job.id)).toMatchObject({
      ...{ state: 'FAILED', error: expect.stringContaining('ASSAY_SECRET') },
    });
    expect(desks.systems.INTERCOM.requests).toEqual([]);
  });

  it('reads no future', async () => {
    const id = await desks.connect('INTERCOM', 'future');
    expect(await startBackfill(desks.owner, id, { since: '2999-01-01T00:00:00Z' })).toMatchObject({
      ...{ code: 'INVALID_INPUT', field: 'since' },
    });
  });

  it.each(['LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'])('is not for %s', async (role) => {
    const id = await desks.connect('INTERCOM', `role-${role}`);
    const person = await join(desks.assay, desks.owner, desks.slug, role);
    const { errors } = await person.ask(
      'query ($id: ID!) { a: connectors { id } b: connector(id: $id) { id } }',
      { id },
    );
    expect(errors.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
    for (const [name, input] of [
      ['disableConnector', { connectorId: id }],
      ['enableConnector', { connectorId: id }],
      ['replaceConnectorCredential', { connectorId: id, credential: 'x'.repeat(20) }],
      [
        'startBackfill',
        { idempotencyKey: newKey(), connectorId: id, since: '2026-01-01T00:00:00Z' },
      ],
    ] as const) {
      expect((await person.change(name, input, '__typename')).code).toBe('FORBIDDEN');
    }
    expect(
      (
        await createConnector(person, {
          kind: 'INTERCOM',
          baseUrl: 'https://api.eu.intercom.io',
          credential: 'x'.repeat(20),
        })
      ).code,
    ).toBe('FORBIDDEN');
  });
});
