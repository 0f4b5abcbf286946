import type { Cases } from './cases.ts';
import type { Statistic } from './statistic.ts';

interface Areas {
  readonly positive: number;
  readonly negative: number;
  /** Per group: the share of negatives below it, with half of its own. */
  readonly negativesBelow: Float64Array;
  /** Per group: the share of positives above it, with half of its own. */
  readonly positivesAbove: Float64Array;
  readonly area: number;
}

function areasOf({ byX: { group, groups }, y }: Cases, weights: Float64Array): Areas | null {
  const positives = new Float64Array(groups);
  const negatives = new Float64Array(groups);
  let positive = 0;
  let negative = 0;
  for (let i = 0; i < group.length; i++) {
    const g = group[i] ?? 0;
    const weight = weights[i] ?? 0;
    if (y[i] === 1) {
      positives[g] = (positives[g] ?? 0) + weight;
      positive += weight;
    } else {
      negatives[g] = (negatives[g] ?? 0) + weight;
      negative += weight;
    }
  }
  if (positive === 0 || negative === 0) return null;
  const negativesBelow = new Float64Array(groups);
  const positivesAbove = new Float64Array(groups);
  let area = 0;
  let below = 0;
  let reached = 0;
  for (let g = 0; g < groups; g++) {
    const of1 = positives[g] ?? 0;
    const of0 = negatives[g] ?? 0;
    const share = (below + of0 / 2) / negative;
    negativesBelow[g] = share;
    positivesAbove[g] = 1 - (reached + of1 / 2) / positive;
    area += of1 * share;
    below += of0;
    reached += of1;
  }
  return { positive, negative, negativesBelow, positivesAbove, area: area / positive };
}

/**
 * The area under the ROC curve of a yes/no outcome, with weights; DeLong's placements are its
 * influence values.
 *
 * @see DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44:837–845
 */
export function areaUnderCurve(cases: Cases): Statistic {
  return {
    coefficient: 'AUC',
    nothing: 0.5,
    value: (weights) => areasOf(cases, weights)?.area ?? null,
    influence: (weights, value) => {
      const influence = new Float64Array(cases.n);
      const areas = areasOf(cases, weights);
      if (areas === null) return influence;
      const { positive, negative, negativesBelow, positivesAbove } = areas;
      for (let i = 0; i < cases.n; i++) {
        const g = cases.byX.group[i] ?? 0;
        const weight = weights[i] ?? 0;
        influence[i] =
          cases.y[i] === 1
            ? (weight / positive) * ((negativesBelow[g] ?? 0) - value)
            : (weight / negative) * ((positivesAbove[g] ?? 0) - value);
      }
      return influence;
    },
  };
}

/**
 * The standard error of an area over independent cases that count alike: DeLong's, whose variances
 * are those of samples.
 */
export function deLongError({ y }: Cases, influence: Float64Array): number {
  let [yes, no, ofYes, ofNo] = [0, 0, 0, 0];
  for (let i = 0; i < y.length; i++) {
    const square = (influence[i] ?? 0) ** 2;
    if (y[i] === 1) {
      yes += 1;
      ofYes += square;
    } else {
      no += 1;
      ofNo += square;
    }
  }
  return Math.sqrt((ofYes * yes) / Math.max(1, yes - 1) + (ofNo * no) / Math.max(1, no - 1));
}

/** Standard error of an area without a link, ties aside (Mann and Whitney 1947). */
export function mannWhitneyError(y: Float64Array): number {
  const yes = y.reduce((sum, value) => sum + value, 0);
  const no = y.length - yes;
  return Math.sqrt((yes + no + 1) / (12 * yes * no));
}
