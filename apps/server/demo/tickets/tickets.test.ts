import { describe, expect, it } from 'vitest';
import { demoAnnotators } from '../annotators.ts';
import { dimensionKeys } from '../content.ts';
import { loadExchanges } from './exchanges.ts';
import { simulateTickets } from './simulate.ts';
import { dayMs } from './tickets.ts';

const exchanges = await loadExchanges();
const start = new Date('2026-01-05T00:00:00Z');
const days = 182;
const until = start.getTime() + days * dayMs;
const simulate = (seed: number, count = 1_150) =>
  simulateTickets({ exchanges, annotators: demoAnnotators, seed, count, start, days });
const { tasks, judgments, events } = simulate(1);

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const told = Map.groupBy(
  events.filter(({ source }) => source === 'zendesk'),
  ({ externalId }) => externalId,
);
/** Of a ticket: what its help desk told, whatever the order. */
const patchOf = (externalId: string) =>
  Object.assign({}, ...(told.get(externalId) ?? []).map(({ patch }) => patch));

describe('the exchanges', () => {
  it('fill all their places, in both languages', () => {
    const texts = tasks.flatMap(({ task }) => [
      ...task.contexts.map(({ text }) => text),
      ...task.messages.map(({ content }) => content),
      ...task.responses.map(({ content }) => content),
    ]);
    expect(texts.filter((text) => /[{}]|undefined|^\s*$/.test(text))).toEqual([]);
    expect(new Set(tasks.map(({ task }) => task.attributes.language))).toEqual(
      new Set(['en', 'de']),
    );
    expect(new Set(texts).size).toBeGreaterThan(tasks.length);
  });

  it('say in an answer what its tiers are worth', () => {
    const bad = tasks.filter(({ quality }) => quality[0]?.accuracy === 0);
    const sayings = exchanges.topics.flatMap(({ accuracy }) => accuracy[0]);
    const pieces = sayings.map((text) => text.split('{')[0] ?? '').filter((text) => text !== '');
    expect(bad.length).toBeGreaterThan(50);
    for (const { task } of bad) {
      expect(pieces.some((piece) => task.responses[0]?.content.includes(piece))).toBe(true);
    }
  });
});

describe('the judgments', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(simulate(1)).toEqual({ tasks, judgments, events });
    expect(simulate(2).judgments).not.toEqual(judgments);
  });

  it('leave the latest answers waiting, and have two annotators on many of the rest', () => {
    const byTask = Map.groupBy(judgments, ({ task }) => task);
    const waiting = tasks.filter(({ task }) => !byTask.has(task.externalId));
    expect(waiting.length).toBeGreaterThanOrEqual(20);
    expect(waiting).toEqual(tasks.slice(-waiting.length));
    const sizes = [...byTask.values()].map(({ length }) => length);
    expect(Math.max(...sizes)).toBe(2);
    expect(mean(sizes)).toBeGreaterThan(1.3);
    expect(new Set(judgments.map(({ annotator }) => annotator)).size).toBe(demoAnnotators.length);
    expect(new Set(judgments.map((j) => `${j.task} ${j.annotator}`)).size).toBe(judgments.length);
  });

  it('are made on working days after the answer and before the end', () => {
    for (const { task, submittedAt, scores } of judgments) {
      const at = Date.parse(submittedAt);
      expect(at).toBeGreaterThan(Date.parse(patchOf(task).respondedAt ?? '2026-01-05T00:00:00Z'));
      expect(at).toBeLessThan(until);
      expect([0, 6]).not.toContain(new Date(submittedAt).getUTCDay());
      expect(scores.map(({ dimension }) => dimension)).toEqual(dimensionKeys);
    }
  });

  it('are refused without annotators', () => {
    expect(() =>
      simulateTickets({ exchanges, annotators: [], seed: 1, count: 50, start, days }),
    ).toThrow(RangeError);
  });
});

describe('what is told of the tickets', () => {
  it('comes twice, late and out of order, and never from behind the end', () => {
    const names = events.map(({ source, eventId }) => `${source} ${eventId}`);
    expect(new Set(names).size).toBeLessThan(names.length);
    const times = events.map(({ occurredAt }) => occurredAt.getTime());
    expect(times).not.toEqual(times.toSorted((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThanOrEqual(until);
    const delays = events.map((event) => event.receivedAt.getTime() - event.occurredAt.getTime());
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    const late = delays.filter((delay) => delay > dayMs).length / delays.length;
    expect(late).toBeGreaterThan(0.01);
    expect(late).toBeLessThan(0.05);
  });

  it('has every kind of end, open tickets, tasks without a ticket and tickets without a task', () => {
    const ids = new Set(tasks.map(({ task }) => task.externalId));
    const all = [...told.keys()].map(patchOf);
    const count = (has: (patch: (typeof all)[number]) => boolean) => all.filter(has).length;
    expect(count((patch) => patch.resolved === true)).toBeGreaterThan(600);
    expect(count((patch) => patch.escalatedAt !== undefined)).toBeGreaterThan(60);
    expect(count((patch) => patch.abandonedAt !== undefined)).toBeGreaterThan(25);
    expect(count((patch) => patch.reopenedAt !== undefined)).toBeGreaterThan(25);
    expect(count((patch) => patch.resolved === undefined)).toBeGreaterThan(25);
    expect([...told.keys()].filter((id) => !ids.has(id)).length).toBeGreaterThan(20);
    expect([...ids].filter((id) => !told.has(id)).length).toBeGreaterThan(3);
    const both = events.filter(({ source }) => source === 'intercom');
    expect(both.length).toBeGreaterThan(2);
    expect(both.every(({ externalId }) => told.has(externalId))).toBe(true);
  });
});

describe('the planted truth shows in twenty seeds', () => {
  const tickets = Array.from({ length: 20 }, (_, seed) => simulate(seed, 400)).flatMap((run) => {
    const events = Map.groupBy(run.events, ({ externalId }) => externalId);
    return run.tasks.flatMap(({ task, quality: [quality] }) => {
      const patch = Object.assign(
        {},
        ...(events.get(task.externalId) ?? []).map((event) => event.patch),
      );
      return quality === undefined || patch.openedAt === undefined
        ? []
        : [{ quality, patch, channel: task.attributes.channel }];
    });
  });
  const resolved = (has: (ticket: (typeof tickets)[number]) => boolean) =>
    mean(tickets.filter(has).map(({ patch }) => (patch.resolved === true ? 1 : 0)));
  const csat = (has: (ticket: (typeof tickets)[number]) => boolean) =>
    mean(tickets.filter(has).flatMap(({ patch }) => (patch.csat ? [patch.csat.raw] : [])));

  it('resolution follows accuracy and policy, and hardly tone', () => {
    const gap = (key: 'accuracy' | 'tone' | 'policy') => {
      // a good answer is good in several ways: the others are held where they are
      const others = (['accuracy', 'tone', 'policy'] as const).filter((other) => other !== key);
      const at = (tier: number) =>
        resolved(
          ({ quality }) => quality[key] === tier && others.every((other) => quality[other] === 1),
        );
      return at(2) - at(0);
    };
    expect(gap('accuracy')).toBeGreaterThan(0.25);
    expect(gap('policy')).toBeGreaterThan(0.15);
    expect(Math.abs(gap('tone'))).toBeLessThan(0.1);
  });

  it('satisfaction follows tone', () => {
    const gap = (key: 'accuracy' | 'tone' | 'policy') =>
      csat(({ quality }) => quality[key] === 2) - csat(({ quality }) => quality[key] === 0);
    expect(gap('tone')).toBeGreaterThan(1.5);
    expect(gap('accuracy')).toBeLessThan(0.8);
  });

  it('the channel moves both the answers and what becomes of the tickets', () => {
    const accuracy = (channel: string) =>
      mean(
        tickets
          .filter((ticket) => ticket.channel === channel)
          .map(({ quality }) => quality.accuracy),
      );
    expect(accuracy('chat')).toBeGreaterThan(accuracy('email') + 0.1);
    const chat = resolved(({ channel }) => channel === 'chat');
    expect(chat).toBeGreaterThan(resolved(({ channel }) => channel === 'email') + 0.05);
  });

  it('three in five do not answer how satisfied they are, the unhappy least', () => {
    const asked = tickets.filter(({ patch }) => patch.csatOfferedAt !== undefined);
    const answer = (has: (ticket: (typeof tickets)[number]) => boolean) =>
      mean(asked.filter(has).map(({ patch }) => (patch.csat === undefined ? 0 : 1)));
    expect(answer(() => true)).toBeCloseTo(0.4, 1);
    expect(answer(({ quality }) => quality.tone === 2)).toBeGreaterThan(
      answer(({ quality }) => quality.tone === 0) + 0.1,
    );
  });
});
