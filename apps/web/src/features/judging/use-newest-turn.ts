import { useEffect, useRef } from 'react';

/** Scrolls a conversation to its newest turn when it is opened. */
export function useNewestTurn(assignmentId: string) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (scroller.current !== null && assignmentId !== '')
      scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [assignmentId]);
  return scroller;
}
