import { expect, it } from 'vitest';
import { casesOf, rowsOf, sortedColumn } from './cases.ts';
import type { OutcomeColumn } from './input.ts';
import { curvesOf } from './plot-curves.ts';

// twelve tickets of the score 0, then twelve of 1
const score = Float64Array.from({ length: 24 }, (_, row) => (row < 12 ? 0 : 1));
const low = [2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 9, 12];
const high = [1, 1, 2, 2, 3, 4, 4, 6, 6, 7, 8, 10];
const value = Float64Array.from([...low, ...high]);
/** 1 resolved, 2 escalated, 3 abandoned, 0 still open. */
const ways = [2, 0, 1, 2, 3, 1, 0, 2, 1, 2, 0, 1, 1, 1, 1, 2, 1, 0, 1, 3, 1, 0, 1, 1];

function curves(ending: Uint8Array, level: number) {
  const about = { key: 'it', label: 'It', kind: 'TIME', unit: 'seconds' } as const;
  const outcome: OutcomeColumn = {
    ...{ ...about, higherIsBetter: false, value, ending, asked: null },
  };
  const [x, y] = [sortedColumn(score), sortedColumn(value)];
  return curvesOf(casesOf(x, y, rowsOf(x, y), null), outcome, level);
}

/** The times of a curve, and its columns to six decimals. */
function columnsOf({ incidence }: ReturnType<typeof curves>, label: string, ending: string) {
  const curve = incidence.find((one) => one.label === label && one.ending === ending);
  const six = (limit: number | null) => (limit === null ? null : Number(limit.toFixed(6)));
  return {
    time: curve?.steps.map(({ time }) => time),
    incidence: curve?.steps.map((step) => six(step.incidence)),
    low: curve?.steps.map((step) => six(step.low)),
    high: curve?.steps.map((step) => six(step.high)),
  };
}

// survival 3.5-3: summary(survfit(Surv(time, factor(ending, 0:3)) ~ score, conf.type = "log-log", conf.int = 0.9))
it('gives the shares of each end the limits that R gives them, at the level of the run', () => {
  const found = curves(Uint8Array.from(ways), 0.9);
  expect(columnsOf(found, '0.00', 'RESOLVED')).toEqual({
    time: [2, 3, 4, 5, 7, 8, 9, 12],
    incidence: [0, 0.083333, 0.083333, 0.175926, 0.175926, 0.287037, 0.287037, 0.509259],
    low: [null, 0.009249, 0.009249, 0.04087, 0.04087, 0.091262, 0.091262, 0.236179],
    high: [null, 0.267542, 0.267542, 0.388915, 0.388915, 0.521665, 0.521665, 0.729407],
  });
  expect(columnsOf(found, '0.00', 'ESCALATED')).toMatchObject({
    incidence: [0.083333, 0.083333, 0.175926, 0.175926, 0.287037, 0.287037, 0.398148, 0.398148],
    low: [0.009249, 0.009249, 0.04087, 0.04087, 0.091262, 0.091262, 0.156934, 0.156934],
    high: [0.267542, 0.267542, 0.388915, 0.388915, 0.521665, 0.521665, 0.632571, 0.632571],
  });
  expect(columnsOf(found, '1.00', 'ABANDONED')).toEqual({
    time: [1, 2, 3, 4, 6, 8, 10],
    incidence: [0, 0, 0, 0, 0.1, 0.1, 0.1],
    low: [null, null, null, null, 0.011042, 0.011042, 0.011042],
    high: [null, null, null, null, 0.30832, 0.30832, 0.30832],
  });
});

it('gives them wider limits at a higher level, and none where tickets end in one way alone', () => {
  const widthAt = (level: number) => {
    const { low: from, high: to } = columnsOf(
      curves(Uint8Array.from(ways), level),
      '1.00',
      'RESOLVED',
    );
    return (to?.at(-1) ?? 0) - (from?.at(-1) ?? 0);
  };
  // 0.939001 − 0.521166, as above
  expect(widthAt(0.9)).toBeCloseTo(0.417836, 5);
  expect(widthAt(0.99)).toBeGreaterThan(widthAt(0.95));
  expect(widthAt(0.95)).toBeGreaterThan(widthAt(0.9));
  const resolved = curves(
    Uint8Array.from(ways, (way) => (way > 1 ? 0 : way)),
    0.9,
  );
  expect(resolved.incidence).toEqual([]);
  expect(resolved.survival).toHaveLength(2);
});
