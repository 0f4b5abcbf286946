import { setTimeout } from 'node:timers/promises';
import type { Person } from '../support/person.ts';
import { milliseconds, type Row } from './report.ts';
import type { Stage } from './stage.ts';
import { isSubmitted, submitOf } from './submit.ts';

export const perSecond = 20;
const ratioMax = 2;

/** Sends at a steady rate, whatever the answers. @returns milliseconds since each was due, sorted */
export async function submitAll(
  { api, secret }: Stage,
  people: readonly Person[],
  from: number,
  count: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  const pending: Promise<void>[] = [];
  const begun = performance.now();
  for (let at = 0; at < count; at += 1) {
    const dueAt = begun + (at * 1_000) / perSecond;
    await setTimeout(Math.max(0, dueAt - performance.now()));
    const { headers, body } = submitOf(secret, people, from + at);
    const sent = fetch(`${api.url}/graphql`, {
      ...{ method: 'POST', body },
      headers: { ...headers, 'content-type': 'application/json' },
    });
    pending.push(
      sent
        .then((answer) => answer.text())
        .then((answer) => {
          if (!isSubmitted(answer)) throw new Error(`answered: ${answer.slice(0, 500)}`);
          times.push(performance.now() - dueAt);
        }),
    );
  }
  await Promise.all(pending);
  return times.sort((a, b) => a - b);
}

const at = (times: readonly number[], share: number): number =>
  times[Math.floor(share * (times.length - 1))] ?? Number.NaN;

/** @param times - milliseconds, sorted */
export const timesRow = (what: string, times: readonly number[]): Row => ({
  what,
  value: milliseconds(at(times, 0.5), at(times, 0.99)),
});

/** What others notice of what goes on beside them. */
export function besideRow(what: string, beside: readonly number[], alone: readonly number[]): Row {
  const ratio = at(beside, 0.99) / at(alone, 0.99);
  return {
    ...timesRow(what, beside),
    ratio: { of: 'alone, by p99', value: ratio },
    goal: { text: `p99 at most ${ratioMax} times`, met: ratio <= ratioMax },
  };
}
