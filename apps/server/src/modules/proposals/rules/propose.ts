import { leastSquares } from '@assay/scoring/regression/least-squares';
import { type KpiInput, type KpiNote, ticketsMin } from '../../kpi/rules/input.ts';
import { primaryCoefficient } from '../../kpi/rules/primary.ts';
import { blocksOf } from './blocks.ts';
import { crossValidate } from './cross-validate.ts';
import type { Gain, ProposalEvidence, ProposalRequest, WeightRow } from './evidence.ts';
import { type FitTable, fitTable, pick, targetOf } from './fit-table.ts';
import { fitWeights, partsOf, type WeightBounds } from './fit-weights.ts';
import { gainOf, measure } from './gain.ts';
import { simulate } from './simulate.ts';
import { type Stability, stabilityOf } from './stability.ts';
import { summarize } from './summarize.ts';

/** Share of the tickets, the latest, that are kept from the fit and used once. */
const holdoutShare = 0.25;

/**
 * Weights that track an outcome better than today's, and whether they do on later tickets.
 *
 * They are fitted to the earlier tickets by non-negative least squares within floors, caps and steps,
 * locked dimensions kept, and judged by the product's own composite: on folds that were not fitted
 * on, whole clusters together, and once on the latest tickets. Nothing is proposed unless the interval
 * of the held-out gain leaves out 0 and the latest tickets do not disagree.
 */
export function propose(input: KpiInput, request: ProposalRequest): ProposalEvidence {
  const table = fitTable(input, request.outcome);
  const dimensions = input.scores.slice(1);
  const today = dimensions.map(({ weight }) => weight ?? 0);
  if (table === null) {
    return cannotSay(input, today, `No ticket has the outcome ${request.outcome}.`);
  }
  const why = whyNot(table);
  if (why !== null) return cannotSay(input, today, why, table);
  const cut = Math.floor(table.rows.length * (1 - holdoutShare));
  const early = table.rows.subarray(0, cut);
  const late = table.rows.subarray(cut);
  const columns = dimensions.map(({ value }) => pick(value, early));
  const target = targetOf(table, early);
  const { blocks, inflation } = blocksOf(columns);
  const { floor, cap, maximalStep, rounding, level, seed } = request;
  const bounds: WeightBounds = {
    ...{ today, blocks, floor, cap, maximalStep, rounding },
    locked: dimensions.map(({ locked }) => locked),
  };
  const parts = partsOf(bounds);
  if (typeof parts === 'string') return cannotSay(input, today, parts, table);
  const fit = fitWeights(columns, target, parts, bounds);
  if ('because' in fit) return cannotSay(input, today, fit.because, table);
  const folds = crossValidate(table, early, { parts, bounds, folds: request.folds, seed });
  if ('because' in folds) return cannotSay(input, today, folds.because, table);
  const gain = gainOf(table, folds.proposed, folds.today, level);
  const [before, after] = [measure(table, late, today), measure(table, late, fit.weights)];
  const confirmed = gainOf(table, after, before, level);
  const stability = stabilityOf(
    { columns, target, rows: early, cluster: input.cluster },
    parts,
    bounds,
    { seed, level },
  );
  const links = linksOf(columns, target, level);
  const weights = dimensions.map(({ key, label, locked }, d): WeightRow => {
    const block = blocks.find((one) => one.includes(d)) ?? [d];
    return {
      ...{ key, label, locked, today: today[d] ?? 0, proposed: fit.weights[d] ?? 0 },
      ...partOf(stability, d),
      block: block.filter((other) => other !== d).map((other) => dimensions[other]?.key ?? ''),
      varianceInflation: inflation[d] ?? null,
      link: linkOf(fit.weights[d] ?? 0, links[d] ?? null),
    };
  });
  const first = input.openedAt[late[0] ?? 0] ?? Number.NaN;
  const evidence: Omit<ProposalEvidence, 'summary'> = {
    verdict: verdictOf(gain, confirmed),
    tickets: table.rows.length,
    measure: primaryCoefficient(table.outcome.kind),
    weights,
    heldOut: {
      today: folds.today.value,
      equal: folds.equal.value,
      proposed: folds.proposed.value,
    },
    gain,
    gainOverEqual: gainOf(table, folds.proposed, folds.equal, level),
    holdout: {
      from: Number.isNaN(first) ? null : new Date(first * 1_000).toISOString(),
      tickets: late.length,
      gain: confirmed,
    },
    simulation: simulate(table, today, fit.weights),
    notes: notesOf(weights, links, table.rows.length, input.n),
  };
  return { ...evidence, summary: summarize(evidence, table.outcome.label) };
}

function whyNot({ rows, dimensions, outcome }: FitTable): string | null {
  const enough = Math.max(2 * ticketsMin, 10 * dimensions.length);
  if (dimensions.length < 2) return 'One dimension has all the weight: there is nothing to weigh.';
  if (rows.length < enough) {
    return `Only ${rows.length} tickets have every dimension answered and ${outcome.label} known; a fit and its test need ${enough}.`;
  }
  const values = new Set(Array.from(rows, (row) => outcome.value[row]));
  if (outcome.kind !== 'TIME' && values.size < 2) return `${outcome.label} is the same everywhere.`;
  return null;
}

/** Better where the held-out gain is surely above 0 and the latest tickets, asked once, do not disagree. */
function verdictOf(gain: Gain, confirmed: Gain): ProposalEvidence['verdict'] {
  if (gain.interval === null || confirmed.value === null) return 'CANNOT_SAY';
  return gain.interval.low > 0 && confirmed.value > 0 ? 'BETTER' : 'NOT_BETTER';
}

const partOf = ({ weights, shapley }: Stability, d: number) => ({
  stability: weights[d] ?? { median: 0, low: 0, high: 0 },
  shapley: shapley[d] ?? null,
});

type Link = { readonly low: number; readonly high: number } | null;

/** What each dimension adds beside the others, of any sign. */
function linksOf(
  columns: readonly Float64Array[],
  target: Float64Array,
  level: number,
): readonly Link[] {
  const { coefficients } = leastSquares(columns, target, { level });
  return columns.map((_, d) => coefficients?.[d]?.interval ?? null);
}

function linkOf(weight: number, link: Link): WeightRow['link'] {
  if (link !== null && link.high < 0) return 'NEGATIVE_LINK';
  return weight > 0 || (link !== null && link.low > 0) ? 'POSITIVE' : 'NO_SEPARATE_LINK';
}

function notesOf(
  weights: readonly WeightRow[],
  links: readonly Link[],
  used: number,
  all: number,
): readonly KpiNote[] {
  const notes: KpiNote[] = [];
  for (const [d, { label, locked, block, key }] of weights.entries()) {
    const link = links[d] ?? null;
    if (locked && link !== null && link.high < 0) {
      notes.push({
        ...{ severity: 'WARNING', code: 'LOCKED_CONFLICT' },
        message: `${label} is locked, and beside the others it goes with worse outcomes. Its weight is not moved: people decide whether the rubric or the outcome is at fault.`,
      });
    }
    const [first] = block;
    if (first !== undefined && key < first) {
      notes.push({
        ...{ severity: 'INFO', code: 'BLOCK' },
        message: `${label} and ${block.join(', ')} cannot be told apart in these scores; they move together.`,
      });
    }
  }
  if (used < all) {
    notes.push({
      ...{ severity: 'INFO', code: 'INCOMPLETE_TICKETS' },
      message: `${all - used} of ${all} tickets lack a dimension or the outcome and were not fitted on.`,
    });
  }
  return notes;
}

function cannotSay(
  input: KpiInput,
  today: readonly number[],
  because: string,
  table: FitTable | null = null,
): ProposalEvidence {
  const unknown: Gain = { value: null, undefinedBecause: because, interval: null, n: 0 };
  return {
    verdict: 'CANNOT_SAY',
    tickets: table?.rows.length ?? 0,
    measure: table === null ? 'SPEARMAN' : primaryCoefficient(table.outcome.kind),
    weights: input.scores.slice(1).map(({ key, label, locked }, d) => ({
      ...{ key, label, locked, today: today[d] ?? 0, proposed: null },
      ...{ stability: { median: 0, low: 0, high: 0 }, shapley: null, block: [] },
      ...{ varianceInflation: null, link: 'NO_SEPARATE_LINK' },
    })),
    heldOut: { today: null, equal: null, proposed: null },
    ...{ gain: unknown, gainOverEqual: unknown },
    holdout: { from: null, tickets: 0, gain: unknown },
    ...{ simulation: null, notes: [] },
    summary: `No weights are proposed. ${because}`,
  };
}
