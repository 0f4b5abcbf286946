import { condensedCases } from '@assay/scoring/regression/condensed-cases';
import { addCrossProducts } from '@assay/scoring/regression/cross-products';
import type { KpiNote } from '../../kpi/rules/input.ts';
import type { Units } from '../../kpi/rules/resample.ts';
import type { FitTable } from './fit-table.ts';
import { fitWeights, type Room } from './fit-weights.ts';
import { productsOf } from './products.ts';

/** What people have to know of the tickets. */
export function notesOnTickets({ rows, complete, input }: FitTable, early: Int32Array): KpiNote[] {
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
export function confoundedNote(
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

export const noFit = (outcome: string): KpiNote => ({
  ...{ severity: 'INFO', code: 'NO_LINK' },
  message: `No weights within the bounds give a score that rises with ${outcome}.`,
});
