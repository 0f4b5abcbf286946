const dayMs = 86_400_000;

/**
 * Days after which what an event said is forgotten. A failed one waits longer, for a repair and a
 * replay. That it came, and what became of it, is kept for ever: its id must not count twice.
 */
export const bodyDays = { settled: 30, failed: 90 } as const;

/** Events that were settled before these times have no body any more. */
export const forgetBefore = (now: Date) => ({
  settled: new Date(now.getTime() - bodyDays.settled * dayMs),
  failed: new Date(now.getTime() - bodyDays.failed * dayMs),
});
