/** Times that an event is tried. */
export const attemptsMax = 8;

const secondsBetween = [1, 5, 30, 120, 600, 1_800, 3_600];

/** When an event that failed is tried again; null where that was the last time. */
export function nextAttempt(now: Date, attempts: number): Date | null {
  if (attempts >= attemptsMax) return null;
  const seconds = secondsBetween[attempts - 1] ?? secondsBetween.at(-1) ?? 0;
  return new Date(now.getTime() + seconds * 1_000);
}
