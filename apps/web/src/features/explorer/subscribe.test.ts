import type { ExecutionResult } from 'graphql';
import { expect, it } from 'vitest';
import { endingInErrors } from './subscribe.ts';

async function* one(then: unknown): AsyncGenerator<ExecutionResult, undefined> {
  yield { data: { n: 1 } };
  throw then;
}
const told = async (failure: unknown) => {
  const results = await Array.fromAsync(endingInErrors(one(failure)));
  return JSON.parse(JSON.stringify(results));
};

it('tells why the server closed the connection, after what came before', async () => {
  expect(await told(new CloseEvent('close', { code: 4403, reason: 'Forbidden' }))).toEqual([
    { data: { n: 1 } },
    { errors: [{ message: 'The server closed the subscription: Forbidden (4403).' }] },
  ]);
});

it('tells what the server says of a document in its own words', async () => {
  const [, refused] = await told([{ message: 'No.', extensions: { code: 'INVALID_INPUT' } }]);
  expect(refused).toEqual({ errors: [{ message: 'No.', extensions: { code: 'INVALID_INPUT' } }] });
});

it('tells of a connection that was lost', async () => {
  const [, lost] = await told(new Event('error'));
  expect(lost).toEqual({ errors: [{ message: 'The connection of the subscription was lost.' }] });
});

it('ends at once while it waits for an event', async () => {
  let stop = () => {};
  const stopped = new Promise<IteratorResult<ExecutionResult>>((resolve) => {
    stop = () => resolve({ done: true, value: undefined });
  });
  const silent: AsyncIterableIterator<ExecutionResult> = {
    next: () => stopped,
    return: async () => {
      stop();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => silent,
  };
  const events = endingInErrors(silent);
  const waiting = events.next();
  await events.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
});
