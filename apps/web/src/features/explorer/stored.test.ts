import { expect, it } from 'vitest';
import { withoutHeaders } from './stored.ts';

function inMemory() {
  const kept = new Map<string, string>();
  const store = withoutHeaders({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
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

it('leaves everything else as it is', () => {
  const { store, kept } = inMemory();
  store.setItem('graphiql:theme', 'dark');
  expect(kept.get('graphiql:theme')).toBe('dark');
  expect(store.length).toBe(1);
});
