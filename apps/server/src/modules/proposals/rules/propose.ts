import { condensedCases } from '@assay/scoring/regression/condensed-cases';
import { addCrossProducts } from '@assay/scoring/regression/cross-products';
import type { KpiInput } from '../../kpi/rules/input.ts';
import { primaryCoefficient } from '../../kpi/rules/primary.ts';
import { drawUnits } from '../../kpi/rules/resample.ts';
import { blocksOf } from './blocks.ts';
import { cannotSay, holdoutShare, whyNot } from './cannot-say.ts';
import { canBeJudged, foldsOf, scoreFolds } from './cross-validate.ts';
import type { ProposalEvidence, ProposalRequest, WeightRow } from './evidence.ts';
import { compositeOf, type FitTable, fitTable } from './fit-table.ts';
import { fitWeights, roomFor } from './fit-weights.ts';
import { judge, put } from './judge.ts';
import { linkOf, notesOf } from './links.ts';
import { confoundedNote, noFit, notesOnTickets } from './notes.ts';
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
