import { casesOf, sortedColumn } from '../../kpi/rules/cases.ts';
import { type KpiInput, ticketsMin } from '../../kpi/rules/input.ts';
import { primaryCoefficient, refusal } from '../../kpi/rules/primary.ts';
import type { Gain, ProposalEvidence } from './evidence.ts';
import type { FitTable } from './fit-table.ts';

/** Share of the tickets, the latest, that are kept from the fit and used once. */
export const holdoutShare = 0.25;

/** Two folds and the latest tickets have to be judged apart. */
const enough = Math.max(4 * ticketsMin, Math.ceil(ticketsMin / holdoutShare));
/** Complete tickets for each dimension. */
const perDimension = 10;

/** Why these tickets say nothing of any weights; null where they may. */
export function whyNot(table: FitTable): string | null {
  const { input, rows, dimensions, outcome, known, complete } = table;
  if (dimensions.length < 2) return 'One dimension has all the weight: there is nothing to weigh.';
  if (dimensions.every(({ locked }) => locked)) {
    return 'Every dimension is locked: weights are set by people.';
  }
  const fitted = rows.reduce((sum, row) => sum + (complete[row] ?? 0), 0);
  const needed = Math.max(enough, perDimension * dimensions.length);
  if (fitted < needed) {
    return `Only ${fitted} tickets have every dimension answered and ${outcome.label} known; to fit ${dimensions.length} weights and to test them on other tickets takes ${needed}.`;
  }
  const today = sortedColumn(input.gated);
  const because = refusal(casesOf(today, known, rows.toSorted(), input.samplingWeights), outcome);
  // a composite that is the same everywhere under today's weights may differ under others
  return because === null || because.startsWith('Every ticket has the same score') ? null : because;
}

/** A result without figures, that says why. */
export function cannotSay(
  input: KpiInput,
  because: string,
  table: FitTable | null,
): ProposalEvidence {
  const gain: Gain = { value: null, undefinedBecause: because, interval: null, n: 0 };
  const nothing = { today: null, equal: null, proposed: null };
  return {
    verdict: 'CANNOT_SAY',
    tickets: table?.rows.length ?? 0,
    measure: table === null ? 'SPEARMAN' : primaryCoefficient(table.outcome.kind),
    weights: input.scores.slice(1).map(({ key, label, locked, weight }) => {
      const today = weight ?? 0;
      return {
        ...{ key, label, locked, today, proposed: null },
        ...{ stability: { median: today, low: today, high: today }, shapley: null, block: [] },
        ...{ varianceInflation: null, link: 'NO_SEPARATE_LINK' },
      };
    }),
    heldOut: nothing,
    ...{ gain, gainOverEqual: gain },
    holdout: { from: null, tickets: 0, ...nothing, gain, gainOverEqual: gain },
    ...{ simulation: null, notes: [] },
    summary: `No weights are proposed. ${because}`,
  };
}
