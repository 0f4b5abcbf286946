import type { BrowserContext } from 'playwright-core';
import type { Person } from './person.ts';

/** Gives a browser the session of somebody who signed in over the API. */
export async function signInAs(context: BrowserContext, { headers, url }: Person): Promise<void> {
  const pairs = (headers.cookie ?? '').split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
  await context.addCookies(pairs);
}
