import { Cleaner } from '@assay/server/cleaner';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { eventsOf, Inboxes, told } from '../support/inbox.ts';
import { newKey, type Person } from '../support/person.ts';
import { organisation } from '../support/scenario.ts';
import { deliveriesOf, type Endpoint, newEndpoint, send } from '../support/webhooks.ts';

let assay: Assay;
let owner: Person;
let database: postgres.Sql;
let inboxes: Inboxes;
let cleaner: Cleaner;
let source: string;
let endpoint: Endpoint;
beforeAll(async () => {
  assay = await startAssay();
  inboxes = new Inboxes(assay);
  cleaner = new Cleaner(assay.app.services, assay.database.workerUrl);
  database = postgres(assay.database.ownerUrl, { max: 1 });
});
beforeEach(async () => {
  ({ owner } = await organisation(assay));
  source = `desk-${newKey().slice(0, 8)}`;
  endpoint = await newEndpoint(owner, 'GENERIC', source);
});
afterAll(async () => {
  await inboxes.stop();
  await cleaner.stop();
  await database.end();
  await assay.stop();
});

const good = told('T1', 1, { resolved: true });
const bad = told('T2', 1, { reopens: -1 });
const sendNow = (event: object, id: string) =>
  send(endpoint, event, { id, at: assay.app.services.clock() });

/** A day later, and a round of the cleaner. @returns what is known of the events, oldest first */
async function cleanAfter(days: number) {
  assay.advance({ minutes: days * 1_440 });
  await cleaner.round();
  return (await deliveriesOf(owner, endpoint)).toReversed();
}
const replay = (id: string) =>
  owner.change('replayWebhookDelivery', { webhookDeliveryId: id }, 'webhookDelivery { state }');

it('forgets after 30 days what events said that had their effect, of failed ones after 90', async () => {
  await sendNow(good, 'a');
  await sendNow(bad, 'b');
  await inboxes.effects(owner, endpoint);
  const bodies = async (days: number) =>
    (await cleanAfter(days)).map(({ state, body }: { state: string; body: string }) => [
      state,
      body === '' ? '' : JSON.parse(body).externalId,
    ]);
  expect(await bodies(29)).toEqual([
    ['APPLIED', 'T1'],
    ['FAILED', 'T2'],
  ]);
  expect(await bodies(2)).toEqual([
    ['APPLIED', ''],
    ['FAILED', 'T2'],
  ]);
  expect(await bodies(60)).toEqual([
    ['APPLIED', ''],
    ['FAILED', ''],
  ]);
});

it('knows an event for ever: what comes again has no second effect', async () => {
  await sendNow(good, 'once');
  await inboxes.effects(owner, endpoint);
  const [before] = await cleanAfter(31);
  expect(before).toMatchObject({ eventId: 'once', state: 'APPLIED', body: '' });
  expect((await sendNow(good, 'once')).status).toBe(200);
  expect(await inboxes.effects(owner, endpoint)).toEqual([before]);
  expect(await eventsOf(database, source)).toBe(1);
});

it('does not read again what it has forgotten, and says so', async () => {
  await sendNow(good, 'once');
  const [delivery] = await inboxes.effects(owner, endpoint);
  await cleanAfter(31);
  expect(await replay(delivery.id)).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('not kept any more'),
  });
  expect(await deliveriesOf(owner, endpoint, ['RECEIVED'])).toEqual([]);
});

it('keeps what still waits, however long', async () => {
  await sendNow(good, 'waiting');
  expect(await cleanAfter(365)).toMatchObject([{ state: 'RECEIVED' }]);
  expect(await inboxes.effects(owner, endpoint)).toMatchObject([{ state: 'APPLIED' }]);
  expect(await eventsOf(database, source)).toBe(1);
});

it('looks at all events, part by part', async () => {
  const many = 4_500;
  const id = endpoint.id.split('_')[1] ?? '';
  const long = new Date(assay.app.services.clock().getTime() - 40 * 86_400_000);
  await database`
    insert into webhook_deliveries (tenant_id, id, endpoint_id, event_id, body, received_at, state, attempts,
      next_attempt_at, settled_at)
    select e.tenant_id, gen_random_uuid(), e.id, 'old-' || n, '{}', ${long}, 'APPLIED', 1, ${long}, ${long}
    from webhook_endpoints e, generate_series(1, ${many}) n where e.id = ${id}`;
  await cleaner.round();
  const [left] = await database<{ kept: number; forgotten: number }[]>`
    select count(*) filter (where body <> '')::int as kept, count(*) filter (where body = '')::int as forgotten
    from webhook_deliveries where endpoint_id = ${id}`;
  expect(left).toEqual({ kept: 0, forgotten: many });
});
