import { strings } from '../components/strings.ts';

/** What the API says when an expected thing went wrong. */
export interface AppProblem {
  readonly code: string;
  readonly message: string;
  readonly field?: string | null;
}

type Result = { readonly __typename?: string | undefined } | AppProblem;
type PayloadOf<R> = Exclude<R, { readonly __typename?: 'AppError' }>;

/** The payload of a mutation, or its problem. */
export type Outcome<P> =
  | { readonly ok: true; readonly payload: P }
  | { readonly ok: false; readonly problem: AppProblem };

/** Tells a mutation's payload from its problem; a missing result is a problem too. */
export function outcomeOf<R extends Result>(result: R | null | undefined): Outcome<PayloadOf<R>> {
  if (result == null) return { ok: false, problem: unreachable };
  if ('code' in result) return { ok: false, problem: result };
  // what is no problem is the payload
  return { ok: true, payload: result as PayloadOf<R> };
}

export const unreachable: AppProblem = {
  code: 'UNAVAILABLE',
  message: strings.unreachable,
};

/** A key for one request: sent again with it, the request is made once. Works without https too. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
