import { describe, expect, it } from 'vitest';
import { readRating, readTicket, translateFreshdesk } from './freshdesk.ts';

const receivedAt = new Date('2026-03-25T06:00:00Z');
const openedAt = new Date('2026-03-20T10:00:00Z');
const updatedAt = new Date('2026-03-20T12:00:00Z');
const ticket = (more: object = {}) => ({
  ...{
    id: 20,
    status: 2,
    priority: 4,
    source: 7,
    responder_id: 14,
    requester_id: 1,
    company_id: null,
  },
  ...{ created_at: '2026-03-20T10:00:00Z', updated_at: '2026-03-20T12:00:00Z' },
  ...more,
});
const newsOf = (record: object) => {
  const read = readTicket(record, receivedAt);
  if (!read.ok || read.news === null) throw new Error(JSON.stringify(read));
  return read.news;
};
const stats = (more: object = {}) => ({
  stats: {
    ...{ resolved_at: '2026-03-20T11:30:00Z', closed_at: null, reopened_at: null },
    ...{ first_responded_at: '2026-03-20T10:05:00Z', ...more },
  },
});

describe('a ticket', () => {
  it.each([
    [2, false],
    [3, false],
    ['4', true],
    [5, true],
    ['Resolved', true],
    ['Pending', false],
    [6, undefined],
    ['Waiting on Customer', undefined],
    [null, undefined],
  ])('of status %j is resolved: %s', (status, resolved) => {
    expect(newsOf(ticket({ status })).fields.resolved).toBe(resolved);
  });

  it('has times there and seconds here', () => {
    const full = { openedAt, resolved: true, resolutionKind: 'AGENT' };
    const resolvedAt = new Date('2026-03-20T11:30:00Z');
    expect(newsOf(ticket({ status: 4, ...stats() }))).toMatchObject({
      externalId: '20',
      occurredAt: updatedAt,
      fields: {
        ...{ ...full, resolvedAt },
        ...{ firstResolutionCalendarSeconds: 5_400, fullResolutionCalendarSeconds: 5_400 },
      },
    });
    const again = stats({ reopened_at: '2026-03-20T11:00:00Z' });
    const { fields } = newsOf(ticket({ status: 5, ...again }));
    expect(fields).toEqual({
      ...{ ...full, resolvedAt, reopenedAt: new Date('2026-03-20T11:00:00Z') },
      fullResolutionCalendarSeconds: 5_400,
    });
    // solved before it was opened: no duration rather than a negative one
    const early = stats({ resolved_at: '2026-03-20T09:00:00Z' });
    expect(newsOf(ticket(early)).fields).not.toHaveProperty('fullResolutionCalendarSeconds');
  });

  it('names its codes', () => {
    expect(newsOf(ticket()).attributes).toEqual({
      channel: { value: 'chat', knownAt: openedAt },
      customer: { value: '1', knownAt: openedAt },
      priority: { value: 'urgent', knownAt: updatedAt },
      agent: { value: '14', knownAt: updatedAt },
    });
  });

  it('needs none of the fields that are not documented', () => {
    for (const odd of [undefined, null, {}, { resolved_at: 3 }, 'none']) {
      expect(newsOf(ticket({ status: 4, stats: odd })).fields).toEqual({
        ...{ openedAt, resolved: true, resolutionKind: 'AGENT' },
      });
    }
  });
});

describe('a rule', () => {
  it('may send the simple form, or a ticket', () => {
    const at = { occurredAt: receivedAt, externalId: '20' };
    const fields = { resolved: true, resolutionKind: 'AGENT', resolvedAt: receivedAt };
    const simple = { freshdesk_webhook: { ticket_id: 20, ticket_status: 'Resolved' } };
    expect(translateFreshdesk(simple, receivedAt)).toMatchObject({
      kind: 'NEWS',
      news: [{ ...at, fields }],
    });
    const advanced = { ticket: { id: 20, status: 4, priority: 'Low', source: 'Email' } };
    expect(translateFreshdesk(advanced, receivedAt)).toMatchObject({
      kind: 'NEWS',
      news: [
        { ...at, fields, attributes: { priority: { value: 'low' }, channel: { value: 'email' } } },
      ],
    });
  });

  it('may send a rating', () => {
    const rating = {
      ticket_id: 20,
      created_at: '2026-03-20T12:00:00Z',
      ratings: { default_question: 103 },
    };
    expect(translateFreshdesk({ satisfaction_rating: rating }, receivedAt)).toMatchObject({
      kind: 'NEWS',
      news: [{ fields: { csat: { raw: 103, scale: 'FRESHDESK' }, csatAnsweredAt: updatedAt } }],
    });
  });

  it.each([null, [], 'text', {}, { other: 1 }])('that sends %j tells nothing', (body) => {
    expect(translateFreshdesk(body, receivedAt).kind).not.toBe('NEWS');
  });

  it('that sends a ticket without id fails', () => {
    const { kind } = translateFreshdesk({ ticket: { status: 4 } }, receivedAt);
    expect(kind).toBe('FAILED');
  });
});

describe('a rating', () => {
  const rating = (code: unknown) => ({
    ...{ id: 1, survey_id: 1, ticket_id: 20, user_id: 1, agent_id: 14, feedback: 'ok' },
    ...{ created_at: '2026-03-20T12:00:00Z', updated_at: '2026-03-20T12:00:00Z' },
    ratings: { default_question: code, question_2: -102 },
  });

  it.each([-103, -102, -101, 100, 101, 102, 103])('%i is a code and stays one', (code) => {
    expect(readRating(rating(code), receivedAt)).toMatchObject({
      ok: true,
      news: { externalId: '20', fields: { csat: { raw: code, scale: 'FRESHDESK' } } },
    });
  });

  it.each([0, 5, -100, 104, '103', null, Number.NaN])('%j is none', (code) => {
    expect(readRating(rating(code), receivedAt)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('no code of Freshdesk'),
    });
  });
});
