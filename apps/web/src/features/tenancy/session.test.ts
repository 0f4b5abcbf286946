import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { expect, it } from 'vitest';
import { unreachable } from '../../api/outcome.ts';
import { isForbidden, isNotFound, messageOf } from './session.ts';

const failed = (...codes: string[]) =>
  new CombinedGraphQLErrors({
    data: null,
    errors: codes.map((code) => ({ message: 'No.', extensions: { code, requestId: 'r-1' } })),
  });

it('says a reason once, with its request', () => {
  expect(messageOf(failed('INTERNAL', 'INTERNAL'))).toBe('No. (r-1)');
  expect(messageOf(new TypeError('Failed to fetch'))).toBe(unreachable.message);
});

it('tells what is not there from what is not allowed', () => {
  expect(isNotFound(failed('NOT_FOUND'))).toBe(true);
  expect(isForbidden(failed('NOT_FOUND'))).toBe(false);
  expect(isForbidden(failed('FORBIDDEN'))).toBe(true);
});
