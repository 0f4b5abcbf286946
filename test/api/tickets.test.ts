import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { at, declare, record, ticketOf, ticketsOf, told } from '../support/outcomes.ts';
import { newKey, type Person } from '../support/person.ts';
import { organisation } from '../support/scenario.ts';

const statements: string[] = [];
let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ onStatement: (statement) => statements.push(statement) });
});
afterAll(() => assay.stop());

const tenant = async (): Promise<Person> => (await organisation(assay)).owner;

describe('recording outcomes', () => {
  it('keeps what was told, with its clocks and scales', async () => {
    const owner = await tenant();
    await declare(owner, 'effort');
    await declare(owner, 'refunded', { kind: 'YES_NO', scale: null, lowest: null, highest: null });
    const done = await record(owner, [
      told('T1', {
        ...{ conversationId: 'C1', openedAt: at(8), respondedAt: at(8, 1), resolved: true },
        ...{ resolutionKind: 'CONFIRMED', resolvedAt: at(10), reopens: 0 },
        ...{ firstResolutionCalendarSeconds: 7_200, firstResolutionBusinessSeconds: 3_600.5 },
        csat: { raw: 4, scale: 'ONE_TO_FIVE' },
        ...{ csatOfferedAt: at(10), csatAnsweredAt: at(11) },
        attributes: [
          { key: 'channel', value: 'chat', knownAt: at(8) },
          { key: 'agent', value: 'a7' },
        ],
        measures: [
          { measure: 'effort', number: 2 },
          { measure: 'refunded', yes: true },
        ],
      }),
    ]);
    expect(done).toMatchObject({ recorded: 1, refused: 0, replayed: false });
    const ticket = await ticketOf(owner, 'T1');
    expect(ticket).toMatchObject({ source: 'desk', matches: [], id: done.results[0].ticketId });
    expect(ticket.outcome).toEqual({
      ...{ conversationId: 'C1', openedAt: at(8), respondedAt: at(8, 1), resolved: true },
      ...{ resolutionKind: 'CONFIRMED', resolvedAt: at(10), reopens: 0 },
      ...{ escalatedAt: null, abandonedAt: null, reopenedAt: null },
      ...{ firstResolutionCalendarSeconds: 7_200, firstResolutionBusinessSeconds: 3_600.5 },
      ...{ fullResolutionCalendarSeconds: null, fullResolutionBusinessSeconds: null },
      csatState: 'ANSWERED',
      csat: { raw: 4, scale: 'ONE_TO_FIVE', normalised: 0.75 },
      ...{ csatOfferedAt: at(10), csatAnsweredAt: at(11) },
      attributes: [
        { key: 'agent', value: 'a7', knownAt: null },
        { key: 'channel', value: 'chat', knownAt: at(8) },
      ],
      measures: [
        { measure: { key: 'effort' }, value: 2 },
        { measure: { key: 'refunded' }, value: 1 },
      ],
      ...{ lastEventAt: at(12), doubts: [] },
    });
  });

  it('has one effect for an event told twice, late or out of order: of each field the latest counts', async () => {
    const owner = await tenant();
    await declare(owner, 'effort');
    const events = [
      told('T1', { occurredAt: at(9), eventId: 'a', openedAt: at(8), resolved: false }),
      told('T1', {
        ...{ occurredAt: at(13), eventId: 'd', resolved: true, reopens: 1 },
        attributes: [{ key: 'priority', value: 'low' }],
      }),
      told('T1', {
        ...{ occurredAt: at(11), eventId: 'b', resolved: false, reopens: 0 },
        ...{ resolvedAt: at(10), csat: { raw: 1, scale: 'ONE_TO_FIVE' } },
        attributes: [
          { key: 'priority', value: 'high' },
          { key: 'channel', value: 'mail' },
        ],
        measures: [{ measure: 'effort', number: 5 }],
      }),
      told('T1', {
        ...{ occurredAt: at(11), eventId: 'c', csat: { raw: 5, scale: 'ONE_TO_FIVE' } },
        measures: [{ measure: 'effort', number: 3 }],
      }),
      // taken back by the latest word
      told('T1', { occurredAt: at(12), eventId: 'e', resolvedAt: null }),
    ];
    const want = {
      ...{ openedAt: at(8), resolved: true, reopens: 1, resolvedAt: null, lastEventAt: at(13) },
      csat: { raw: 5, scale: 'ONE_TO_FIVE', normalised: 1 },
      attributes: [
        { key: 'channel', value: 'mail', knownAt: null },
        { key: 'priority', value: 'low', knownAt: null },
      ],
      measures: [{ measure: { key: 'effort' }, value: 3 }],
    };
    const isNew = (done: { results: { isNew: boolean }[] }) => done.results.map((one) => one.isNew);
    for (const event of [...events].reverse())
      expect(isNew(await record(owner, [event]))).toEqual([true]);
    const ticket = await ticketOf(owner, 'T1', 'events { totalCount }');
    expect(ticket.outcome).toMatchObject(want);
    expect(ticket.events.totalCount).toBe(5);
    expect(isNew(await record(owner, [...events, ...events]))).toEqual(
      Array.from({ length: 10 }, () => false),
    );
    expect(await ticketOf(owner, 'T1', 'events { totalCount }')).toEqual(ticket);

    const other = await tenant();
    await declare(other, 'effort');
    const done = await record(other, [...events, ...events]);
    expect(isNew(done)).toEqual([...events.map(() => true), ...events.map(() => false)]);
    expect((await ticketOf(other, 'T1')).outcome).toEqual(ticket.outcome);
  });

  it('takes an event without an id for the same when it says the same', async () => {
    const owner = await tenant();
    const event = told('T1', { resolved: true, reopens: 2 });
    expect(await record(owner, [event, event])).toMatchObject({ recorded: 1 });
    expect(await record(owner, [event])).toMatchObject({ recorded: 0, refused: 0 });
    expect(await record(owner, [{ ...event, reopens: 3 }])).toMatchObject({ recorded: 1 });
  });

  it('answers a repeated call as it did the first time', async () => {
    const owner = await tenant();
    const key = newKey();
    const outcomes = [told('T1', { resolved: true }), told('T2', { reopens: -1 })];
    const first = await record(owner, outcomes, key);
    expect(first).toMatchObject({ recorded: 1, refused: 1, replayed: false });
    expect(await record(owner, outcomes, key)).toEqual({ ...first, replayed: true });
    const { code } = await owner.change(
      'recordTicketOutcomes',
      { idempotencyKey: key, outcomes: outcomes.slice(0, 1) },
      'replayed',
    );
    expect(code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('comes to one state when many tell of the same tickets at once', async () => {
    const owner = await tenant();
    const tickets = Array.from({ length: 20 }, (_, n) => `T${n}`);
    const calls = Array.from({ length: 12 }, (_, n) =>
      [...(n % 2 === 0 ? tickets : tickets.toReversed())].map((id) =>
        told(id, { occurredAt: at(1, n), eventId: `e${n}`, reopens: n }),
      ),
    );
    const done = await Promise.all(calls.map((events) => record(owner, events)));
    expect(done.map(({ recorded }) => recorded)).toEqual(calls.map(() => 20));
    const { nodes } = await ticketsOf(owner);
    expect(nodes.map(({ outcome }: { outcome: { reopens: number } }) => outcome.reopens)).toEqual(
      tickets.map(() => 11),
    );
  });

  it('sends as many statements for 250 events as for 2, told first or again', async () => {
    const owner = await tenant();
    const events = Array.from({ length: 250 }, (_, n) => told(`T${n}`, { resolved: true }));
    const count = async (some: readonly object[]) => {
      statements.length = 0;
      await record(owner, some);
      return statements.length;
    };
    await count([told('X1', { reopens: 0 })]);
    const two = await count([told('X2', { reopens: 0 }), told('X3', { reopens: 0 })]);
    expect(await count(events)).toBe(two);
    const later = events.map((event) => ({ ...event, occurredAt: at(13) }));
    expect(await count(later)).toBeLessThanOrEqual(two + 4);
    expect(await count(later)).toBeLessThanOrEqual(two + 4);
  });
});

describe('a ticket', () => {
  it('says what cannot be right where its parts came apart from each other', async () => {
    const owner = await tenant();
    await record(owner, [told('T1', { occurredAt: at(9), openedAt: at(9), eventId: 'a' })]);
    await record(owner, [told('T1', { occurredAt: at(10), resolvedAt: at(8), eventId: 'b' })]);
    expect((await ticketOf(owner, 'T1')).outcome.doubts).toEqual([
      'It was resolved before it was opened.',
    ]);
  });

  it('tells unanswered satisfaction from satisfaction that was never asked for', async () => {
    const owner = await tenant();
    await record(owner, [
      told('asked', { csatOfferedAt: at(9) }),
      told('answered', { csat: { raw: 0, scale: 'GOOD_BAD' } }),
      told('never', { resolved: true }),
    ]);
    const names = async (csat: string) =>
      (await ticketsOf(owner, { csat })).nodes.map(
        ({ externalId }: { externalId: string }) => externalId,
      );
    expect(await names('UNANSWERED')).toEqual(['asked']);
    expect(await names('ANSWERED')).toEqual(['answered']);
    expect(await names('UNOFFERED')).toEqual(['never']);
  });

  it('is found by how it ended, by its source and by part of its names', async () => {
    const owner = await tenant();
    await record(owner, [
      told('open-1', { openedAt: at(9), conversationId: 'c-%-1' }),
      told('done-1', { resolved: true, resolutionKind: 'ASSUMED' }),
      told('up-1', { escalatedAt: at(9) }),
      told('gone-1', { source: 'other', abandonedAt: at(9) }),
    ]);
    const names = async (filter: object) =>
      (await ticketsOf(owner, filter)).nodes.map(
        ({ externalId }: { externalId: string }) => externalId,
      );
    expect(await names({ resolution: 'OPEN' })).toEqual(['open-1']);
    expect(await names({ resolution: 'RESOLVED' })).toEqual(['done-1']);
    expect(await names({ resolution: 'ESCALATED' })).toEqual(['up-1']);
    expect(await names({ resolution: 'ABANDONED' })).toEqual(['gone-1']);
    expect(await names({ source: 'other' })).toEqual(['gone-1']);
    expect(await names({ search: '%' })).toEqual(['open-1']);
    expect(await names({ search: 'ONE-' })).toEqual(['gone-1', 'done-1']);
  });
});
