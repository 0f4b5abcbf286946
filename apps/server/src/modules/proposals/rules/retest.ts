import type { KpiInput } from '../../kpi/rules/input.ts';
import type { Gain, ProposalRequest } from './evidence.ts';
import { fitTable } from './fit-table.ts';
import { gainOf, measure } from './gain.ts';

interface Retested {
  /** By the key of a dimension. */
  readonly today: Readonly<Record<string, number>>;
  readonly proposed: Readonly<Record<string, number>>;
  /** Seconds since 1970: tickets opened before are not asked again. */
  readonly since: number;
}

/** Whether approved weights still track the outcome better, on tickets opened since. */
export function retest(
  input: KpiInput,
  { outcome, level }: Pick<ProposalRequest, 'outcome' | 'level'>,
  { today, proposed, since }: Retested,
): Gain {
  const table = fitTable(input, outcome);
  if (table === null) {
    const undefinedBecause = `No ticket has the outcome ${outcome}.`;
    return { value: null, undefinedBecause, interval: null, n: 0 };
  }
  const later = table.rows.filter((row) => (input.openedAt[row] ?? 0) >= since);
  const of = (weights: Readonly<Record<string, number>>) =>
    measure(
      table,
      later,
      table.dimensions.map(({ key }) => weights[key] ?? 0),
    );
  return gainOf(table, of(proposed), of(today), level);
}
