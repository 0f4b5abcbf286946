import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { describe, expect, it } from 'vitest';
import { lagsOf as lagsOfWeeks, weeklyMeans, weeksOf } from './lags.ts';

const monday = Date.UTC(2026, 0, 5) / 1_000;
const week = 604_800;

/** Tickets of some weeks, twenty each, with a score and an outcome by week. */
function ticketsOf(
  weeks: number,
  of: (week: number) => { readonly score: number; readonly outcome: number },
) {
  const rows = Array.from({ length: weeks * 20 }, (_, i) => Math.floor(i / 20));
  return {
    openedAt: Float64Array.from(rows, (w, i) => monday + w * week + (i % 20) * 30_000),
    score: Float64Array.from(rows, (w, i) => of(w).score + (i % 20) / 1_000),
    outcome: Float64Array.from(rows, (w, i) => of(w).outcome + (i % 20) / 1_000),
    weights: null,
  };
}

function lagsOf(
  {
    openedAt,
    score,
    outcome,
    weights,
  }: Omit<ReturnType<typeof ticketsOf>, 'weights'> & {
    readonly weights: Float64Array | null;
  },
  level: number,
) {
  const weeks = weeksOf(openedAt);
  const [x, y] = [score, outcome].map((values) => weeklyMeans(values, weights, weeks));
  return lagsOfWeeks(x ?? score, y ?? outcome, level);
}

const noise = (count: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('lags', () => {
  it('find after how many weeks outcomes follow', () => {
    const scores = noise(80, 1);
    const others = noise(80, 2);
    const lags = lagsOf(
      ticketsOf(80, (w) => ({
        score: scores[w] ?? 0,
        outcome: (scores[w - 3] ?? 0.5) + 0.3 * (others[w] ?? 0),
      })),
      0.95,
    );
    expect(lags.map(({ weeks }) => weeks)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(lags[3]?.value).toBeGreaterThan(0.9);
    expect(lags[3]?.n).toBe(77);
    expect(lags[3]?.interval?.low).toBeGreaterThan(0.8);
    for (const lag of lags.filter(({ weeks }) => weeks !== 3)) {
      expect(Math.abs(lag.value ?? 1)).toBeLessThan(0.4);
    }
  });

  it('count weeks that are like their neighbours for less', () => {
    const wave = (w: number, shift: number) => Math.sin((w + shift) / 6);
    const lags = lagsOf(
      ticketsOf(100, (w) => ({ score: wave(w, 0), outcome: wave(w, 4) })),
      0.95,
    );
    const { effectiveWeeks, interval, n } = lags[0] ?? {};
    expect(n).toBe(100);
    expect(effectiveWeeks).toBeLessThan(30);
    expect(effectiveWeeks).toBeGreaterThan(3);
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeGreaterThan(0.4);
  });

  it('say why there is no figure', () => {
    const few = lagsOf(
      ticketsOf(22, (w) => ({ score: w % 5, outcome: w % 3 })),
      0.95,
    );
    expect(few[2]?.value).not.toBeNull();
    expect(few[3]).toMatchObject({ value: null, interval: null, n: 19 });
    expect(few[3]?.undefinedBecause).toContain('at least 20');
    const still = ticketsOf(40, (w) => ({ score: w % 5, outcome: 1 }));
    still.outcome.fill(1);
    expect(lagsOf(still, 0.95)[0]?.undefinedBecause).toContain('do not vary');
    const nowhere = ticketsOf(40, (w) => ({ score: w % 5, outcome: w % 3 }));
    nowhere.openedAt.fill(Number.NaN);
    expect(lagsOf(nowhere, 0.95)).toEqual([]);
  });

  it('leave out weeks of fewer than five tickets, and heed weights', () => {
    const scores = noise(60, 3);
    const columns = ticketsOf(60, (w) => ({ score: scores[w] ?? 0, outcome: scores[w] ?? 0 }));
    const thinned = { ...columns, outcome: columns.outcome.slice() };
    thinned.outcome.fill(Number.NaN, 4, 20);
    expect(lagsOf(thinned, 0.95)[0]?.n).toBe(59);
    // whoever has no weight has no say: half of each week says the opposite
    const outcome = columns.outcome.map((value, row) => (row % 2 === 0 ? value : -value));
    const weights = Float64Array.from(outcome, (_, row) => (row % 2 === 0 ? 1 : 1e-9));
    expect(lagsOf({ ...columns, outcome, weights }, 0.95)[0]?.value).toBeGreaterThan(0.99);
  });
});
