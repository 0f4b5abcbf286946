import { expect, it } from 'vitest';
import { graphiqlStore } from './stored.ts';

function inMemory() {
  const kept = new Map<string, string>();
  const store = graphiqlStore({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  });
  return { store, kept };
}

it('keeps what was asked, and no key it was asked with', () => {
  const { store, kept } = inMemory();
  const queries = [{ query: '{ viewer { id } }', headers: '{"Authorization":"Bearer secret"}' }];
  store.setItem('graphiql:queries', JSON.stringify({ queries }));
  store.setItem('graphiql:favorites', JSON.stringify({ favorites: queries }));
  store.setItem('graphiql:headers', '{"Authorization":"Bearer secret"}');
  expect([...kept.values()].join()).not.toContain('secret');
  expect(JSON.parse(store.getItem('graphiql:queries') ?? '')).toEqual({
    queries: [{ query: '{ viewer { id } }' }],
  });
});

it('clears what is its own and leaves what the app keeps', () => {
  const { store, kept } = inMemory();
  kept.set('mantine-color-scheme-value', 'dark');
  store.setItem('graphiql:theme', 'dark');
  store.setItem('graphiql:query', '{ viewer { id } }');
  expect(store.length).toBe(2);
  store.clear();
  expect([...kept]).toEqual([['mantine-color-scheme-value', 'dark']]);
});
