import { sortedColumn } from '../../kpi/rules/cases.ts';
import type { Units } from '../../kpi/rules/resample.ts';
import type { Gain, ProposalEvidence } from './evidence.ts';
import { compositeOf, type FitTable, tied } from './fit-table.ts';
import { gainOf, measure } from './gain.ts';

/** Writes the values of some rows into a column. */
export function put(column: Float64Array, rows: Int32Array, values: Float64Array): void {
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
export function judge(table: FitTable, { column, early, late, units, level }: Judging) {
  const { input, dimensions } = table;
  const alike = dimensions.map(() => 1 / dimensions.length);
  const equal = new Float64Array(input.n).fill(Number.NaN);
  put(equal, table.rows, compositeOf(table, table.rows, alike));
  // a ticket counts only where it has a score under all of them
  const has = (row: number) => !Number.isNaN(equal[row]) && !Number.isNaN(column[row]);
  const [ofToday, ofEqual, ofProposed] = [input.gated.map(tied), equal, column].map(sortedColumn);
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
