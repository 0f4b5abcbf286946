import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPerson } from '../support/demo-people.ts';
import { createConnector, credentials, startBackfill } from '../support/desks.ts';
import {
  auditOf,
  changeEvents,
  deliveriesTo,
  newSubscription,
  Receiver,
  soon,
  subscriptionOf,
  testEvent,
} from '../support/events.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended } from '../support/imports.ts';
import type { Person } from '../support/person.ts';
import { payload } from '../support/scenario.ts';
import { TicketSystem, zendesk } from '../support/ticket-systems.ts';

let assay: Assay;
let admin: Person;
let receiver: Receiver;
let system: TicketSystem;
beforeAll(async () => {
  [receiver, system] = await Promise.all([
    Receiver.start(),
    TicketSystem.start(zendesk([], [], 10)),
  ]);
  assay = await startAssay({
    ...{ demo: true, worker: true },
    ...{ eventHosts: [receiver.url], connectorHosts: [system.url] },
  });
  admin = await demoPerson(assay, 'admin');
}, 120_000);
afterAll(async () => {
  await assay.stop();
  await Promise.all([receiver.stop(), system.stop()]);
});

const nothingWaits = async (id: string) =>
  (await deliveriesTo(admin, id, ['PENDING'])).length === 0;
const kept = { state: 'FAILED', attempts: 0, lastProblem: 'Nothing is sent from the demo.' };

describe('the administrator of the demo', () => {
  it('finds a ticket system and a pipeline, whose addresses are nobody’s', async () => {
    const { connectors, webhookEndpoints, eventSubscriptions } = await admin.get(
      '{ connectors { source baseUrl } webhookEndpoints { source hasSecret } eventSubscriptions { url } }',
    );
    expect(webhookEndpoints).toEqual([{ source: 'zendesk', hasSecret: true }]);
    expect(connectors).toEqual([{ source: 'zendesk', baseUrl: 'https://help.nettlewood.example' }]);
    expect(eventSubscriptions).toEqual([{ url: 'https://pipeline.nettlewood.example/assay' }]);
  });

  it('has no event sent, not even to what the operator lists', async () => {
    const { id } = await newSubscription(admin, receiver.url);
    const eventDeliveryId = await testEvent(admin, id);
    await soon('the test is settled', () => nothingWaits(id));
    expect(await deliveriesTo(admin, id)).toMatchObject([kept]);
    payload(await changeEvents(admin, 'replayEventDelivery', { eventDeliveryId }));
    await soon('it is settled again', () => nothingWaits(id));
    expect(await deliveriesTo(admin, id)).toMatchObject([kept]);
    expect(await subscriptionOf(admin, id)).toMatchObject({ failingSince: null, disabledAt: null });
    expect(await auditOf(admin, id)).toHaveLength(1);
    expect(receiver.received).toEqual([]);
  });

  it('has no ticket system asked', async () => {
    const input = { kind: 'ZENDESK', baseUrl: system.url, credential: credentials.ZENDESK };
    const { connector } = payload(await createConnector(admin, input));
    const { backfill } = payload(await startBackfill(admin, connector.id));
    expect(await ended(admin, backfill.job.id)).toMatchObject({
      ...{ state: 'FAILED', error: 'No ticket system is asked from the demo.' },
    });
    expect(system.requests).toEqual([]);
  });

  it('shuts nobody else out', async () => {
    const { tenant } = await admin.get('{ tenant { members { id role } } }');
    const lead = tenant.members.find(({ role }: { role: string }) => role === 'LEAD');
    const refused = { code: 'CONFLICT', message: 'The members of the demo stay as they are.' };
    const removed = await admin.change('removeMember', { memberId: lead.id }, 'tenant { id }');
    expect(removed).toMatchObject(refused);
    const changed = { memberId: lead.id, role: 'ANNOTATOR' };
    expect(await admin.change('changeMemberRole', changed, 'member { id }')).toMatchObject(refused);
    const same = await demoPerson(assay, 'lead');
    const { viewer } = await same.get('{ viewer { member { role } } }');
    expect(viewer.member.role).toBe('LEAD');
  });
});
