import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutcomeEvent, OutcomePatch } from './event.ts';
import { mergeOutcome, type OutcomeState } from './merge.ts';
import { rowOf, stateOf } from './stored.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const time = fc.option(fc.nat({ max: 60 }).map((minute) => at(minute).toISOString()));
const patches: fc.Arbitrary<OutcomePatch> = fc.record(
  {
    conversationId: fc.option(fc.constantFrom('c1', 'c2')),
    openedAt: time,
    resolvedAt: time,
    resolved: fc.option(fc.boolean()),
    resolutionKind: fc.option(fc.constantFrom('CONFIRMED', 'ASSUMED', 'AGENT', 'ESCALATED')),
    reopens: fc.option(fc.nat({ max: 3 })),
    fullResolutionCalendarSeconds: fc.option(fc.nat({ max: 9 })),
    csat: fc.option(
      fc.record({ raw: fc.integer({ min: 1, max: 5 }), scale: fc.constant('ONE_TO_FIVE') }),
    ),
    attributes: fc.dictionary(
      fc.constantFrom('channel', 'agent', '__proto__'),
      fc.record({ value: fc.constantFrom('a', 'b'), knownAt: time }),
    ),
    measures: fc.dictionary(fc.constantFrom('effort', 'refunded'), fc.nat({ max: 3 })),
  },
  { requiredKeys: [] },
);
const events: fc.Arbitrary<OutcomeEvent[]> = fc
  .uniqueArray(
    fc.record({
      minute: fc.nat({ max: 3 }),
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      patch: patches,
    }),
    { maxLength: 8, selector: ({ id, minute }) => `${id}${minute}` },
  )
  .map((list) =>
    list.map(({ minute, id, patch }) => ({
      ...{ source: 's', externalId: 't', occurredAt: at(minute), eventId: `${id}${minute}`, patch },
    })),
  );
const merged = (list: readonly OutcomeEvent[]): OutcomeState | null =>
  list.reduce<OutcomeState | null>(mergeOutcome, null);
const told = (minute: number, eventId: string, patch: OutcomePatch): OutcomeEvent => ({
  ...{ source: 's', externalId: 't', occurredAt: at(minute), eventId, patch },
});

/** A row as the database gives it back: what was left out is null. */
const asRead = (row: ReturnType<typeof rowOf>): Parameters<typeof stateOf>[0] =>
  // the same names, each with its value or null
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value ?? null]),
  ) as Parameters<typeof stateOf>[0];

describe('what is known of a ticket', () => {
  it('is the same in whatever order, and however often, its events come', () => {
    const shuffled = events.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([list, again]) => {
        expect(merged(again)).toEqual(merged(list));
      }),
    );
  });

  it('is by field what the latest event says, ties by the larger id; null takes back', () => {
    const state = merged([
      told(2, 'b', { resolved: true, reopens: 1, csat: null }),
      told(1, 'c', {
        resolved: false,
        resolutionKind: 'ASSUMED',
        csat: { raw: 5, scale: 'ONE_TO_FIVE' },
      }),
      told(2, 'a', { resolved: false, measures: { effort: true } }),
    ]);
    expect(state).toMatchObject({
      fields: { resolved: true, reopens: 1, resolutionKind: 'ASSUMED' },
      measures: { effort: { value: 1 } },
      lastEventAt: at(2),
    });
    expect(state?.fields).not.toHaveProperty('csat');
  });

  it('is the same after it was stored and read', () => {
    fc.assert(
      fc.property(events, events, (first, second) => {
        const state = merged(first);
        if (state === null) return;
        const stored = stateOf(asRead(rowOf('id', state)), state.measures);
        expect(stored).toEqual(state);
        expect(second.reduce<OutcomeState | null>(mergeOutcome, stored)).toEqual(
          merged([...first, ...second]),
        );
      }),
    );
  });

  it('names the stamp that most fields share once, whichever came first', () => {
    const all = [
      told(1, 'a', { resolved: false, reopens: 1 }),
      told(2, 'b', { resolved: true, openedAt: null }),
    ];
    const [one, other] = [merged(all), merged(all.toReversed())];
    if (one === null || other === null) throw new Error('events make a state');
    expect(rowOf('id', one)).toEqual(rowOf('id', other));
    expect(rowOf('id', one).stamps).toEqual({
      '*': [at(2).toISOString(), 'b'],
      openedAt: [at(2).toISOString(), 'b'],
      reopens: [at(1).toISOString(), 'a'],
    });
  });
});
