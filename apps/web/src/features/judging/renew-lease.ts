import type { ApolloClient } from '@apollo/client';
import { RenewLease } from './documents.ts';

/** What became of a lease: renewed, lost to somebody else, or the server did not say. */
export type Renewal =
  | { readonly type: 'RENEWED'; readonly leasedUntil: string }
  | { readonly type: 'LOST' }
  | { readonly type: 'UNKNOWN' };

/** Holds an assignment for longer, or takes a lapsed one up again while nobody else has it. */
export async function renewLease(client: ApolloClient, assignmentId: string): Promise<Renewal> {
  try {
    const { data } = await client.mutate({
      mutation: RenewLease,
      variables: { input: { assignmentId } },
      fetchPolicy: 'no-cache',
    });
    const result = data?.renewLease;
    if (result?.__typename === 'RenewLeasePayload')
      return { type: 'RENEWED', leasedUntil: result.assignment.leasedUntil };
    return { type: lost.has(result?.code ?? '') ? 'LOST' : 'UNKNOWN' };
  } catch {
    // No connection: a later attempt may succeed, and the lease may well outlast the trouble.
    return { type: 'UNKNOWN' };
  }
}

const lost = new Set(['LEASE_EXPIRED', 'NOT_FOUND', 'CONFLICT']);
