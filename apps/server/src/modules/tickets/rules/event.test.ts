import { expect, it } from 'vitest';
import { eventIdOf } from './event.ts';

it('gives an event without an id one that stays the same', () => {
  const event = { source: 'desk', externalId: 'T1', occurredAt: new Date('2026-01-01T12:00:00Z') };
  const patch = {
    resolved: true,
    openedAt: '2026-01-01T08:00:00.000Z',
    csat: { scale: 'ONE_TO_FIVE', raw: 4 },
    attributes: { channel: { value: 'chat', knownAt: null }, '10': { value: 'x', knownAt: null } },
  } as const;
  const id = 'sha256:eU7G2Tggc-gQY0qlMjru0--hg7nSyIU0';
  expect(eventIdOf({ ...event, patch })).toBe(id);
  const { resolved, ...others } = patch;
  expect(eventIdOf({ ...event, patch: { ...others, reopens: undefined, resolved } })).toBe(id);
  expect(eventIdOf({ ...event, patch: others })).not.toBe(id);
  expect(eventIdOf({ ...event, eventId: 'own', patch })).toBe('own');
});
