import { condensedCases } from '@assay/scoring/regression/condensed-cases';
import { addCrossProducts } from '@assay/scoring/regression/cross-products';
import { sortedColumn } from '../../kpi/rules/cases.ts';
import type { KpiInput, KpiNote } from '../../kpi/rules/input.ts';
import { primaryCoefficient } from '../../kpi/rules/primary.ts';
import { drawUnits, type Units } from '../../kpi/rules/resample.ts';
import { blocksOf } from './blocks.ts';
import { cannotSay, holdoutShare, whyNot } from './cannot-say.ts';
import { canBeJudged, foldsOf, scoreFolds } from './cross-validate.ts';
import type { Gain, ProposalEvidence, ProposalRequest, WeightRow } from './evidence.ts';
import { compositeOf, type FitTable, fitTable } from './fit-table.ts';
import { fitWeights, type Room, roomFor } from './fit-weights.ts';
import { gainOf, measure } from './gain.ts';
import { linkOf, notesOf } from './links.ts';
import { productsOf } from './products.ts';
import { simulate } from './simulate.ts';
import { stabilityOf } from './stability.ts';
import { summarize } from './summarize.ts';

/**
 * Weights that track an outcome better than today's, and whether they do on other and later tickets.
 *
 * They are fitted to the earlier tickets by non-negative least squares within floors, caps and steps,
 * locked dimensions kept, and judged by the product's own composite: on folds that they were not
 * fitted to, whole clusters together, and once on the latest tickets. Nothing is proposed unless the
 * interval of the held-out gain leaves out 0 and the latest tickets do not disagree.
 */
export function propose(input: KpiInput, request: ProposalRequest): ProposalEvidence {
  const table = fitTable(input, request.outcome);
  if (table === null) {
    return cannotSay(input, `No ticket has the outcome ${request.outcome}.`, null);
  }
  const because = whyNot(table);
  if (because !== null) return cannotSay(input, because, table);
  const { level, seed, replicates } = request;
  const units = drawUnits(input.n, input.cluster, replicates, seed);
  const cut = Math.floor(table.rows.length * (1 - holdoutShare));
  const [early, late] = [table.rows.subarray(0, cut), table.rows.subarray(cut)];
  const products = productsOf(table, early, { units, within: [] });
  const cases = condensedCases(addCrossProducts(products));
  const { blocks, inflation } = blocksOf(cases.slice(0, -1));
  const constant = table.dimensions.map((_, d) => isConstant(cases[d]));
  const room = roomFor({
    ...{ today: table.today, blocks, fixed: fixedOf(table, blocks, constant) },
    ...request,
  });
  if (typeof room === 'string') return cannotSay(input, room, table);
  const folds = foldsOf(table, early, { units, folds: request.folds, seed });
  if (typeof folds === 'string') return cannotSay(input, folds, table);
  if (!canBeJudged(table, late)) {
    return cannotSay(
      input,
      `The ${late.length} latest tickets, kept to confirm the gain, have too few of each outcome.`,
      table,
    );
  }
  const fit = fitWeights(cases, room);
  const proposed = fit ?? table.today;
  const column = new Float64Array(input.n).fill(Number.NaN);
  scoreFolds(table, folds, { products, room, into: column });
  put(column, late, compositeOf(table, late, proposed));
  const judged = judge(table, { column, early: folds.parts, late, units, level });
  const stability = stabilityOf(products, { room, today: table.today, units, level });
  const weights = table.dimensions.map(({ key, label, locked }, d): WeightRow => {
    const block = blocks.find((one) => one.includes(d)) ?? [d];
    return {
      ...{ key, label, locked, today: table.today[d] ?? 0, proposed: proposed[d] ?? 0 },
      stability: stability.weights[d] ?? { median: 0, low: 0, high: 0 },
      shapley: stability.shapley[d] ?? null,
      block: block
        .filter((other) => other !== d)
        .map((other) => table.dimensions[other]?.key ?? ''),
      varianceInflation: inflation[d] ?? null,
      link: linkOf(stability.links[d] ?? null),
    };
  });
  const { label } = table.outcome;
  const first = input.openedAt[late[0] ?? 0] ?? Number.NaN;
  const evidence: Omit<ProposalEvidence, 'summary'> = {
    ...{ tickets: table.rows.length, measure: primaryCoefficient(table.outcome.kind), weights },
    ...judged,
    holdout: {
      from: Number.isNaN(first) ? null : new Date(first * 1_000).toISOString(),
      ...judged.holdout,
    },
    simulation: simulate(table, proposed, level),
    notes: [
      ...notesOf({ weights, constant, outcome: label }),
      ...notesOnTickets(table, early),
      ...(fit === null ? [noFit(label)] : []),
      ...confoundedNote(table, { early, units, room, proposed }),
    ],
  };
  return { ...evidence, summary: summarize(evidence, label) };
}

const isConstant = (values: Float64Array | undefined): boolean =>
  values?.every((value) => value === values[0]) ?? true;

/** What stays: locked, of one block with a locked one, or the same on every ticket. */
function fixedOf(
  { dimensions }: FitTable,
  blocks: readonly (readonly number[])[],
  constant: readonly boolean[],
): readonly boolean[] {
  return dimensions.map((_, d) => {
    const block = blocks.find((one) => one.includes(d)) ?? [d];
    return constant[d] === true || block.some((other) => dimensions[other]?.locked === true);
  });
}

function put(column: Float64Array, rows: Int32Array, values: Float64Array): void {
  for (let i = 0; i < rows.length; i++) column[rows[i] ?? 0] = values[i] ?? Number.NaN;
}

interface Judging {
  /** Held-out scores under proposed weights, by row of the input. */
  readonly column: Float64Array;
  readonly early: readonly Int32Array[];
  readonly late: Int32Array;
  readonly units: Units;
  readonly level: number;
}

/** Today's, equal and proposed weights on folds and on the latest tickets, and what that decides. */
function judge(table: FitTable, { column, early, late, units, level }: Judging) {
  const { input, dimensions } = table;
  const alike = dimensions.map(() => 1 / dimensions.length);
  const equal = new Float64Array(input.n).fill(Number.NaN);
  put(equal, table.rows, compositeOf(table, table.rows, alike));
  // a ticket counts only where it has a score under all of them
  const has = (row: number) => !Number.isNaN(equal[row]) && !Number.isNaN(column[row]);
  const [ofToday, ofEqual, ofProposed] = [input.gated, equal, column].map(sortedColumn);
  if (!(ofToday && ofEqual && ofProposed)) throw new Error('three columns are three');
  const on = (parts: readonly Int32Array[]) => {
    const rows = parts.map((part) => part.filter(has).sort());
    const [today, same, proposed] = [ofToday, ofEqual, ofProposed].map((x) =>
      measure(table, x, { parts: rows, units }),
    );
    if (!(today && same && proposed)) throw new Error('three measures are three');
    return {
      figures: { today: today.value, equal: same.value, proposed: proposed.value },
      gain: gainOf(proposed, today, { units, level }),
      gainOverEqual: gainOf(proposed, same, { units, level }),
    };
  };
  const [held, last] = [on(early), on([late])];
  const gain = separated(held.figures) ?? held.gain;
  return {
    verdict: verdictOf(gain, last.gain),
    heldOut: held.figures,
    ...{ gain, gainOverEqual: held.gainOverEqual },
    holdout: {
      ...{ tickets: last.gain.n, ...last.figures },
      ...{ gain: last.gain, gainOverEqual: last.gainOverEqual },
    },
  };
}

/** Without a single error there is nothing to make doubt from. */
function separated({ today, proposed }: ProposalEvidence['heldOut']): Gain | null {
  // the mean over folds of what is 1 in each may be off by rounding
  if (Math.max(today ?? 0, proposed ?? 0) < 1 - 1e-9) return null;
  const undefinedBecause =
    'The scores order the outcome without a single error, so no doubt can be stated. Check whether the outcome was known when the tickets were judged.';
  return { value: null, undefinedBecause, interval: null, n: 0 };
}

/** Better where the held-out gain is surely above 0 and the latest tickets, asked once, do not disagree. */
function verdictOf(gain: Gain, confirmed: Gain): ProposalEvidence['verdict'] {
  if (gain.value === null || confirmed.value === null) return 'CANNOT_SAY';
  const isSure = gain.interval !== null && gain.interval.low > 0;
  return isSure && confirmed.value > 0 ? 'BETTER' : 'NOT_BETTER';
}

function notesOnTickets({ rows, complete, input }: FitTable, early: Int32Array): KpiNote[] {
  const notes: KpiNote[] = [];
  const incomplete = early.reduce((sum, row) => sum + (complete[row] === 1 ? 0 : 1), 0);
  if (incomplete > 0) {
    notes.push({
      ...{ severity: 'INFO', code: 'INCOMPLETE_TICKETS' },
      message: `${incomplete} of ${early.length} earlier tickets lack a dimension: weights were not fitted to them, but are judged on them too.`,
    });
  }
  const undated = rows.reduce((sum, row) => sum + (Number.isNaN(input.openedAt[row]) ? 1 : 0), 0);
  if (undated > 0) {
    notes.push({
      ...{ severity: 'WARNING', code: 'NO_OPENING_TIME' },
      message: `Nobody knows when ${undated} of ${rows.length} tickets were opened: they count as the earliest.`,
    });
  }
  return notes;
}

/** Points of 100 by which a weight has to differ to be told. */
const tellingDifference = 0.05;

/** What the fit would give within the levels of what confounds, where that is other weights. */
function confoundedNote(
  table: FitTable,
  found: { early: Int32Array; units: Units; room: Room; proposed: readonly number[] },
): KpiNote[] {
  const { early, units, room, proposed } = found;
  const within = table.input.confounders;
  if (within.length === 0) return [];
  const products = productsOf(table, early, { units, within });
  const adjusted = fitWeights(condensedCases(addCrossProducts(products)), room);
  const isOther = adjusted?.some(
    (weight, d) => Math.abs(weight - (proposed[d] ?? 0)) > tellingDifference - 1e-9,
  );
  if (adjusted === null || isOther !== true) return [];
  const names = within.map(({ label }) => label).join(', ');
  const weights = adjusted.map((w, d) => `${table.dimensions[d]?.label} ${Math.round(100 * w)} %`);
  return [
    {
      ...{ severity: 'WARNING', code: 'CONFOUNDED' },
      message: `Within levels of ${names} the same fit gives ${weights.join(', ')}: part of the proposed weights is about ${names}, not about the answers.`,
    },
  ];
}

const noFit = (outcome: string): KpiNote => ({
  ...{ severity: 'INFO', code: 'NO_LINK' },
  message: `No weights within the bounds give a score that rises with ${outcome}.`,
});
