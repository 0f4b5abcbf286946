import type { Context } from '../context.ts';

/**
 * Turns a listener into the async iterator that a subscription takes.
 *
 * @param listen - starts listening and returns how to stop
 * @param wanted - which events this subscriber gets, asked with the caller identified anew; throws
 *   when they may no longer have any, which ends the subscription
 */
export function events<T>(
  ctx: Context,
  listen: (hear: (event: T) => void) => () => void,
  wanted: (event: T) => Promise<boolean>,
): AsyncGenerator<T, void> {
  const queue: T[] = [];
  let open = true;
  let wake = () => {};
  const stop = listen((event) => {
    queue.push(event);
    wake();
  });
  const end = async (): Promise<IteratorResult<T, void>> => {
    open = false;
    stop();
    wake();
    await ctx.endReads();
    return { done: true, value: undefined };
  };
  const next = async (): Promise<IteratorResult<T, void>> => {
    while (open) {
      const event = queue.shift();
      if (event === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      await ctx.renew();
      if (await wanted(event)) return { done: false, value: event };
    }
    return { done: true, value: undefined };
  };
  const iterator: AsyncGenerator<T, void> = {
    next: () =>
      next().catch(async (error: unknown) => {
        await end();
        throw error;
      }),
    return: end,
    throw: async (error: unknown) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
    [Symbol.asyncDispose]: async () => {
      await end();
    },
  };
  return iterator;
}
