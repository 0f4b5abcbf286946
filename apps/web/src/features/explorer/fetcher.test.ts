import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { connectionOf, headersOf, isSubscription } from './fetcher.ts';

const both = parse('query Read { a } subscription Watch { b }');

it('takes the chosen operation of several', () => {
  expect(isSubscription(both, 'Watch')).toBe(true);
  expect(isSubscription(both, 'Read')).toBe(false);
  expect(isSubscription(both, null)).toBe(false);
  expect(isSubscription(parse('subscription { b }'), undefined)).toBe(true);
  expect(isSubscription(undefined, 'Watch')).toBe(false);
});

it('names the organisation chosen on the page unless the headers name another', () => {
  expect(headersOf(undefined, 'acme').get('assay-tenant')).toBe('acme');
  expect(headersOf({ 'Assay-Tenant': 'other' }, 'acme').get('assay-tenant')).toBe('other');
  expect(headersOf({}, null).has('assay-tenant')).toBe(false);
  expect(headersOf({}, '').has('assay-tenant')).toBe(false);
});

it('takes an API key along to the socket, and no other header', () => {
  expect(connectionOf({ Authorization: 'Bearer k', 'X-Trace': 1 }, 'acme')).toEqual({
    tenant: 'acme',
    authorization: 'Bearer k',
  });
  expect(connectionOf(undefined, null)).toEqual({});
});
