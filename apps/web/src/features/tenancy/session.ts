import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { unreachable } from '../../api/outcome.ts';

const codesOf = (error: unknown): unknown[] =>
  CombinedGraphQLErrors.is(error) ? error.errors.map(({ extensions }) => extensions?.code) : [];

/** True where the session has ended or never was. */
export const isUnauthenticated = (error: unknown): boolean =>
  codesOf(error).includes('UNAUTHENTICATED') || (ServerError.is(error) && error.statusCode === 401);

/** True where the page is not for this viewer. */
export const isForbidden = (error: unknown): boolean => codesOf(error).includes('FORBIDDEN');

/** True where what was asked for is not there, or not for this viewer. */
export const isNotFound = (error: unknown): boolean => codesOf(error).includes('NOT_FOUND');

/** Ends the session and goes to the sign-in page, with nothing kept in memory. */
export async function signOut(): Promise<void> {
  const { auth } = await import('../../auth.ts'); // not needed on any other page
  await auth.signOut();
  location.assign('/sign-in');
}

/** What went wrong, each reason once, with the ids to name when one asks for help. */
export function messageOf(error: { readonly message: string }): string {
  if (!CombinedGraphQLErrors.is(error)) return unreachable.message;
  const messages = new Set(error.errors.map(({ message }) => message));
  const ids = new Set(
    error.errors
      .map(({ extensions }) => extensions?.requestId)
      .filter((id) => typeof id === 'string'),
  );
  return `${[...messages].join(' ')}${ids.size === 0 ? '' : ` (${[...ids].join(', ')})`}`;
}
