import { describe, expect, it } from 'vitest';
import { ticketsMax } from './generic.ts';
import { translate } from './translate.ts';

const receivedAt = new Date('2026-03-25T06:00:00Z');
const understood = (value: unknown) =>
  translate({
    ...{ kind: 'GENERIC', source: 'desk', receivedAt },
    body: typeof value === 'string' ? value : JSON.stringify(value),
  });
const occurredAt = '2026-03-25T05:00:00+01:00';
const ticket = { externalId: 'T1', occurredAt, resolved: true };

describe('an event in Assay’s own form', () => {
  it('is one ticket, or several', () => {
    const event = {
      ...{ source: 'desk', externalId: 'T1', occurredAt: new Date('2026-03-25T04:00:00Z') },
      patch: { resolved: true },
    };
    expect(understood(ticket)).toEqual({ kind: 'NEWS', events: [event] });
    expect(understood({ tickets: [ticket, { ...ticket, externalId: 'T2' }] })).toEqual({
      kind: 'NEWS',
      events: [event, { ...event, externalId: 'T2' }],
    });
  });

  it('is of the source of its endpoint', () => {
    expect(understood({ ...ticket, source: 'another' })).toMatchObject({
      events: [{ source: 'desk' }],
    });
  });

  it.each([
    ['no JSON', '{', 'The body is no JSON.'],
    ['nothing', '', 'The body is no JSON.'],
    ['a text', '"x"', 'tickets.0'],
    ['no id', { occurredAt }, 'externalId'],
    ['no time', { externalId: 'T1' }, 'occurredAt'],
    ['a time without its offset', { ...ticket, occurredAt: '2026-03-25T05:00:00' }, 'occurredAt'],
    ['a day for a time', { ...ticket, occurredAt: '2026-03-25' }, 'occurredAt'],
    ['a name that is none', { ...ticket, solved: true }, 'solved'],
    ['NaN', '{"externalId":"T1","reopens":NaN}', 'The body is no JSON.'],
    ['a number as text', { ...ticket, reopens: '2' }, 'reopens'],
    ['no tickets', { tickets: [] }, 'tickets'],
    ['something beside the tickets', { tickets: [ticket], more: 1 }, 'more'],
    ['one bad ticket', { tickets: [ticket, { externalId: 'T2' }] }, 'tickets.1.occurredAt'],
    ['too many', { tickets: Array.from({ length: ticketsMax + 1 }, () => ticket) }, 'tickets'],
  ])('fails with %s', (_what, value, reason) => {
    expect(understood(value)).toEqual({
      kind: 'FAILED',
      reason: expect.stringContaining(reason),
    });
  });
});

it('events of the three systems carry their source and their times as text', () => {
  const body = JSON.stringify({
    ...{ id: 'e1', type: 'zen:event-type:ticket.status_changed', time: '2026-03-25T05:09:27Z' },
    detail: {
      id: 7,
      status: 'SOLVED',
      created_at: '2026-03-20T00:00:00Z',
      via: { channel: 'web' },
    },
    event: { previous: 'OPEN', current: 'SOLVED' },
  });
  expect(translate({ kind: 'ZENDESK', source: 'zd', body, receivedAt })).toEqual({
    kind: 'NEWS',
    events: [
      {
        ...{ source: 'zd', externalId: '7', eventId: 'zendesk:e1' },
        occurredAt: new Date('2026-03-25T05:09:27Z'),
        patch: {
          ...{ openedAt: '2026-03-20T00:00:00.000Z', resolved: true, resolutionKind: 'AGENT' },
          resolvedAt: '2026-03-25T05:09:27.000Z',
          attributes: { channel: { value: 'web', knownAt: '2026-03-20T00:00:00.000Z' } },
        },
      },
    ],
  });
});
