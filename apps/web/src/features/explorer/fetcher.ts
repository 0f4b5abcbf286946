import type { GraphiQL } from 'graphiql';
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import type { ComponentProps } from 'react';
import { strings as s } from './strings.ts';
import { subscribe } from './subscribe.ts';

export type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];

/** Sends what one writes as the app itself would: to the tenant that `tenant` gives at that moment. */
export const createFetcher =
  (tenant: () => string | null): Fetcher =>
  (operation, { headers, documentAST } = {}) =>
    isSubscription(documentAST, operation.operationName)
      ? subscribe(operation, connectionOf(headers, tenant()))
      : post(operation, headersOf(headers, tenant()));

async function post(operation: object, headers: Headers): Promise<ExecutionResult> {
  const request = { method: 'POST', headers, body: JSON.stringify(operation) };
  const response = await fetch('/graphql', request).catch(() => null);
  if (response === null) return failed(s.unreachable);
  return response.json().catch(() => failed(s.notJson(response.status)));
}

/** As an answer, not as an exception, of which GraphiQL would print the stack. */
const failed = (message: string): ExecutionResult => ({ errors: [new GraphQLError(message)] });

/** True where the chosen operation, or the only one, is a subscription. */
export const isSubscription = (
  document: DocumentNode | undefined,
  operationName: string | null | undefined,
): boolean =>
  document !== undefined && getOperationAST(document, operationName)?.operation === 'subscription';

/** What is written under Headers wins; values are written as JSON and may be of any type. */
export function headersOf(
  written: Readonly<Record<string, unknown>> | undefined,
  tenant: string | null,
): Headers {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (tenant !== null && tenant !== '') headers.set('assay-tenant', tenant);
  for (const [name, value] of Object.entries(written ?? {})) headers.set(name, String(value));
  return headers;
}

/** A socket has no headers of its own: the server takes them from its first message. */
export function connectionOf(
  written: Readonly<Record<string, unknown>> | undefined,
  tenant: string | null,
): Record<string, string> {
  const headers = headersOf(written, tenant);
  const [chosen, authorization] = [headers.get('assay-tenant'), headers.get('authorization')];
  return {
    ...(chosen !== null && { tenant: chosen }),
    ...(authorization !== null && { authorization }),
  };
}
