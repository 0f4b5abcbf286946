import fQuantile from '@stdlib/stats-base-dists-f-quantile';
import type { ScoreColumn } from './input.ts';
import type { KpiReliability } from './result.ts';

/**
 * ICC(1, k) of a ticket's score with k the mean number of its ratings: how much of what tells
 * tickets apart is the tickets' own. From one-way unbalanced mean squares, stepped up by Spearman
 * and Brown; null where it is not above 0.
 *
 * @see McGraw and Wong (1996), Psychological Methods 1:30–46
 */
export function reliabilityOf(
  { value, ratings, within }: ScoreColumn,
  level: number,
): KpiReliability {
  let [tickets, all, squared, sum, inside] = [0, 0, 0, 0, 0];
  for (let i = 0; i < value.length; i++) {
    const k = ratings[i] ?? 0;
    if (k === 0 || Number.isNaN(value[i])) continue;
    tickets += 1;
    all += k;
    squared += k * k;
    sum += k * (value[i] ?? 0);
    inside += within[i] ?? 0;
  }
  const ratingsPerTicket = tickets === 0 ? 0 : all / tickets;
  const none = (because: string): KpiReliability => ({
    ...{ value: null, undefinedBecause: because, interval: null, ratingsPerTicket },
  });
  if (tickets < 2) return none('Fewer than two tickets have this score.');
  if (all === tickets) return none('No ticket has two ratings, so nobody knows how far two agree.');
  const mean = sum / all;
  let outside = 0;
  for (let i = 0; i < value.length; i++) {
    const k = ratings[i] ?? 0;
    if (k > 0 && !Number.isNaN(value[i])) outside += k * ((value[i] ?? 0) - mean) ** 2;
  }
  const between = outside / (tickets - 1);
  const error = inside / (all - tickets);
  const size = (all - squared / all) / (tickets - 1);
  if (between === 0 && error === 0) return none('Every rating is the same.');
  const stepped = (f: number) => {
    const single = (f - 1) / (f + size - 1);
    return (ratingsPerTicket * single) / (1 + (ratingsPerTicket - 1) * single);
  };
  if (error === 0) return { value: 1, undefinedBecause: null, interval: null, ratingsPerTicket };
  const f = between / error;
  const found = stepped(f);
  if (!(found > 0)) {
    return none('Ratings of one ticket agree no more than ratings of different tickets.');
  }
  const [of, over] = [tickets - 1, all - tickets];
  const low = stepped(f / fQuantile((1 + level) / 2, of, over));
  const high = stepped(f * fQuantile((1 + level) / 2, over, of));
  return {
    ...{ value: found, undefinedBecause: null, ratingsPerTicket },
    interval: { low, high, level, method: 'F, one-way mean squares, stepped up' },
  };
}
