import { pauseUntil } from './schedule.ts';

/** What one attempt came to. */
export type AttemptResult =
  | { readonly kind: 'TAKEN'; readonly status: number }
  /** The receiver wants nothing more, for good. */
  | { readonly kind: 'GONE'; readonly status: number; readonly problem: string }
  | {
      readonly kind: 'FAILED';
      /** Null where no answer came. */
      readonly status: number | null;
      readonly problem: string;
      /** Until then the receiver is sent nothing; null where it asked for no pause. */
      readonly pauseUntil: Date | null;
    };

/** What an answer means. Only a status of 200 to 299 says that the event was taken. */
export function resultOfAnswer(
  now: Date,
  status: number,
  retryAfter: string | null,
): AttemptResult {
  if (status >= 200 && status < 300) return { kind: 'TAKEN', status };
  if (status === 410) {
    const problem = 'It answered 410: it wants no more events.';
    return { kind: 'GONE', status, problem };
  }
  const problem =
    status >= 300 && status < 400
      ? `It answered ${status}: it sent us elsewhere, which is not followed.`
      : `It answered ${status}.`;
  return { kind: 'FAILED', status, problem, pauseUntil: pauseUntil(now, status, retryAfter) };
}

/** An attempt to which no answer came. */
export const unanswered = (problem: string): AttemptResult => ({
  ...{ kind: 'FAILED', status: null, problem, pauseUntil: null },
});
