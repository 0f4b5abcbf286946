import { describe, expect, it } from 'vitest';
import { readConversation, translateIntercom } from './intercom.ts';

const receivedAt = new Date('2026-03-25T06:00:00Z');
const created = 1_774_000_000;
const time = (offset: number) => new Date((created + offset) * 1_000);
const conversation = (more: object = {}) => ({
  type: 'conversation',
  id: '215469654396147',
  created_at: created,
  updated_at: created + 9_000,
  state: 'open',
  priority: 'priority',
  admin_assignee_id: 991,
  team_assignee_id: '5017690',
  source: { type: 'email' },
  contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: 'c-1' }] },
  ...more,
});
const notification = (topic: string, item: object) => ({
  ...{
    type: 'notification_event',
    id: 'notif_1',
    topic,
    app_id: 'a1',
    created_at: created + 9_001,
  },
  data: { type: 'notification_event_data', item },
});
const newsOf = (topic: string, more: object = {}) => {
  const translated = translateIntercom(notification(topic, conversation(more)), receivedAt);
  if (translated.kind !== 'NEWS') throw new Error(translated.reason);
  const [news] = translated.news;
  if (news === undefined) throw new Error('no news');
  return news;
};
const statistics = {
  type: 'conversation_statistics',
  time_to_first_close: 3_000,
  time_to_last_close: 5_000,
  first_admin_reply_at: created + 60,
  first_close_at: created + 7_000,
  last_close_at: created + 9_000,
  count_reopens: 1,
};
const opened = { conversationId: '215469654396147', openedAt: time(0) };

describe('a conversation', () => {
  it('is resolved while it is closed, and has its seconds on their clocks', () => {
    expect(newsOf('conversation.admin.closed', { state: 'closed', statistics })).toEqual({
      externalId: '215469654396147',
      eventId: 'intercom:notif_1',
      occurredAt: time(9_001),
      fields: {
        ...{
          ...opened,
          resolved: true,
          resolutionKind: 'AGENT',
          resolvedAt: time(9_000),
          reopens: 1,
        },
        ...{ firstResolutionBusinessSeconds: 3_000, fullResolutionBusinessSeconds: 5_000 },
        ...{ firstResolutionCalendarSeconds: 7_000, fullResolutionCalendarSeconds: 9_000 },
      },
      attributes: {
        channel: { value: 'email', knownAt: time(0) },
        customer: { value: 'c-1', knownAt: time(0) },
        priority: { value: 'priority', knownAt: time(9_001) },
        agent: { value: '991', knownAt: time(9_001) },
        team: { value: '5017690', knownAt: time(9_001) },
      },
    });
  });

  it('is not while it is open or snoozed, and may be opened again', () => {
    expect(newsOf('conversation.user.replied').fields).toEqual({ ...opened, resolved: false });
    expect(newsOf('conversation.admin.snoozed', { state: 'snoozed' }).fields).toMatchObject({
      resolved: false,
    });
    expect(newsOf('conversation.admin.opened', { statistics }).fields).toMatchObject({
      ...{ resolved: false, reopens: 1, reopenedAt: time(9_001), resolvedAt: time(9_000) },
    });
    expect(newsOf('conversation.admin.opened').fields).not.toHaveProperty('reopenedAt');
  });

  it('without statistics was closed when the event says so', () => {
    const { fields } = newsOf('conversation.admin.closed', { state: 'closed', statistics: null });
    expect(fields).toEqual({
      ...{ ...opened, resolved: true, resolutionKind: 'AGENT', resolvedAt: time(9_001) },
    });
  });
});

describe('what an AI agent did', () => {
  const ai = (state: string | null, more: object = {}) => ({
    ai_agent_participated: true,
    ai_agent: {
      ...{ resolution_state: state, last_answer_type: 'ai_answer', rating: 4 },
      ...{ created_at: created + 10, updated_at: created + 500, ...more },
    },
  });

  it.each([
    ['confirmed_resolution', 'closed', 'CONFIRMED'],
    ['assumed_resolution', 'closed', 'ASSUMED'],
    ['escalated', 'closed', 'ESCALATED'],
    ['procedure_handoff', 'closed', 'ESCALATED'],
    ['negative_feedback', 'closed', 'AGENT'],
    [null, 'closed', 'AGENT'],
    ['assumed_resolution', 'open', 'ASSUMED'],
    ['negative_feedback', 'open', undefined],
  ])('%s, %s is %s', (resolutionState, state, kind) => {
    const { fields } = newsOf('conversation.admin.closed', { state, ...ai(resolutionState) });
    expect(fields.resolutionKind).toBe(kind);
    const handed = resolutionState === 'escalated' || resolutionState === 'procedure_handoff';
    expect(fields.escalatedAt).toEqual(handed ? time(500) : undefined);
  });

  it('is kept as attributes, with when it was known', () => {
    expect(newsOf('conversation.admin.closed', ai('assumed_resolution')).attributes).toMatchObject({
      ai_agent_participated: { value: 'true' },
      ai_agent_resolution: { value: 'assumed_resolution', knownAt: time(500) },
      ai_agent_answer: { value: 'ai_answer', knownAt: time(500) },
      ai_agent_rating: { value: '4', knownAt: time(500) },
    });
  });
});

describe('a rating', () => {
  const rated = (rating: number | null) =>
    newsOf('conversation.rating.added', {
      conversation_rating: { rating, created_at: created + 100, updated_at: created + 200 },
    }).fields;

  it('was asked for, and perhaps answered', () => {
    expect(rated(5)).toMatchObject({
      ...{
        csat: { raw: 5, scale: 'ONE_TO_FIVE' },
        csatOfferedAt: time(100),
        csatAnsweredAt: time(200),
      },
    });
    expect(rated(null)).toEqual({ ...opened, resolved: false, csatOfferedAt: time(100) });
  });
});

describe('other notifications', () => {
  it.each([
    ['ping', { type: 'ping', message: 'hello' }],
    ['contact.created', { type: 'contact', id: '1' }],
    ['conversation.deleted', conversation()],
    ['ticket.created', { type: 'ticket', id: '1' }],
  ])('are ignored: %s', (topic, item) => {
    expect(translateIntercom(notification(topic, item), receivedAt)).toEqual({
      kind: 'IGNORED',
      reason: `${topic} tells nothing of an outcome.`,
    });
  });

  it.each([
    null,
    {},
    [],
    { type: 'notification_event' },
    notification('conversation.admin.closed', { ...conversation(), id: null }),
  ])('fail as %j', (body) => {
    expect(translateIntercom(body, receivedAt).kind).toBe('FAILED');
  });

  it('say nothing by what is odd in them', () => {
    const odd = {
      statistics: 'none',
      conversation_rating: 7,
      ai_agent: [],
      contacts: { contacts: 1 },
    };
    expect(
      newsOf('conversation.user.replied', { ...odd, created_at: 'x', source: 3 }).fields,
    ).toEqual({
      ...{ conversationId: '215469654396147', resolved: false },
    });
  });
});

it('a conversation that is read is the same news each time', () => {
  const read = (more: object = {}) => readConversation(conversation(more), receivedAt);
  expect(read()).toEqual(read());
  expect(read()).toMatchObject({ ok: true, news: { occurredAt: time(9_000) } });
  const [before, after] = [read(), read({ state: 'closed' })];
  expect(before.ok && after.ok && before.news?.eventId !== after.news?.eventId).toBe(true);
  expect(readConversation({ id: '' }, receivedAt)).toMatchObject({ ok: false });
});
