import type { CsatScale } from '../../__generated__/graphql.ts';
import { shown } from '../../components/figures.ts';
import { scaleText } from '../kpi/csat-scale.ts';
import { durationText } from '../kpi/figure-text.ts';
import { strings as s } from './strings.ts';

/** What is said of a number that many tickets have. */
interface Summary {
  readonly unit: string;
  readonly scale?: CsatScale | null;
  readonly mean?: number | null;
  readonly p10?: number | null;
  readonly median?: number | null;
  readonly p90?: number | null;
}

/** Mean, median and deciles as people read them; nothing of a yes or no, whose bar says it all. */
export function summaryText({ unit, scale, mean, p10, median, p90 }: Summary): string[] {
  if (mean == null || median == null || p10 == null || p90 == null) return [];
  if (scale === 'GOOD_BAD') return [s.good(shown(mean, 'percent'))];
  const text = (value: number): string => {
    if (scale != null) return scaleText(value, scale);
    if (unit === 'seconds') return durationText(value);
    return value.toLocaleString('en', { maximumFractionDigits: 2 });
  };
  const [low, high] = [text(p10), text(p90)];
  return [
    s.mean(text(mean)),
    s.median(text(median)),
    ...(low === high ? [] : [s.deciles(low, high)]),
  ];
}
