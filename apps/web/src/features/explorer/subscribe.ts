import { type ExecutionResult, GraphQLError } from 'graphql';
import { createClient, type SubscribePayload } from 'graphql-ws';
import { strings as s } from './strings.ts';

type Events = AsyncIterableIterator<ExecutionResult>;

/** The events of one subscription, over a socket of its own, which closes with it. */
export function subscribe(
  operation: SubscribePayload,
  connectionParams: Readonly<Record<string, string>>,
): Events {
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams,
    lazy: true,
    retryAttempts: 0, // what is refused is told at once instead of tried again
  });
  // errors arrive as plain objects, not as instances of GraphQLError; they are only ever printed
  return endingInErrors(client.iterate(operation) as Events);
}

/**
 * The same events, where a failure is one more event, with the reason, instead of an exception.
 * Not a generator: its return() would wait for the next event before it ends anything.
 */
export function endingInErrors(events: Events): Events {
  let failed = false;
  const ended = { done: true, value: undefined } as const;
  const readable: Events = {
    next: async () => {
      if (failed) return ended;
      try {
        return await events.next();
      } catch (error) {
        failed = true;
        return { done: false, value: { errors: errorsOf(error) } };
      }
    },
    return: async () => {
      await events.return?.();
      return ended;
    },
    [Symbol.asyncIterator]: () => readable,
  };
  return readable;
}

/** A refused document is told as a list of errors, a refused connection as the close of a socket. */
function errorsOf(error: unknown): readonly GraphQLError[] {
  if (Array.isArray(error)) return error;
  if (error instanceof CloseEvent) {
    return [new GraphQLError(s.subscriptionRefused(error.reason, error.code))];
  }
  return [new GraphQLError(error instanceof Error ? error.message : s.subscriptionLost)];
}
