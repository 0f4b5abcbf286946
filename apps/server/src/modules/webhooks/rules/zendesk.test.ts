import { describe, expect, it } from 'vitest';
import { translateZendesk } from './zendesk.ts';
import { readRating, readTicket } from './zendesk-records.ts';

const receivedAt = new Date('2026-03-25T06:00:00Z');
const event = (topic: string, change: object = {}, detail: object = {}) => ({
  id: '2b24ef10-19d8-4740-93cb-17f98ec4198e',
  type: `zen:event-type:ticket.${topic}`,
  account_id: 123456,
  time: '2026-03-25T05:09:27Z',
  subject: 'zen:ticket:35436',
  detail: {
    id: '35436',
    actor_id: '8447388090494',
    assignee_id: '235323',
    brand_id: '123',
    created_at: '2026-03-20T22:55:29Z',
    external_id: null,
    organization_id: '509974',
    priority: 'HIGH',
    requester_id: '20978392',
    status: 'OPEN',
    tags: ['enterprise'],
    updated_at: '2026-03-25T05:09:27Z',
    via: { channel: 'web_service' },
    ...detail,
  },
  event: { meta: { version: '1.0' }, ...change },
});
const fieldsOf = (body: unknown) => {
  const translated = translateZendesk(body, receivedAt);
  if (translated.kind !== 'NEWS') throw new Error(translated.reason);
  return Object.assign({}, ...translated.news.map(({ fields }) => fields));
};
const status = (previous: string, current: string) =>
  fieldsOf(event('status_changed', { previous, current }));
const [openedAt, at] = [new Date('2026-03-20T22:55:29Z'), new Date('2026-03-25T05:09:27Z')];

describe('a change of status', () => {
  it('solves, closes and opens again', () => {
    const resolved = { openedAt, resolved: true, resolutionKind: 'AGENT' };
    expect(status('OPEN', 'SOLVED')).toEqual({ ...resolved, resolvedAt: at });
    expect(status('open', 'closed')).toEqual({ ...resolved, resolvedAt: at });
    // closed days after it was solved: no new solution
    expect(status('SOLVED', 'CLOSED')).toEqual(resolved);
    expect(status('SOLVED', 'OPEN')).toEqual({ openedAt, resolved: false, reopenedAt: at });
    expect(status('NEW', 'PENDING')).toEqual({ openedAt, resolved: false });
  });

  it('says nothing where the status is none of Zendesk’s', () => {
    expect(status('OPEN', 'WAITING_FOR_PARTS')).toEqual({ openedAt });
  });

  it('tells which ticket, when, and what is known of it since when', () => {
    const translated = translateZendesk(
      event('status_changed', { previous: 'OPEN', current: 'SOLVED' }),
      receivedAt,
    );
    expect(translated).toMatchObject({
      kind: 'NEWS',
      news: [
        {
          externalId: '35436',
          eventId: 'zendesk:2b24ef10-19d8-4740-93cb-17f98ec4198e',
          occurredAt: at,
          attributes: {
            channel: { value: 'web_service', knownAt: openedAt },
            customer: { value: '20978392', knownAt: openedAt },
            brand: { value: '123', knownAt: openedAt },
            priority: { value: 'high', knownAt: at },
            agent: { value: '235323', knownAt: at },
            organization: { value: '509974', knownAt: at },
          },
        },
      ],
    });
  });
});

describe('other events', () => {
  it('tell of attributes', () => {
    const [news] = newsOf(
      event('priority_changed', { previous: 'LOW', current: 'URGENT' }, { priority: 'URGENT' }),
    );
    expect(news).toMatchObject({
      fields: { openedAt },
      attributes: { priority: { value: 'urgent' } },
    });
    expect(fieldsOf(event('created', {}, { status: 'NEW' }))).toEqual({
      openedAt,
      resolved: false,
    });
  });

  it.each(['comment_added', 'merged', 'soft_deleted', 'marked_as_spam', 'never_heard_of'])(
    'are ignored: %s',
    (topic) => {
      expect(translateZendesk(event(topic), receivedAt)).toEqual({
        kind: 'IGNORED',
        reason: `ticket.${topic} tells nothing of an outcome.`,
      });
    },
  );

  it('about other things than tickets are ignored', () => {
    const user = { ...event('x'), type: 'zen:event-type:user.created' };
    expect(translateZendesk(user, receivedAt)).toMatchObject({ kind: 'IGNORED' });
  });

  it.each([
    ['no id of a ticket', event('status_changed', {}, { id: null })],
    ['no detail', { ...event('status_changed'), detail: undefined }],
    ['an id that is an object', event('status_changed', {}, { id: {} })],
  ])('fail with %s', (_what, body) => {
    expect(translateZendesk(body, receivedAt)).toMatchObject({
      kind: 'FAILED',
      reason: expect.stringContaining('detail'),
    });
  });

  it.each([null, 1, 'text', [], {}, { ticket: null }, { type: 7 }, { __proto__: null }])(
    'are ignored or fail as %j',
    (body) => expect(translateZendesk(body, receivedAt).kind).not.toBe('NEWS'),
  );
});

const newsOf = (body: unknown) => {
  const translated = translateZendesk(body, receivedAt);
  if (translated.kind !== 'NEWS') throw new Error(translated.reason);
  return translated.news;
};
const metric = {
  id: 33,
  ticket_id: 4343,
  created_at: '2026-03-20T22:55:29Z',
  updated_at: '2026-03-25T05:09:27Z',
  solved_at: '2026-03-24T00:00:00Z',
  reopens: 2,
  reply_time_in_minutes: { calendar: 2391, business: 737 },
  first_resolution_time_in_minutes: { calendar: 2391, business: 737 },
  full_resolution_time_in_minutes: { calendar: 2500, business: null },
};

describe('metrics', () => {
  it('are minutes there and seconds here, each on its own clock', () => {
    expect(newsOf({ ticket_metric: metric })).toMatchObject([
      { externalId: '4343', occurredAt: at },
    ]);
    expect(fieldsOf({ ticket_metric: metric })).toEqual({
      reopens: 2,
      resolvedAt: new Date('2026-03-24T00:00:00Z'),
      firstResolutionCalendarSeconds: 143_460,
      firstResolutionBusinessSeconds: 44_220,
      fullResolutionCalendarSeconds: 150_000,
    });
  });

  it('of no ticket, or with odd values, say no more than they do', () => {
    const odd = { ...metric, reopens: -1, solved_at: null, full_resolution_time_in_minutes: 7 };
    expect(fieldsOf({ ticket_metric: odd })).toEqual({
      firstResolutionCalendarSeconds: 143_460,
      firstResolutionBusinessSeconds: 44_220,
    });
    const { ticket_id: _, ...without } = metric;
    expect(translateZendesk({ ticket_metric: without }, receivedAt)).toMatchObject({
      kind: 'IGNORED',
    });
  });
});

describe('a rating', () => {
  const rating = (score: unknown) => ({
    ...{ id: 35121, ticket_id: 208, score, created_at: '2026-03-24T00:00:00Z' },
    updated_at: '2026-03-25T05:09:27Z',
  });
  const csatOfferedAt = new Date('2026-03-24T00:00:00Z');

  it.each([
    ['offered', { csatOfferedAt }],
    ['good', { csatOfferedAt, csat: { raw: 1, scale: 'GOOD_BAD' }, csatAnsweredAt: at }],
    ['bad', { csatOfferedAt, csat: { raw: 0, scale: 'GOOD_BAD' }, csatAnsweredAt: at }],
    [
      'good_with_comment',
      { csatOfferedAt, csat: { raw: 1, scale: 'GOOD_BAD' }, csatAnsweredAt: at },
    ],
    [
      'bad_without_comment',
      { csatOfferedAt, csat: { raw: 0, scale: 'GOOD_BAD' }, csatAnsweredAt: at },
    ],
    [4, { csatOfferedAt, csat: { raw: 4, scale: 'ONE_TO_FIVE' }, csatAnsweredAt: at }],
  ])('%s keeps its scale', (score, fields) => {
    expect(fieldsOf({ satisfaction_rating: rating(score) })).toEqual(fields);
  });

  it.each(['unoffered', null, '', {}])('%j says nothing', (score) => {
    expect(translateZendesk({ satisfaction_rating: rating(score) }, receivedAt).kind).toBe(
      'IGNORED',
    );
    expect(readRating(rating(score), receivedAt)).toEqual({ ok: true, news: null });
  });
});

describe('a ticket that is read', () => {
  const ticket = {
    id: 35436,
    status: 'solved',
    created_at: '2026-03-20T22:55:29Z',
    updated_at: '2026-03-25T05:09:27Z',
    via: { channel: 'email' },
    requester_id: 7,
    metric_set: metric,
    satisfaction_rating: { id: 1234, score: 'good', comment: 'Great support!' },
  };

  it('brings its metrics and its rating', () => {
    expect(readTicket(ticket, receivedAt)).toMatchObject({
      ok: true,
      news: {
        externalId: '35436',
        occurredAt: at,
        fields: {
          ...{ openedAt, resolved: true, resolutionKind: 'AGENT', reopens: 2 },
          ...{ csat: { raw: 1, scale: 'GOOD_BAD' }, firstResolutionBusinessSeconds: 44_220 },
        },
        attributes: { channel: { value: 'email', knownAt: openedAt } },
      },
    });
  });

  it('is the same news each time, and other news once it has changed', () => {
    const idOf = (more: object = {}) => {
      const read = readTicket(
        { ...ticket, generated_timestamp: Math.random(), ...more },
        receivedAt,
      );
      return read.ok ? read.news?.eventId : null;
    };
    expect(idOf()).toBe(idOf());
    expect(idOf({ status: 'open' })).not.toBe(idOf());
  });

  it('without an id is a problem', () => {
    expect(readTicket({ ...ticket, id: undefined }, receivedAt)).toMatchObject({ ok: false });
    expect(readTicket(null, receivedAt)).toMatchObject({ ok: false });
  });
});
