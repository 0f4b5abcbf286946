import { type CrossProducts, crossProducts } from '@assay/scoring/regression/cross-products';
import { withoutFactors } from '../../kpi/rules/cells.ts';
import type { Factor } from '../../kpi/rules/input.ts';
import type { Units } from '../../kpi/rules/resample.ts';
import { type FitTable, pick, targetOf } from './fit-table.ts';

interface Options {
  readonly units: Units;
  /** Factors whose effects are taken out of the dimensions and of the target first. */
  readonly within: readonly Factor[];
}

/**
 * Sums and products of the dimensions and, last, the target, by what is drawn together: all that folds
 * and resamples are fitted from. Complete tickets only.
 */
export function productsOf(
  table: FitTable,
  tickets: Int32Array,
  { units, within }: Options,
): readonly CrossProducts[] {
  const rows = tickets.filter((row) => table.complete[row] === 1);
  const codes = within.map(({ codes: own, levels }) =>
    // not known is a level too
    rows.map((row) => ((own[row] ?? -1) < 0 ? levels.length : (own[row] ?? 0))),
  );
  const columns = [
    ...table.dimensions.map(({ value }) => pick(value, rows)),
    targetOf(table, rows),
  ];
  const { samplingWeights } = table.input;
  const weights =
    samplingWeights === null ? new Float64Array(rows.length).fill(1) : pick(samplingWeights, rows);
  const left =
    codes.length === 0 ? columns : columns.map((one) => withoutFactors(one, codes, weights));
  return crossProducts(left, {
    weights,
    partOf: rows.map((row) => units.unitOf[row] ?? 0),
    parts: units.units,
  });
}
