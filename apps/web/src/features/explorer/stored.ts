import type { GraphiQL } from 'graphiql';
import type { ComponentProps } from 'react';

type Store = NonNullable<ComponentProps<typeof GraphiQL>['storage']>;
type Browser = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** GraphiQL keeps the headers of past requests with them, even where it is told to keep none. */
const history = ['graphiql:queries', 'graphiql:favorites'];

/** What GraphiQL may keep in the browser: no headers, which may hold an API key, and nothing of the app. */
export function graphiqlStore(browser: Browser): Store {
  const own = () =>
    Array.from({ length: browser.length }, (_, index) => browser.key(index) ?? '').filter((key) =>
      key.startsWith('graphiql:'),
    );
  return {
    getItem: (key) => browser.getItem(key),
    setItem: (key, value) => {
      if (key === 'graphiql:headers') return;
      browser.setItem(key, history.includes(key) ? withoutHeaders(value) : value);
    },
    removeItem: (key) => browser.removeItem(key),
    clear: () => {
      for (const key of own()) browser.removeItem(key);
    },
    get length() {
      return own().length;
    },
  };
}

const withoutHeaders = (json: string): string =>
  JSON.stringify(
    JSON.parse(json, (key, value: unknown) => (key === 'headers' ? undefined : value)),
  );
