import type { Gain, ProposalEvidence, WeightRow } from './evidence.ts';

const percent = (share: number) => `${Math.round(100 * share)} %`;
const digits = (value: number) => value.toFixed(3).replace(/^-/, '−');

/** The evidence in plain words, for the person who decides. */
export function summarize(evidence: Omit<ProposalEvidence, 'summary'>, outcome: string): string {
  const { verdict, gain, holdout } = evidence;
  if (verdict === 'CANNOT_SAY') {
    const because = gain.undefinedBecause ?? holdout.gain.undefinedBecause ?? '';
    return `Nothing can be said about other weights. ${because}`.trim();
  }
  const measured = measuredOf(evidence, outcome);
  if (verdict === 'NOT_BETTER') {
    return `Today’s weights stay: others are not shown to track ${outcome} better. ${measured} ${whyStay(evidence)}`;
  }
  const moves = movesOf(evidence.weights);
  return [`These weights track ${outcome} better: ${moves}.`, measured, effectOf(evidence)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function movesOf(weights: readonly WeightRow[]): string {
  const moved = weights.filter(
    ({ today, proposed }) => Math.abs((proposed ?? today) - today) >= 0.005,
  );
  return moved
    .map(({ label, today, proposed, stability: { low, high } }) => {
      const doubt = `${percent(low)} to ${percent(high)} over resamples`;
      return `${label} from ${percent(today)} to ${percent(proposed ?? today)} (${doubt})`;
    })
    .join('; ');
}

function measuredOf({ gain, heldOut, holdout, measure }: Evidence, outcome: string): string {
  const name = {
    AUC: `the chance that a ticket with the better ${outcome} has the higher score`,
    CONCORDANCE: `the chance that the ticket with the higher score has its ${outcome} sooner`,
    SPEARMAN: `the rank correlation of the score with ${outcome}`,
  }[measure];
  const [first, second] = [heldOut, holdout].map(
    ({ today, proposed }) => `from ${digits(today ?? 0)} to ${digits(proposed ?? 0)}`,
  );
  return `On ${gain.n} tickets, each scored by weights that were not fitted to it, ${name} goes ${first} (${doubtOf(gain)}). On the ${holdout.tickets} latest tickets, which were used once, it goes ${second} (${doubtOf(holdout.gain)}); equal weights give ${digits(holdout.equal ?? 0)}.`;
}

type Evidence = Omit<ProposalEvidence, 'summary'>;

function doubtOf({ value, interval }: Gain): string {
  const gain = `gain ${digits(value ?? 0)}`;
  if (interval === null) return gain;
  const { low, high, level } = interval;
  return `${gain}, ${percent(level)} interval ${digits(low)} to ${digits(high)}`;
}

function whyStay({ gain, holdout }: Evidence): string {
  if (gain.interval === null) return 'The fit gives today’s weights again.';
  if (gain.interval.high < 0) return 'Weights fitted to these tickets do worse on others.';
  if (gain.interval.low <= 0) return 'The interval holds 0, so the difference may be chance.';
  return (holdout.gain.value ?? 0) <= 0 ? 'The latest tickets do not confirm the gain.' : '';
}

function effectOf({ simulation }: Evidence): string {
  if (simulation === null) return '';
  const { meanAbsoluteChange, movedTercile, tickets, meanToday, meanProposed } = simulation;
  return `Over the last quarter the mean score of ${tickets} tickets would have gone from ${digits(meanToday)} to ${digits(meanProposed)}; a ticket’s score would have moved by ${digits(meanAbsoluteChange)} on average, and ${percent(movedTercile)} of the tickets would be in another third.`;
}
