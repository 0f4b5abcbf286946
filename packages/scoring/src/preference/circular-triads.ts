import { chiSquareTail } from '../proportions/chi-square-tail.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';

/** The coefficient of consistency ζ: 1 minus the share of the circular triads that could be. */
export type CircularTriads = Estimate<{
  readonly triads: number;
  readonly maximum: number;
  /** What chance gives on average. */
  readonly expected: number;
  /** Kendall's approximation, for five items or more; null below. */
  readonly chiSquare: {
    readonly value: number;
    readonly degreesOfFreedom: number;
    readonly p: number;
  } | null;
  /** P(as few or fewer triads by chance), for ten items at most; null above. */
  readonly exactP: number | null;
  readonly items: number;
}>;

/** Up to this many items the exact distribution takes well under a second. */
const mostExact = 10;

/**
 * Circular triads in one judge's preferences among all pairs: A over B, B over C, C over A.
 *
 * @param wins - items × items, 1 where the row is preferred to the column, 0 elsewhere; each pair
 *   judged once, without ties
 * @returns ζ in [0, 1], 1 without circular triads; null for fewer than three items
 * @throws RangeError unless each pair is judged exactly once
 * @see Kendall and Babington Smith (1940), Biometrika 31:324–345, sections 3–7
 */
export function circularTriads(wins: readonly (readonly number[])[]): CircularTriads {
  const n = wins.length;
  requireTournament(wins);
  const scores = wins.map((row) => row.reduce((sum, won) => sum + won, 0));
  const triads = triadsOf(scores);
  const maximum = (n % 2 === 1 ? n ** 3 - n : n ** 3 - 4 * n) / 24;
  const expected = (n * (n - 1) * (n - 2)) / 24;
  if (n < 3)
    return notDefined('fewer than three items have no triad', {
      triads: 0,
      maximum: 0,
      expected: 0,
      chiSquare: null,
      exactP: null,
      items: n,
    });
  const degreesOfFreedom = (n * (n - 1) * (n - 2)) / (n - 4) ** 2;
  const statistic = (8 / (n - 4)) * (expected - triads) + degreesOfFreedom;
  const chiSquare =
    n < 5
      ? null
      : Object.freeze({
          value: statistic,
          degreesOfFreedom,
          p: chiSquareTail(statistic, degreesOfFreedom),
        });
  const exactP = n > mostExact ? null : atMost(triads, n);
  return defined(1 - triads / maximum, { triads, maximum, expected, chiSquare, exactP, items: n });
}

/** All triads but those with a clear winner. */
function triadsOf(scores: readonly number[]): number {
  const n = scores.length;
  const withWinner = scores.reduce((sum, score) => sum + (score * (score - 1)) / 2, 0);
  return (n * (n - 1) * (n - 2)) / 6 - withWinner;
}

/**
 * The share of all tournaments with at most so many circular triads, by counting tournaments with
 * each set of scores, one more item at a time.
 */
function atMost(triads: number, items: number): number {
  // Keyed by how many items have each score; the number of tournaments stays below 2^45.
  let counts = new Map<string, number>([['1', 1]]);
  for (let present = 1; present < items; present += 1) {
    const grown = new Map<string, number>();
    for (const [key, ways] of counts) {
      const tally = key.split(',').map(Number);
      spread(tally, 0, Array<number>(present + 1).fill(0), present, ways, (next, share) => {
        const name = next.join(',');
        grown.set(name, (grown.get(name) ?? 0) + share);
      });
    }
    counts = grown;
  }
  let few = 0;
  for (const [key, ways] of counts) {
    const scores = key.split(',').flatMap((many, score) => Array<number>(Number(many)).fill(score));
    if (triadsOf(scores) <= triads) few += ways;
  }
  return few / 2 ** ((items * (items - 1)) / 2);
}

/** The new item loses to some of each score's holders, who gain a point, and beats the others. */
function spread(
  tally: readonly number[],
  score: number,
  next: number[],
  beaten: number,
  ways: number,
  emit: (next: readonly number[], ways: number) => void,
): void {
  const holders = tally[score];
  if (holders === undefined) {
    const placed = [...next];
    placed[beaten] = (placed[beaten] ?? 0) + 1;
    emit(placed, ways);
    return;
  }
  let choices = 1;
  for (let winners = 0; winners <= holders; winners += 1) {
    const grown = [...next];
    grown[score] = (grown[score] ?? 0) + holders - winners;
    grown[score + 1] = (grown[score + 1] ?? 0) + winners;
    spread(tally, score + 1, grown, beaten - winners, ways * choices, emit);
    choices = (choices * (holders - winners)) / (winners + 1);
  }
}

function requireTournament(wins: readonly (readonly number[])[]): void {
  for (const [i, row] of wins.entries()) {
    requires(row.length === wins.length, 'circularTriads', 'a square table');
    for (const [j, won] of row.entries()) {
      const other = wins[j]?.[i];
      const judged = i === j ? won === 0 : (won === 0 || won === 1) && other === 1 - won;
      requires(judged, 'circularTriads', 'each pair judged exactly once');
    }
  }
}
