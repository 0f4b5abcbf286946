import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { expect, test } from 'vitest';
import { resultOfCode, resultOfError } from './send-result.ts';

const deferred = (trouble: string) => ({ type: 'DEFERRED', trouble });

test('a lost connection is tried again', () => {
  expect(resultOfError(new TypeError('Failed to fetch'))).toEqual(deferred('OFFLINE'));
});

test('5xx, 429 and a proxy in between are tried again; other 4xx are refused', () => {
  const status = (code: number) =>
    resultOfError(
      new ServerError('no', { response: new Response(null, { status: code }), bodyText: '' }),
    );
  expect([500, 502, 503, 429].map(status)).toEqual(Array(4).fill(deferred('SERVER')));
  expect(status(401)).toEqual(deferred('SIGNED_OUT'));
  expect(status(413).type).toBe('REFUSED');
});

test('codes of the API decide, wherever they stand', () => {
  expect(resultOfCode('LEASE_EXPIRED', 'too late')).toEqual({
    type: 'REFUSED',
    code: 'LEASE_EXPIRED',
    message: 'too late',
  });
  expect(resultOfCode('UNAVAILABLE', '')).toEqual(deferred('SERVER'));
  const inErrors = (code: string) =>
    resultOfError(
      new CombinedGraphQLErrors({
        errors: [{ message: 'sign in', extensions: { code } }],
      }),
    );
  expect(inErrors('UNAUTHENTICATED')).toEqual(deferred('SIGNED_OUT'));
  expect(inErrors('FORBIDDEN').type).toBe('REFUSED');
});
