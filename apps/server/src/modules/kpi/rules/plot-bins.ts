import { wilson } from '@assay/scoring/proportions/wilson';
import type { Cases } from './cases.ts';
import { valuesByGroup } from './grouped.ts';
import { studentInterval } from './means.ts';
import type { Point, ScoreBin } from './result.ts';
import { thin } from './thin.ts';

const binCount = 10;

/** Per group of equal scores: its cases, and the sum of their outcomes and of the squares. */
function sumsOf({ byX: { group, groups }, y }: Cases, center: number) {
  const counts = new Float64Array(groups);
  const sums = new Float64Array(groups);
  const squares = new Float64Array(groups);
  for (let i = 0; i < group.length; i++) {
    const g = group[i] ?? 0;
    const from = (y[i] ?? 0) - center;
    counts[g] = (counts[g] ?? 0) + 1;
    sums[g] = (sums[g] ?? 0) + from;
    squares[g] = (squares[g] ?? 0) + from * from;
  }
  return { counts, sums, squares };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}

/** Mean outcomes of tenths of the cases, equal scores together. */
export function binsOf(cases: Cases, isYesNo: boolean, level: number): readonly ScoreBin[] {
  const { n: all, x, y, byX } = cases;
  const center = sumOf(y) / all;
  const { counts, sums, squares } = sumsOf(cases, center);
  const values = valuesByGroup(byX, x);
  const bins: ScoreBin[] = [];
  for (let from = 0; from < byX.groups; ) {
    let [n, sum, square, to] = [0, 0, 0, from];
    for (; to < byX.groups && n < all / binCount; to++) {
      n += counts[to] ?? 0;
      sum += sums[to] ?? 0;
      square += squares[to] ?? 0;
    }
    const mean = center + sum / n;
    const interval = isYesNo
      ? (wilson(Math.round(n * mean), n, { level }).interval ?? null)
      : studentInterval({ n, mean, squares: Math.max(0, square - sum ** 2 / n) }, level);
    bins.push({ low: values[from] ?? 0, high: values[to - 1] ?? 0, mean, n, interval });
    from = to;
  }
  return bins;
}

/** From the highest score down: which share of each kind lies above. */
export function rocOf({ n, y, byX: { group, groups } }: Cases): readonly Point[] {
  const found = new Float64Array(groups);
  const others = new Float64Array(groups);
  let yes = 0;
  for (let i = 0; i < n; i++) {
    const counts = y[i] === 1 ? found : others;
    const g = group[i] ?? 0;
    counts[g] = (counts[g] ?? 0) + 1;
    if (y[i] === 1) yes += 1;
  }
  const no = n - yes;
  if (yes === 0 || no === 0) return [];
  const points: Point[] = [{ x: 0, y: 0 }];
  let [ofYes, ofNo] = [0, 0];
  for (let g = groups - 1; g >= 0; g--) {
    ofYes += found[g] ?? 0;
    ofNo += others[g] ?? 0;
    points.push({ x: ofNo / no, y: ofYes / yes });
  }
  return thin(points);
}
