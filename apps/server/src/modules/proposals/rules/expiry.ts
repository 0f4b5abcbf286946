import type { Gain, ProposalEvidence } from './evidence.ts';

/**
 * Whether later tickets say that the gain of approved weights is not there: as many of them as the
 * weights were tried on when they were approved, and an interval that is not above 0.
 */
export function hasExpired({ holdout }: Pick<ProposalEvidence, 'holdout'>, retest: Gain): boolean {
  return retest.interval !== null && retest.n >= holdout.tickets && retest.interval.low <= 0;
}
