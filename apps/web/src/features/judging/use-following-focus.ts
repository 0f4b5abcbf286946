import { useEffect, useRef } from 'react';

/**
 * Brings the browser's focus to a group of radio buttons when the judge page's keyboard comes to it.
 * Somebody who types in a field, or works in a dialog, keeps the focus there.
 *
 * @param restValue - the value of the button to rest on: the choice, or a neutral one
 */
export function useFollowingFocus(focused: boolean, restValue: string) {
  const root = useRef<HTMLFieldSetElement>(null);
  // A task that was just opened shows its beginning; only later moves scroll.
  const moved = useRef(!focused);
  useEffect(() => {
    const group = root.current;
    if (!focused || group === null) return;
    if (moved.current) group.scrollIntoView({ block: 'nearest' });
    moved.current = true;
    if (isBusyElsewhere()) return;
    const named = `input[value="${CSS.escape(restValue)}"]`;
    group.querySelector<HTMLElement>(named)?.focus({ preventScroll: true });
  }, [focused, restValue]);
  return root;
}

function isBusyElsewhere(): boolean {
  const elsewhere = 'textarea, input:not([type=radio]), [role=dialog] *';
  return document.activeElement?.matches(elsewhere) ?? false;
}
