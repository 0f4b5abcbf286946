import { useEffect, useRef } from 'react';
import {
  type ActiveTime,
  activeMs,
  isActive,
  noteActivity,
  pauseActiveTime,
  startActiveTime,
} from './active-time.ts';

export interface ActiveClock {
  /** milliseconds of active time spent on an assignment so far */
  readonly spent: (assignmentId: string) => number;
  /** whether somebody is at the page now */
  readonly isActive: () => boolean;
}

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove', 'scroll'] as const;

/** Measures active time on the assignment that is on the bench; `counted` are earlier milliseconds. */
export function useActiveTime(
  assignmentId: string | null,
  counted: ReadonlyMap<string, number>,
): ActiveClock {
  const times = useRef(new Map<string, ActiveTime>());
  const current = useRef<string | null>(null);

  useEffect(() => {
    const all = times.current;
    current.current = assignmentId;
    if (assignmentId === null) return;
    const before = all.get(assignmentId)?.countedMs ?? counted.get(assignmentId) ?? 0;
    all.set(assignmentId, startActiveTime(Date.now(), before));
    if (document.hidden) pause();

    function change(next: (time: ActiveTime, at: number) => ActiveTime) {
      const time = assignmentId === null ? undefined : all.get(assignmentId);
      if (assignmentId !== null && time !== undefined)
        all.set(assignmentId, next(time, Date.now()));
    }
    function pause() {
      change(pauseActiveTime);
    }
    function sign() {
      if (!document.hidden) change(noteActivity);
    }
    function visibility() {
      if (document.hidden) pause();
      else sign();
    }
    for (const name of signs)
      document.addEventListener(name, sign, { passive: true, capture: true });
    document.addEventListener('visibilitychange', visibility);
    return () => {
      pause();
      for (const name of signs) document.removeEventListener(name, sign, { capture: true });
      document.removeEventListener('visibilitychange', visibility);
    };
  }, [assignmentId, counted]);

  const clock = useRef<ActiveClock>({
    spent(id) {
      const time = times.current.get(id);
      return time === undefined ? 0 : activeMs(time, Date.now());
    },
    isActive() {
      const time = current.current === null ? undefined : times.current.get(current.current);
      return time !== undefined && isActive(time, Date.now());
    },
  });
  return clock.current;
}
