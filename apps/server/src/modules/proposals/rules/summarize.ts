import type { ProposalEvidence } from './evidence.ts';

const percent = (share: number) => `${Math.round(100 * share)} %`;
const digits = (value: number) => value.toFixed(3).replace(/^(-?)0\./, '$1.');

/** The evidence in plain words, for the person who decides. */
export function summarize(evidence: Omit<ProposalEvidence, 'summary'>, outcome: string): string {
  const { verdict, gain, heldOut, weights, holdout, simulation, tickets } = evidence;
  if (gain.value === null || gain.interval === null) {
    return `Nothing can be said about other weights. ${gain.undefinedBecause ?? ''}`.trim();
  }
  const { low, high, level } = gain.interval;
  const doubt = `${digits(gain.value)}, ${percent(level)} interval ${digits(low)} to ${digits(high)}`;
  const measured = `On ${gain.n} tickets that they were not fitted to, ${namesOf(evidence)} ${outcome} goes from ${digits(heldOut.today ?? 0)} to ${digits(heldOut.proposed ?? 0)} (gain ${doubt}); on the ${holdout.tickets} latest of ${tickets}, asked once, by ${digits(holdout.gain.value ?? 0)}.`;
  if (verdict !== 'BETTER') {
    return `Today’s weights stay: others are not shown to track ${outcome} better. ${measured} ${low > 0 ? 'The latest tickets do not confirm the gain.' : 'The interval holds 0, so the difference may be chance.'}`;
  }
  const moved = weights
    .filter(({ today, proposed }) => Math.abs((proposed ?? today) - today) >= 0.005)
    .map(
      ({ label, today, proposed, stability }) =>
        `${label} from ${percent(today)} to ${percent(proposed ?? today)} (${percent(stability.low)} to ${percent(stability.high)} over resamples)`,
    );
  const effect =
    simulation === null
      ? ''
      : ` Over the last quarter a ticket’s score would have moved by ${digits(simulation.meanAbsoluteChange)} on average, and ${percent(simulation.movedTercile)} of ${simulation.tickets} tickets would be in another third.`;
  return `These weights track ${outcome} better: ${moved.join('; ')}. ${measured}${effect}`;
}

function namesOf({ measure }: Pick<ProposalEvidence, 'measure'>): string {
  if (measure === 'AUC') return 'the chance that the better score goes with the better';
  if (measure === 'CONCORDANCE') return 'the chance that the better score goes with the sooner';
  return 'the rank correlation of the score with';
}
