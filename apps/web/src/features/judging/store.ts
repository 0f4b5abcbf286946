import { useSyncExternalStore } from 'react';

/** State that is current at once, also between two renders: what a key press reads and changes. */
export interface Store<State, Event> {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  /** Calls back after every change, until the returned function is called. */
  readonly watch: (callback: () => void) => () => void;
}

export function createStore<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
): Store<State, Event> {
  let state = initial;
  const watchers = new Set<() => void>();
  return {
    state: () => state,
    dispatch(event) {
      const next = reduce(state, event);
      if (Object.is(next, state)) return;
      state = next;
      for (const watch of watchers) watch();
    },
    watch(callback) {
      watchers.add(callback);
      return () => void watchers.delete(callback);
    },
  };
}

export function useStoreState<State>(store: Store<State, never>): State {
  return useSyncExternalStore(store.watch, store.state);
}
