import { expect, it } from 'vitest';
import { loadPage } from './load-page.ts';

const gone = new TypeError('Failed to fetch dynamically imported module: /assets/page-1.js');
const fails = () => Promise.reject(gone);

it('gives the module', async () => {
  expect(await loadPage(async () => 'page')).toBe('page');
});

it('leaves a module that is gone to the router', async () => {
  await expect(loadPage(fails, async () => true)).rejects.toBe(gone);
});

it('says where the server cannot be reached', async () => {
  await expect(loadPage(fails, async () => false)).rejects.toMatchObject({
    ...{ message: expect.stringMatching(/^The server could not be reached/), cause: gone },
  });
});
