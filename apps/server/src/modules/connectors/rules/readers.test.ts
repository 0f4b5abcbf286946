import { describe, expect, it } from 'vitest';
import type { Cursor, Reader } from './reader.ts';
import { readers } from './readers.ts';

const since = new Date('2026-01-01T00:00:00.500Z');
const readAt = new Date('2026-03-01T00:00:00Z');
const next = (reader: Reader, cursor: Cursor, answer: unknown): Cursor => {
  const after = reader.read(cursor, answer, readAt).next;
  if (after === null) throw new Error('this was the last page');
  return after;
};
const query = (path: string) => Object.fromEntries(new URL(path, 'https://x.test').searchParams);

describe('Zendesk', () => {
  const reader = readers.ZENDESK;
  const start = reader.start(since);
  const tickets = (end: boolean) => ({ tickets: [], after_cursor: 'abc==', end_of_stream: end });

  it('is asked for the tickets since a time, then by cursor, then for the ratings', () => {
    const first = reader.request(start);
    expect(first.path.split('?')[0]).toBe('/api/v2/incremental/tickets/cursor.json');
    expect(query(first.path)).toEqual({
      start_time: '1767225600',
      per_page: '500',
      include: 'metric_sets',
    });
    const second = next(reader, start, tickets(false));
    expect(query(reader.request(second).path)).toMatchObject({ cursor: 'abc==' });
    const ratings = next(reader, second, tickets(true));
    const asked = reader.request(ratings).path;
    expect(asked.split('?')[0]).toBe('/api/v2/satisfaction_ratings.json');
    expect(query(asked)).toEqual({ start_time: '1767225600', 'page[size]': '100' });
    const more = { satisfaction_ratings: [], meta: { has_more: true, after_cursor: 'x' } };
    const later = next(reader, ratings, more);
    expect(query(reader.request(later).path)).toMatchObject({
      'page[after]': 'x',
      start_time: '1767225600',
    });
    const last = { satisfaction_ratings: [], meta: { has_more: false } };
    expect(reader.read(later, last, readAt).next).toBeNull();
  });

  it('may have records that are not understood, beside others that are', () => {
    const page = {
      ...tickets(true),
      tickets: [{ id: 1 }, { id: {} }, null, { id: 2, status: 'open' }],
    };
    expect(reader.read(start, page, readAt)).toMatchObject({
      tickets: 4,
      news: [{ externalId: '1' }, { externalId: '2', fields: { resolved: false } }],
      problems: [
        'ticket without an id: id: Invalid input',
        expect.stringContaining('ticket without an id'),
      ],
    });
  });
});

describe('Intercom', () => {
  const reader = readers.INTERCOM;
  const start = reader.start(since);
  const page = (more: object) => ({
    type: 'conversation.list',
    conversations: [],
    total_count: 7,
    ...more,
  });

  it('is asked by POST, and from where the last page ended', () => {
    const { method, path, body = '' } = reader.request(start);
    expect([method, path]).toEqual(['POST', '/conversations/search']);
    expect(JSON.parse(body)).toEqual({
      query: { field: 'updated_at', operator: '>', value: 1_767_225_599 },
      pagination: { per_page: 150 },
    });
    const second = next(reader, start, page({ pages: { next: { starting_after: 'W1' } } }));
    expect(JSON.parse(reader.request(second).body ?? '').pagination).toEqual({
      ...{ per_page: 150, starting_after: 'W1' },
    });
    for (const pages of [undefined, null, {}, { next: null }, { next: {} }]) {
      expect(reader.read(start, page({ pages }), readAt)).toMatchObject({ next: null, total: 7 });
    }
  });
});

describe('Freshdesk', () => {
  const reader = readers.FRESHDESK;
  const start = reader.start(since);
  const full = (updatedAt: string) =>
    Array.from({ length: 100 }, (_, n) => ({ id: n, updated_at: updatedAt }));

  it('is asked page by page, oldest change first', () => {
    expect(query(reader.request(start).path)).toEqual({
      ...{ updated_since: '2026-01-01T00:00:00Z', include: 'stats', order_by: 'updated_at' },
      ...{ order_type: 'asc', per_page: '100', page: '1' },
    });
    const second = next(reader, start, full('2026-01-02T00:00:00Z'));
    expect(query(reader.request(second).path)).toMatchObject({ page: '2' });
    const ratings = next(reader, second, []);
    expect(reader.request(ratings).path).toBe(
      '/api/v2/surveys/satisfaction_ratings?created_since=2026-01-01T00%3A00%3A00Z&per_page=100&page=1',
    );
    expect(reader.read(ratings, [], readAt).next).toBeNull();
    expect(next(reader, ratings, full('2026-01-02T00:00:00Z'))).toMatchObject({ page: 2 });
  });

  it('gives 300 pages: then it is asked anew from the last time on', () => {
    const last = { ...start, page: 300 };
    const anew = next(reader, last, full('2026-01-05T00:00:00Z'));
    expect(query(reader.request(anew).path)).toMatchObject({
      updated_since: '2026-01-05T00:00:00Z',
      page: '1',
    });
    // the ratings still begin where the whole did
    expect(reader.request(next(reader, anew, [])).path).toContain('created_since=2026-01-01');
    expect(() => reader.read(last, full('2026-01-01T00:00:00Z'), readAt)).toThrow('changed at');
    expect(reader.read({ ...last, list: 'ratings' }, full('x'), readAt).next).toBeNull();
  });
});

describe.each(Object.entries(readers))('%s', (_kind, reader) => {
  it.each([null, 'text', 7, {}, { tickets: 'none' }, [[]], { error: 'no' }])(
    'takes no %j for a page that it understands',
    (answer) => {
      const read = () => reader.read(reader.start(since), answer, readAt);
      const isList = Array.isArray(answer) && reader === readers.FRESHDESK;
      if (isList) expect(read().problems).toHaveLength(1);
      else expect(read).toThrow(expect.objectContaining({ name: 'ZodError' }));
    },
  );
});
