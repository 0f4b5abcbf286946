import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import type { SendResult } from './outbox-runner.ts';

/** What an error means for the entry: try again, or give it back to its author. */
export function resultOfError(error: unknown): SendResult {
  if (CombinedGraphQLErrors.is(error)) {
    const [first] = error.errors;
    const code = first?.extensions?.code;
    return resultOfCode(typeof code === 'string' ? code : 'INTERNAL', first?.message ?? '');
  }
  if (ServerError.is(error)) return resultOfStatus(error.statusCode, error.message);
  if (ServerParseError.is(error)) return { type: 'DEFERRED', trouble: 'SERVER' };
  return { type: 'DEFERRED', trouble: 'OFFLINE' };
}

/** What a code of the API's closed list means for the entry. */
export function resultOfCode(code: string, message: string): SendResult {
  if (code === 'UNAUTHENTICATED') return { type: 'DEFERRED', trouble: 'SIGNED_OUT' };
  if (passing.has(code)) return { type: 'DEFERRED', trouble: 'SERVER' };
  return { type: 'REFUSED', code, message };
}

const passing = new Set(['UNAVAILABLE', 'INTERNAL', 'RATE_LIMITED']);

function resultOfStatus(status: number, message: string): SendResult {
  if (status === 401) return { type: 'DEFERRED', trouble: 'SIGNED_OUT' };
  if (status >= 500 || status === 429 || status === 408)
    return { type: 'DEFERRED', trouble: 'SERVER' };
  return { type: 'REFUSED', code: 'INVALID_INPUT', message };
}
