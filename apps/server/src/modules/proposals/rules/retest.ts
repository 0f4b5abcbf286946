import { sortedColumn } from '../../kpi/rules/cases.ts';
import type { KpiInput } from '../../kpi/rules/input.ts';
import { drawUnits } from '../../kpi/rules/resample.ts';
import type { Gain, ProposalRequest } from './evidence.ts';
import { compositeOf, fitTable } from './fit-table.ts';
import { gainOf, measure } from './gain.ts';

interface Retested {
  /** By the key of a dimension. */
  readonly today: Readonly<Record<string, number>>;
  readonly proposed: Readonly<Record<string, number>>;
  /** Seconds since 1970: tickets opened before are not asked again. */
  readonly since: number;
}

type Asked = Pick<ProposalRequest, 'outcome' | 'level' | 'replicates' | 'seed'>;

/** Whether approved weights still track the outcome better, on tickets opened since. */
export function retest(
  input: KpiInput,
  { outcome, level, replicates, seed }: Asked,
  { today, proposed, since }: Retested,
): Gain {
  const table = fitTable(input, outcome);
  if (table === null) {
    const undefinedBecause = `No ticket has the outcome ${outcome}.`;
    return { value: null, undefinedBecause, interval: null, n: 0 };
  }
  const later = table.rows.filter((row) => (input.openedAt[row] ?? Number.NaN) >= since);
  const [before, after] = [today, proposed].map((weights) => {
    const values = table.dimensions.map(({ key }) => weights[key] ?? 0);
    const column = new Float64Array(input.n).fill(Number.NaN);
    const scores = compositeOf(table, later, values);
    for (let i = 0; i < later.length; i++) column[later[i] ?? 0] = scores[i] ?? Number.NaN;
    return column;
  });
  if (before === undefined || after === undefined) throw new Error('two weights are two');
  const rows = later
    .filter((row) => !Number.isNaN(before[row]) && !Number.isNaN(after[row]))
    .sort();
  const units = drawUnits(input.n, input.cluster, replicates, seed);
  const [now, then] = [after, before].map((column) =>
    measure(table, sortedColumn(column), { parts: [rows], units }),
  );
  if (now === undefined || then === undefined) throw new Error('two columns are two');
  return gainOf(now, then, { units, level });
}
