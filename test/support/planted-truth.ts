import { rocAuc } from '@assay/scoring/association/roc-auc';
import { spearman } from '@assay/scoring/association/spearman';
import { concordanceIndex } from '@assay/scoring/survival/concordance-index';
import { endings, type KpiInput } from '@assay/server/modules/kpi/rules/input';

const resolved = endings.indexOf('RESOLVED');

/** The name of a pair in a table of truths. */
export const pairKey = (score: string, outcome: string): string => `${score} × ${outcome}`;

/**
 * What the primary figures of a planted table come to, by the scoring package alone: over very many
 * tickets the truth that intervals have to hold. Of an outcome that not all have, it is the value
 * among those who do.
 */
export function primaryValues({ scores, outcomes }: KpiInput): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const { key, kind, value, ending } of outcomes) {
    const rows: number[] = [];
    for (let row = 0; row < value.length; row++) if (!Number.isNaN(value[row])) rows.push(row);
    const known = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? 0);
    const isEvent = rows.map((row) => (ending?.[row] === resolved ? 1 : 0));
    const y = known(value);
    for (const score of scores) {
      const x = known(score.value);
      const found =
        kind === 'NUMBER'
          ? spearman(x, y)
          : kind === 'YES_NO'
            ? rocAuc(y, x)
            : concordanceIndex(y, isEvent, x);
      if (found.value !== null) values.set(pairKey(score.key, key), found.value);
    }
  }
  return values;
}
