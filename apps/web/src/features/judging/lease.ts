/** A lease as this browser knows it; `receivedAt` is its own clock, which may differ from the server's. */
export interface Lease {
  readonly leasedUntil: string;
  readonly receivedAt: number;
}

const shortestWaitMs = 15_000;
const longestWaitMs = 10 * 60_000;

/**
 * Whether a lease should be renewed now: half of its length has passed, as far as this clock can tell,
 * and at the latest after ten minutes. A clock that runs ahead of the server's only makes it renew often.
 */
export function renewalDue(lease: Lease, now: number): boolean {
  const half = (Date.parse(lease.leasedUntil) - lease.receivedAt) / 2;
  const wait = Number.isNaN(half) ? shortestWaitMs : clamp(half, shortestWaitMs, longestWaitMs);
  return now - lease.receivedAt >= wait;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
