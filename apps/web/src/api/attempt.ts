import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { type AppProblem, outcomeOf, unreachable } from './outcome.ts';

type Result = Parameters<typeof outcomeOf>[0];

/** Sends a mutation. A connection that fails is a problem like any other, never an exception. */
export async function attempt<R extends NonNullable<Result>>(
  send: () => Promise<R | null | undefined>,
): Promise<ReturnType<typeof outcomeOf<R>>> {
  try {
    return outcomeOf(await send());
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): AppProblem {
  if (!CombinedGraphQLErrors.is(error)) return unreachable;
  const [first] = error.errors;
  const code = first?.extensions?.code;
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    message: first?.message ?? unreachable.message,
  };
}
