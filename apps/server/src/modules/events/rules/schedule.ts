/**
 * Seconds between the end of one attempt and the next, after the first, which comes at once.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
const secondsBetween = [
  5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
] as const satisfies readonly number[];

/** Times that an event is sent, over three days and a little more. */
export const attemptsMax = secondsBetween.length + 1;

/** Up to this share of a wait is added to it, so that what failed together does not come together again. */
const jitter = 0.1;

/**
 * When an event that was not taken is sent again; null where that was the last time.
 *
 * @param attempts - those it has had, at least one
 * @param chance - in [0, 1)
 */
export function nextAttempt(now: Date, attempts: number, chance: number): Date | null {
  const seconds = secondsBetween[attempts - 1];
  if (seconds === undefined) return null;
  return new Date(now.getTime() + Math.round(seconds * 1_000 * (1 + jitter * chance)));
}

/** Milliseconds that one attempt may take until another process may begin the next. */
export const leaseMs = 60_000;

const pauseMs = { default: 60_000, max: 3_600_000 } as const;

/** Answers by which a receiver, or what stands before it, says that it has too much to do. */
const overloaded: readonly number[] = [429, 502, 503, 504];

/**
 * Until when an overloaded receiver is sent nothing; null where it is none. It says so itself, as seconds or
 * as a time, but at most an hour counts.
 */
export function pauseUntil(now: Date, status: number, retryAfter: string | null): Date | null {
  if (!overloaded.includes(status)) return null;
  const asked = retryAfter === null ? Number.NaN : waitOf(retryAfter.trim(), now);
  const wait = Number.isNaN(asked) ? pauseMs.default : Math.min(Math.max(asked, 0), pauseMs.max);
  return new Date(now.getTime() + wait);
}

/** Milliseconds, from seconds or the time of RFC 9110; NaN for anything else. */
function waitOf(text: string, now: Date): number {
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  return text.endsWith(' GMT') ? Date.parse(text) - now.getTime() : Number.NaN;
}

/** Milliseconds for which a receiver takes nothing until its subscription ends. */
const failingMs = 5 * 86_400_000;

/** Whether a subscription ends, now that an event was sent to it for the last time in vain. */
export const isGivenUp = (now: Date, failingSince: Date): boolean =>
  now.getTime() - failingSince.getTime() >= failingMs;
