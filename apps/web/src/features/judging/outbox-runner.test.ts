import { expect, test } from 'vitest';
import type { OutboxEntry } from './outbox.ts';
import { runOutbox, type SendResult } from './outbox-runner.ts';
import { revision, submission } from './testing/outbox-entries.ts';

/** A browser with a clock that moves only when asked, and a server that answers as told. */
function world(
  answers: readonly (SendResult | Error)[],
  { stored = [], earlyMs = 0 }: { stored?: readonly OutboxEntry[]; earlyMs?: number } = {},
) {
  const disk = new Map(stored.map((entry) => [entry.key, entry]));
  const sent: OutboxEntry[] = [];
  const timers: { run: () => void; at: number }[] = [];
  let now = 0;
  const outbox = runOutbox({
    store: {
      load: async () => [...disk.values()],
      save: async (entry) => void disk.set(entry.key, entry),
      remove: async (key) => void disk.delete(key),
    },
    send: async (entry) => {
      expect(disk.get(entry.key), 'stored before it is sent').toBeDefined();
      const result = answers[sent.push(entry) - 1];
      if (result === undefined || result instanceof Error) throw result ?? new Error('no answer');
      return result;
    },
    now: () => now,
    random: () => 0,
    later: (run, ms) => void timers.push({ run, at: now + ms - earlyMs }),
  });
  async function wait(ms: number) {
    now += ms;
    for (const timer of timers.splice(0)) {
      if (timer.at <= now) timer.run();
      else timers.push(timer);
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { outbox, disk, sent, wait };
}

const accepted = (judgmentId: string): SendResult => ({ type: 'ACKNOWLEDGED', judgmentId });

test('an entry is stored until the server has answered', async () => {
  const { outbox, disk, sent, wait } = world([
    { type: 'DEFERRED', trouble: 'OFFLINE' },
    new Error('broken'),
    accepted('j'),
  ]);
  await outbox.add(submission('a'));
  expect([sent.length, disk.size, outbox.state().trouble]).toEqual([1, 1, 'OFFLINE']);
  await wait(999);
  expect(sent).toHaveLength(1);
  await wait(1);
  expect([sent.length, outbox.state().trouble]).toEqual([2, 'SERVER']);
  await wait(2000);
  expect(sent.map(({ key }) => key)).toEqual(['a', 'a', 'a']);
  expect([disk.size, outbox.state().entries.length]).toEqual([0, 0]);
});

test('a timer that fires too early does not end the attempts', async () => {
  const early = { earlyMs: 1 };
  const { outbox, sent, wait } = world(
    [{ type: 'DEFERRED', trouble: 'SERVER' }, accepted('j')],
    early,
  );
  await outbox.add(submission('a'));
  await wait(999);
  expect(sent).toHaveLength(1);
  await wait(1);
  expect(sent).toHaveLength(2);
});

test('goes on after a reload with what was left', async () => {
  const left = { ...submission('a'), attempts: 2, state: { type: 'SENDING' as const } };
  const { outbox, disk, sent } = world([accepted('j')], { stored: [left] });
  await outbox.start();
  expect(sent[0]).toMatchObject({ key: 'a' });
  expect(disk.size).toBe(0);
});

test('a refused entry stays, is told, and does not hold up the next', async () => {
  const { outbox, disk, sent } = world([
    { type: 'REFUSED', code: 'LEASE_EXPIRED', message: 'too late' },
    accepted('j'),
  ]);
  const news: string[] = [];
  outbox.listen((event) => news.push(`${event.type} ${event.entry.key}`));
  await Promise.all([outbox.add(submission('a')), outbox.add(submission('b'))]);
  expect(sent.map(({ key }) => key)).toEqual(['a', 'b']);
  expect(news).toEqual(['REFUSED a', 'ACKNOWLEDGED b']);
  expect([...disk.values()].map(({ state }) => state.type)).toEqual(['REFUSED']);
  outbox.dismiss('a');
  await Promise.resolve();
  expect(disk.size).toBe(0);
});

test('a revision is sent with the id of the judgment it waited for', async () => {
  const { outbox, sent } = world([accepted('judgment-1'), accepted('judgment-2')]);
  await Promise.all([outbox.add(submission('a')), outbox.add(revision('b', 'a'))]);
  expect(sent[1]?.action).toMatchObject({ judgment: { id: 'judgment-1' } });
});

test('what is taken back in time is never sent', async () => {
  const { outbox, disk, sent, wait } = world([{ type: 'DEFERRED', trouble: 'OFFLINE' }]);
  await outbox.add(submission('a'));
  await outbox.add(submission('b'));
  expect(outbox.takeBack('b')).toBe(true);
  expect(outbox.takeBack('a')).toBe(false);
  await wait(0);
  expect([...disk.keys()]).toEqual(['a']);
  expect(sent.map(({ key }) => key)).toEqual(['a']);
});

test('waking tries at once; a stopped outbox does not send', async () => {
  const { outbox, sent, wait } = world([{ type: 'DEFERRED', trouble: 'OFFLINE' }, accepted('j')]);
  await outbox.add(submission('a'));
  outbox.stop();
  outbox.wake();
  await wait(0);
  expect(sent).toHaveLength(1);
  await outbox.start();
  expect(sent).toHaveLength(2);
});
