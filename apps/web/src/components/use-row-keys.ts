import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from 'react';

const targets = new Map<string, (index: number, count: number) => number>([
  ['ArrowDown', (index) => index + 1],
  ['ArrowUp', (index) => index - 1],
  ['PageDown', (index) => index + 10],
  ['PageUp', (index) => index - 10],
  ['Home', () => 0],
  ['End', (_index, count) => count - 1],
]);

/** Where a key leads among so many rows; null where it is no key of the table. */
export function rowAfterKey(key: string, index: number, count: number): number | null {
  const target = targets.get(key)?.(index, count);
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}

/** One row at a time can be reached by Tab; arrows go on from there, Enter opens. */
export function useRowKeys(table: {
  readonly count: number;
  readonly show: (index: number) => void;
  readonly open: (index: number) => void;
  readonly frame: RefObject<HTMLElement | null>;
}) {
  const [current, setCurrent] = useState(0);
  const rowAt = (index: number) =>
    table.frame.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
  function focus(index: number) {
    const row = rowAt(index);
    if (row == null)
      requestAnimationFrame(() => rowAt(index)?.focus()); // not yet in the page
    else row.focus();
  }
  const rowProps = (index: number) => ({
    tabIndex: index === Math.min(current, table.count - 1) ? 0 : -1,
    onFocus: () => setCurrent(index),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.target !== event.currentTarget) return; // a link or a button inside the row
      if (event.key === 'Enter') table.open(index);
      const next = rowAfterKey(event.key, index, table.count);
      if (next === null) return;
      event.preventDefault();
      table.show(next);
      focus(next);
    },
    onClick: (event: MouseEvent) => {
      // a click on a link or a button inside is theirs, and selecting text is no click
      if (event.target instanceof Element && event.target.closest('a, button, input')) return;
      if (window.getSelection()?.toString() === '') table.open(index);
    },
  });
  return { rowProps };
}
