import type { GraphiQL } from 'graphiql';
import type { ComponentProps } from 'react';

type Store = NonNullable<ComponentProps<typeof GraphiQL>['storage']>;

/** GraphiQL keeps the headers of past requests with them, even where it is told to keep none. */
const history = ['graphiql:queries', 'graphiql:favorites'];

/** What GraphiQL may keep in the browser: no headers, since they may hold an API key. */
export const withoutHeaders = (store: Store): Store => ({
  getItem: (key) => store.getItem(key),
  setItem: (key, value) => {
    if (key === 'graphiql:headers') return;
    store.setItem(key, history.includes(key) ? dropHeaders(value) : value);
  },
  removeItem: (key) => store.removeItem(key),
  clear: () => store.clear(),
  get length() {
    return store.length;
  },
});

const dropHeaders = (json: string): string =>
  JSON.stringify(JSON.parse(json, (key, value: unknown) => (key === 'headers' ? undefined : value)));
