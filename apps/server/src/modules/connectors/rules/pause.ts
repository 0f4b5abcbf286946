import type { OutboundAnswer } from '../../../outbound.ts';

/** Times that a page is asked for in vain, before the backfill fails. */
export const failuresMax = 7;
/** Times that a system may say "too many requests" for one page. */
export const refusalsMax = 20;
const pauseMaxMs = 600_000;

/** Milliseconds to wait after so many failures of one page. */
export const afterFailures = (failures: number): number => 500 * 2 ** (failures - 1);

/** Milliseconds that a system asks to wait before the next request; 0 where it asks for none. */
export function askedPause(
  { status, headers }: Pick<OutboundAnswer, 'status' | 'headers'>,
  now: Date,
): number {
  if (status === 429) {
    const asked = retryAfter(headers['retry-after'], now) ?? untilReset(headers, now) ?? 60_000;
    return Math.min(Math.max(asked, 1_000), pauseMaxMs);
  }
  const left = numberOf(
    headers['x-ratelimit-remaining'] ??
      headers['x-rate-limit-remaining'] ??
      headers['ratelimit-remaining'],
  );
  if (left !== 0) return 0;
  return Math.min(untilReset(headers, now) ?? 1_000, pauseMaxMs);
}

/** Seconds, or a date. */
function retryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at - now.getTime();
}

/** Intercom tells the instant at which requests are free again, Zendesk the seconds until then. */
function untilReset(headers: OutboundAnswer['headers'], now: Date): number | null {
  const reset = numberOf(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset']);
  if (reset === null) return null;
  const isInstant = reset > 1_000_000_000;
  return Math.max(isInstant ? reset * 1_000 - now.getTime() : reset * 1_000, 0);
}

function numberOf(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : null;
}
