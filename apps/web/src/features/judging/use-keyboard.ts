import { useEffect, useLayoutEffect, useRef } from 'react';
import { commandFor, type KeyCommand, type KeyContext, type KeyTarget } from './key-map.ts';

/** Listens for the keys of the judge page on the whole document. */
export function useKeyboard(context: KeyContext, onCommand: (command: KeyCommand) => void) {
  const latest = useRef({ context, onCommand });
  // at the commit itself: an effect runs later than a fast hand presses Enter
  useLayoutEffect(() => {
    latest.current = { context, onCommand };
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandFor(
        {
          key: event.key,
          shift: event.shiftKey,
          command: event.ctrlKey || event.metaKey,
          alt: event.altKey,
          repeat: event.repeat,
          target: targetOf(event.target),
        },
        latest.current.context,
      );
      if (command === null) return;
      event.preventDefault();
      latest.current.onCommand(command);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** What a key press on this element is meant for. */
export function targetOf(target: EventTarget | null): KeyTarget {
  if (!(target instanceof HTMLElement)) return 'PLAIN';
  // Radio buttons of answers: their keys are the page's.
  if (target.matches('[data-answer] input[type=radio]')) return 'PLAIN';
  if (target.isContentEditable || target.matches('input, textarea, select')) return 'TEXT';
  if (target.closest('[role=menu], [role=menuitem], [role=tab], [role=slider], [role=listbox]'))
    return 'ARROWS';
  return target.closest('a, button, summary') === null ? 'PLAIN' : 'CONTROL';
}
