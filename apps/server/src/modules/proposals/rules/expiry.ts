import type { Gain, ProposalEvidence } from './evidence.ts';

/**
 * Whether later tickets say that the gain of approved weights is not there: an interval that is not
 * above 0 on as many tickets as showed the gain at first (on fewer a gain that is there often is not
 * shown), or one that is below 0 on as many as confirmed it.
 */
export function hasExpired(
  { gain, holdout }: Pick<ProposalEvidence, 'gain' | 'holdout'>,
  { interval, n }: Gain,
): boolean {
  if (interval === null) return false;
  return (n >= gain.n && interval.low <= 0) || (n >= holdout.tickets && interval.high < 0);
}
