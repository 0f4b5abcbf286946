/** After so long without a sign of life, time no longer counts. */
export const idleAfterMs = 60_000;

/** Time really spent on one task: tab visible and somebody there. All times in milliseconds of one clock. */
export interface ActiveTime {
  /** of stretches that have ended */
  readonly countedMs: number;
  /** the stretch that runs, or null while the tab is hidden */
  readonly running: { readonly since: number; readonly lastActivity: number } | null;
}

export function startActiveTime(at: number, countedMs = 0): ActiveTime {
  return { countedMs, running: { since: at, lastActivity: at } };
}

/** A key, a pointer or a scroll; starts a new stretch after a hidden or idle time. */
export function noteActivity(time: ActiveTime, at: number): ActiveTime {
  if (time.running === null || at - time.running.lastActivity > idleAfterMs)
    return startActiveTime(at, activeMs(time, at));
  return { ...time, running: { ...time.running, lastActivity: at } };
}

/** The tab was hidden, or the task put aside. */
export function pauseActiveTime(time: ActiveTime, at: number): ActiveTime {
  return { countedMs: activeMs(time, at), running: null };
}

export function activeMs(time: ActiveTime, at: number): number {
  if (time.running === null) return time.countedMs;
  const end = Math.min(at, time.running.lastActivity + idleAfterMs);
  return time.countedMs + Math.max(0, end - time.running.since);
}

/** Whether somebody has been at the task within the idle time. */
export function isActive(time: ActiveTime, at: number): boolean {
  return time.running !== null && at - time.running.lastActivity <= idleAfterMs;
}
