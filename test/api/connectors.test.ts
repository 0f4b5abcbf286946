import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, jobFields } from '../support/imports.ts';
import { newKey, type Person } from '../support/person.ts';
import { join, organisation, payload } from '../support/scenario.ts';
import {
  freshdesk,
  freshdeskRating,
  freshdeskTicket,
  intercom,
  intercomConversation,
  TicketSystem,
  zendesk,
  zendeskRating,
  zendeskTicket,
} from '../support/ticket-systems.ts';

const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

let systems: Record<'ZENDESK' | 'INTERCOM' | 'FRESHDESK', TicketSystem>;
let assay: Assay;
let owner: Person;
let slug: string;
let database: postgres.Sql;
beforeAll(async () => {
  systems = {
    ZENDESK: await TicketSystem.start(
      zendesk(
        many(45, zendeskTicket),
        many(25, (n) => zendeskRating(n)),
        10,
      ),
    ),
    INTERCOM: await TicketSystem.start(intercom(many(40, intercomConversation), 15)),
    FRESHDESK: await TicketSystem.start(
      freshdesk(
        many(230, freshdeskTicket),
        many(12, (n) => freshdeskRating(n)),
      ),
    ),
  };
  assay = await startAssay({
    worker: true,
    connectorHosts: Object.values(systems).map(({ url }) => url),
  });
  ({ owner, slug } = await organisation(assay));
  database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterEach(() => {
  for (const system of Object.values(systems)) {
    system.troubles.length = 0;
    system.requests.length = 0;
    system.before = () => {};
  }
});
afterAll(async () => {
  await database.end();
  await assay.stop();
  await Promise.all(Object.values(systems).map((system) => system.stop()));
});

type Kind = keyof typeof systems;
const credentials: Record<Kind, string> = {
  ZENDESK: 'ada@example.test/token:a-secret-api-token',
  INTERCOM: 'a-secret-access-token',
  FRESHDESK: 'a-secret-api-key',
};
const backfillFields = `id since pagesRead ticketsRead eventsRecorded ticketsFailed lastProblem job { ${jobFields} }`;

const create = (input: object, person: Person = owner) =>
  person.change(
    'createConnector',
    { idempotencyKey: newKey(), name: 'Desk', source: 'desk', ...input },
    'replayed connector { id kind name source baseUrl disabledAt }',
  );
async function connect(kind: Kind, source: string): Promise<string> {
  const input = { kind, source, baseUrl: systems[kind].url, credential: credentials[kind] };
  return payload(await create(input)).connector.id;
}
const start = (connectorId: string, more: object = {}) =>
  owner.change(
    'startBackfill',
    { idempotencyKey: newKey(), connectorId, since: '2026-01-01T00:00:00Z', ...more },
    `replayed backfill { ${backfillFields} }`,
  );
/** Reads all tickets of a system. @returns the backfill and its job, as they are at the end */
async function backfilled(kind: Kind, source: string) {
  const { backfill } = payload(await start(await connect(kind, source)));
  const job = await ended(owner, backfill.job.id);
  return { ...(await found(backfill.id)), job };
}
const found = async (id: string) =>
  (
    await owner.get(
      `query ($id: ID!) { node(id: $id) { ... on Backfill { ${backfillFields} } } }`,
      { id },
    )
  ).node;
const outcomes = (source: string) => database`
  select t.external_id as id, o.resolved, o.resolution_kind as kind, o.reopens, o.csat_raw as csat, o.csat_scale as scale,
    o.first_resolution_calendar_seconds as calendar, o.first_resolution_business_seconds as business
  from tickets t join ticket_outcomes o on o.tenant_id = t.tenant_id and o.ticket_id = t.id
  where t.source = ${source} order by length(t.external_id), t.external_id`;
const eventsOf = async (source: string) => {
  const [row] = await database`
    select count(*)::int as n from outcome_events e join tickets t on t.tenant_id = e.tenant_id and t.id = e.ticket_id
    where t.source = ${source}`;
  return row?.n;
};

describe('a backfill', () => {
  it('reads Zendesk: tickets with their metrics, then ratings', async () => {
    const backfill = await backfilled('ZENDESK', 'zendesk');
    expect(backfill).toMatchObject({
      ...{ pagesRead: 8, ticketsRead: 45, eventsRecorded: 70, ticketsFailed: 0, lastProblem: null },
      job: { state: 'SUCCEEDED', progress: 45, error: null },
    });
    const rows = await outcomes('zendesk');
    expect(rows).toHaveLength(45);
    expect(rows[0]).toEqual({
      ...{ id: '1000', resolved: true, kind: 'AGENT', reopens: 1, csat: 1, scale: 'GOOD_BAD' },
      ...{ calendar: 7_200, business: 3_600 },
    });
    expect(rows[1]).toMatchObject({ resolved: false, kind: null, csat: 0, calendar: null });
    expect(rows[44]).toMatchObject({ id: '1044', csat: null });
    const [first] = systems.ZENDESK.requests;
    expect(first?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(credentials.ZENDESK).toString('base64')}`,
      'accept-encoding': 'identity',
    });
  });

  it('reads Intercom: what was assumed is kept apart from what people did', async () => {
    const backfill = await backfilled('INTERCOM', 'intercom');
    expect(backfill).toMatchObject({
      ...{ pagesRead: 3, ticketsRead: 40, eventsRecorded: 40 },
      job: { state: 'SUCCEEDED', progress: 40, total: 40 },
    });
    const rows = await outcomes('intercom');
    expect(rows.slice(0, 3)).toEqual([
      {
        ...{
          id: '7000',
          resolved: true,
          kind: 'ASSUMED',
          reopens: 0,
          csat: 1,
          scale: 'ONE_TO_FIVE',
        },
        ...{ calendar: 1_200, business: 600 },
      },
      {
        ...{ id: '7001', resolved: false, kind: null, reopens: 0, csat: null, scale: null },
        ...{ calendar: null, business: null },
      },
      {
        ...{ id: '7002', resolved: true, kind: 'AGENT', reopens: 0, csat: null, scale: null },
        ...{ calendar: 1_200, business: 600 },
      },
    ]);
    expect(systems.INTERCOM.requests[0]?.headers).toMatchObject({
      ...{ authorization: `Bearer ${credentials.INTERCOM}`, 'intercom-version': '2.15' },
    });
  });

  it('reads Freshdesk: times become seconds, codes stay codes', async () => {
    const backfill = await backfilled('FRESHDESK', 'freshdesk');
    expect(backfill).toMatchObject({
      ...{ pagesRead: 4, ticketsRead: 230, eventsRecorded: 242 },
      job: { state: 'SUCCEEDED' },
    });
    const rows = await outcomes('freshdesk');
    expect(rows).toHaveLength(230);
    expect(rows[0]).toMatchObject({
      id: '1',
      resolved: true,
      calendar: 3_600,
      csat: 103,
      scale: 'FRESHDESK',
    });
    expect(rows[1]).toMatchObject({ id: '2', resolved: false, calendar: null, csat: -103 });
    expect(systems.FRESHDESK.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${credentials.FRESHDESK}:X`).toString('base64')}`,
    );
  });

  it('read again tells nothing new', async () => {
    const id = await connect('INTERCOM', 'twice');
    for (const eventsRecorded of [40, 0]) {
      const { backfill } = payload(await start(id));
      await ended(owner, backfill.job.id);
      expect(await found(backfill.id)).toMatchObject({ ticketsRead: 40, eventsRecorded });
    }
    expect(await eventsOf('twice')).toBe(40);
    const { connector } = await owner.get(
      'query ($id: ID!) { connector(id: $id) { kind source backfills { totalCount nodes { eventsRecorded } } } }',
      { id },
    );
    expect(connector).toEqual({
      ...{ kind: 'INTERCOM', source: 'twice' },
      backfills: { totalCount: 2, nodes: [{ eventsRecorded: 0 }, { eventsRecorded: 40 }] },
    });
  });

  it('keeps what could not be understood, and goes on', async () => {
    const broken = await TicketSystem.start(
      intercom(
        [
          intercomConversation(0),
          { id: '' },
          intercomConversation(2, { created_at: 1_900_000_000 }),
        ],
        15,
      ),
    );
    const other = await startAssay({ worker: true, connectorHosts: [broken.url] });
    try {
      const { owner: admin } = await organisation(other);
      const input = { kind: 'INTERCOM', baseUrl: broken.url, credential: credentials.INTERCOM };
      const { connector } = payload(await create(input, admin));
      const { backfill } = payload(
        await admin.change(
          'startBackfill',
          { idempotencyKey: newKey(), connectorId: connector.id, since: '2026-01-01T00:00:00Z' },
          'backfill { id job { id } }',
        ),
      );
      expect(await ended(admin, backfill.job.id)).toMatchObject({ state: 'SUCCEEDED' });
      const { node } = await admin.get(
        `query ($id: ID!) { node(id: $id) { ... on Backfill { ticketsRead eventsRecorded ticketsFailed lastProblem } } }`,
        { id: backfill.id },
      );
      expect(node).toMatchObject({
        ...{ ticketsRead: 3, eventsRecorded: 1, ticketsFailed: 2 },
        lastProblem: expect.stringMatching(/^ticket 7002: /),
      });
    } finally {
      await other.stop();
      await broken.stop();
    }
  });
});

describe('trouble on the way', () => {
  it('that passes is waited out: too many requests, an error, a cut, half an answer', async () => {
    systems.INTERCOM.troubles.push(
      { status: 429, headers: { 'retry-after': '2' } },
      { status: 500 },
      'CUT',
      'HALF',
      { status: 503, body: '<html>' },
    );
    const began = performance.now();
    const backfill = await backfilled('INTERCOM', 'trouble');
    expect(backfill).toMatchObject({ eventsRecorded: 40, job: { state: 'SUCCEEDED' } });
    // two seconds as asked, then 0.5 + 1 + 2 + 4
    expect(performance.now() - began).toBeGreaterThan(9_000);
    expect(systems.INTERCOM.requests).toHaveLength(8);
  }, 60_000);

  it.each([
    [401, /refused the credential \(401\)/],
    [403, /refused the credential \(403\)/],
    [404, /did not give the list of tickets \(404\)/],
    [302, /sent us elsewhere \(302\)/],
    [200, /something else than JSON/],
  ])(
    'that does not pass is told, without what the other side said: %i',
    async (status, message) => {
      const headers = { location: 'http://127.0.0.1:1/secret' };
      systems.ZENDESK.troubles.push({ status, headers, body: 'the other side says hello' });
      const { job } = await backfilled('ZENDESK', `refused-${status}`);
      expect(job).toMatchObject({ state: 'FAILED', error: expect.stringMatching(message) });
      expect(job.error).not.toContain('hello');
      expect(systems.ZENDESK.requests).toHaveLength(1);
    },
  );

  it('is also a page that is none', async () => {
    systems.ZENDESK.troubles.push({ status: 200, body: '{"tickets":"none"}' });
    const { job } = await backfilled('ZENDESK', 'no-page');
    expect(job).toMatchObject({
      state: 'FAILED',
      error: 'The answer is no page that is understood.',
    });
  });
});

describe('a backfill that ends early', () => {
  it('goes on where it was when its worker is killed', async () => {
    const other = await startAssay({ connectorHosts: [systems.ZENDESK.url] });
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'assay-backfill-'));
    const worker = () =>
      spawn(process.execPath, [fileURLToPath(import.meta.resolve('@assay/server/main-worker'))], {
        stdio: 'ignore',
        env: {
          ...{ DATABASE_URL: other.database.ownerUrl, APP_DATABASE_URL: other.database.appUrl },
          ...{
            AUTH_DATABASE_URL: other.database.authUrl,
            WORKER_DATABASE_URL: other.database.workerUrl,
          },
          ...{ ASSAY_SECRET: 'a secret that only this test knows', ASSAY_DATA_DIR: dataDir },
          ...{ ASSAY_CONNECTOR_HOSTS: systems.ZENDESK.url, LOG_LEVEL: 'silent' },
        },
      });
    const sql = postgres(other.database.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      const { owner: admin } = await organisation(other);
      const input = {
        kind: 'ZENDESK',
        baseUrl: systems.ZENDESK.url,
        credential: credentials.ZENDESK,
      };
      const { connector } = payload(await create(input, admin));
      const { backfill } = payload(
        await admin.change(
          'startBackfill',
          { idempotencyKey: newKey(), connectorId: connector.id, since: '2026-01-01T00:00:00Z' },
          'backfill { id job { id } }',
        ),
      );
      const first = worker();
      let killed = false;
      systems.ZENDESK.before = async () => {
        // three pages are given; the fourth never is
        if (systems.ZENDESK.requests.length <= 3 || killed) return;
        killed = true;
        first.kill('SIGKILL');
        await once(first, 'exit');
      };
      await expect.poll(() => killed, { timeout: 30_000 }).toBe(true);
      const second = worker();
      try {
        // the dead are found by the second look of the living
        const job = await ended(admin, backfill.job.id, 120);
        expect(job).toMatchObject({ state: 'SUCCEEDED', progress: 45 });
      } finally {
        second.kill('SIGTERM');
        await once(second, 'exit');
      }
      const [row] = await sql`select pages_read as pages, events_recorded as events,
        (select count(*)::int from outcome_events) as stored from backfills`;
      expect(row).toEqual({ pages: 8, events: 70, stored: 70 });
      // the page that was never given is asked for once more; no other is
      expect(systems.ZENDESK.requests).toHaveLength(9);
    } finally {
      await sql.end();
      await other.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 180_000);

  it('leaves what it has read when it is cancelled, even while it waits', async () => {
    const id = await connect('FRESHDESK', 'cancelled');
    systems.FRESHDESK.before = () => {
      if (systems.FRESHDESK.requests.length === 2) {
        systems.FRESHDESK.troubles.push({ status: 429, headers: { 'retry-after': '600' } });
      }
    };
    const { backfill } = payload(await start(id));
    expect((await start(id)).code).toBe('CONFLICT');
    await expect.poll(() => systems.FRESHDESK.requests.length, { timeout: 20_000 }).toBe(2);
    payload(await owner.change('cancelJob', { jobId: backfill.job.id }, 'job { state }'));
    expect(await found(backfill.id)).toMatchObject({
      ...{ pagesRead: 1, ticketsRead: 100, job: { state: 'CANCELLED' } },
    });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(systems.FRESHDESK.requests).toHaveLength(2);
    expect(await eventsOf('cancelled')).toBe(100);
    payload(await start(id));
  }, 60_000);
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
    expect(await create({ ...good, ...change })).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('keeps its credential to itself', async () => {
    const credential = 'ada@example.test/token:nobody-may-see-this';
    const input = {
      kind: 'ZENDESK',
      baseUrl: 'https://acme.zendesk.com/',
      credential,
      idempotencyKey: newKey(),
    };
    const made = payload(await create(input));
    expect(made.connector.baseUrl).toBe('https://acme.zendesk.com');
    expect(payload(await create(input))).toEqual({ ...made, replayed: true });
    expect((await create({ ...input, credential: `${credential}!` })).code).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
    payload(
      await owner.change(
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
    const id = await connect('INTERCOM', 'replaced');
    const credential = 'another-access-token';
    payload(
      await owner.change(
        'replaceConnectorCredential',
        { connectorId: id, credential },
        'connector { id }',
      ),
    );
    const { backfill } = payload(await start(id));
    await ended(owner, backfill.job.id);
    expect(systems.INTERCOM.requests[0]?.headers.authorization).toBe(`Bearer ${credential}`);
  });

  it('that is disabled reads nothing', async () => {
    const id = await connect('INTERCOM', 'disabled');
    const disable = () =>
      owner.change('disableConnector', { connectorId: id }, 'connector { disabledAt }');
    const first = payload(await disable());
    expect(payload(await disable())).toEqual(first);
    expect((await start(id)).code).toBe('CONFLICT');
    expect(systems.INTERCOM.requests).toEqual([]);
  });

  it('reads no future', async () => {
    const id = await connect('INTERCOM', 'future');
    expect(await start(id, { since: '2999-01-01T00:00:00Z' })).toMatchObject({
      ...{ code: 'INVALID_INPUT', field: 'since' },
    });
  });

  it.each(['LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'])('is not for %s', async (role) => {
    const id = await connect('INTERCOM', `role-${role}`);
    const person = await join(assay, owner, slug, role);
    const { errors } = await person.ask(
      'query ($id: ID!) { a: connectors { id } b: connector(id: $id) { id } }',
      { id },
    );
    expect(errors.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
    for (const [name, input] of [
      ['disableConnector', { connectorId: id }],
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
        await create(
          { kind: 'INTERCOM', baseUrl: 'https://api.eu.intercom.io', credential: 'x'.repeat(20) },
          person,
        )
      ).code,
    ).toBe('FORBIDDEN');
  });
});
