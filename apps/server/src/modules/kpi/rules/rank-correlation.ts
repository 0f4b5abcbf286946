import type { Cases } from './cases.ts';
import { sumsByGroup } from './grouped.ts';
import type { Statistic } from './statistic.ts';

/** Per group the share of the weight below it, with half of its own. */
function shares(weights: Float64Array, all: number): Float64Array {
  const share = new Float64Array(weights.length);
  let below = 0;
  for (let g = 0; g < weights.length; g++) {
    const own = weights[g] ?? 0;
    share[g] = (below + own / 2) / all;
    below += own;
  }
  return share;
}

/** Per group the mean over all cases of what lies above it, with half of what lies in it. */
function above(sums: Float64Array, all: number): Float64Array {
  const means = new Float64Array(sums.length);
  let later = 0;
  for (let g = sums.length - 1; g >= 0; g--) {
    const own = sums[g] ?? 0;
    means[g] = (later + own / 2) / all;
    later += own;
  }
  return means;
}

interface Moments {
  readonly all: number;
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly joint: number;
  readonly squareX: number;
  readonly squareY: number;
}

function momentsOf({ byX, byY, n }: Cases, weights: Float64Array): Moments | null {
  const ofX = sumsByGroup(byX, weights);
  const ofY = sumsByGroup(byY, weights);
  const all = ofX.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return null;
  const f = shares(ofX, all);
  const g = shares(ofY, all);
  let joint = 0;
  for (let i = 0; i < n; i++) {
    joint += (weights[i] ?? 0) * (f[byX.group[i] ?? 0] ?? 0) * (g[byY.group[i] ?? 0] ?? 0);
  }
  const square = (share: Float64Array, own: Float64Array) => {
    let sum = 0;
    for (let k = 0; k < share.length; k++) sum += (own[k] ?? 0) * (share[k] ?? 0) ** 2;
    return sum / all;
  };
  return { all, f, g, joint: joint / all, squareX: square(f, ofX), squareY: square(g, ofY) };
}

/** Spread below which only rounding is left. */
const least = 1e-12;

/**
 * Spearman's correlation of weighted mid-ranks, and its influence values, in linear time.
 *
 * @see Croux and Dehon (2010), Statistical Methods and Applications 19:497–515, for the influence
 *   function, here with ties and weights by the delta method
 */
export function rankCorrelation(cases: Cases): Statistic {
  return {
    coefficient: 'SPEARMAN',
    nothing: 0,
    value: (weights) => {
      const moments = momentsOf(cases, weights);
      if (moments === null) return null;
      const { joint, squareX, squareY } = moments;
      const spread = (squareX - 1 / 4) * (squareY - 1 / 4);
      if (!(squareX - 1 / 4 > least && squareY - 1 / 4 > least)) return null;
      return Math.max(-1, Math.min(1, (joint - 1 / 4) / Math.sqrt(spread)));
    },
    influence: (weights, value) => influenceOf(cases, weights, value),
  };
}

function influenceOf(cases: Cases, weights: Float64Array, rho: number): Float64Array {
  const influence = new Float64Array(cases.n);
  const moments = momentsOf(cases, weights);
  if (moments === null) return influence;
  const { group: ofX, groups: groupsX } = cases.byX;
  const { group: ofY, groups: groupsY } = cases.byY;
  const { all, f, g, joint, squareX, squareY } = moments;
  const [otherX, ownX] = [new Float64Array(groupsX), new Float64Array(groupsX)];
  const [otherY, ownY] = [new Float64Array(groupsY), new Float64Array(groupsY)];
  for (let i = 0; i < influence.length; i++) {
    const a = ofX[i] ?? 0;
    const b = ofY[i] ?? 0;
    const weight = weights[i] ?? 0;
    const byF = weight * (f[a] ?? 0);
    const byG = weight * (g[b] ?? 0);
    otherX[a] = (otherX[a] ?? 0) + byG;
    otherY[b] = (otherY[b] ?? 0) + byF;
    ownX[a] = (ownX[a] ?? 0) + byF;
    ownY[b] = (ownY[b] ?? 0) + byG;
  }
  const [aboveX, aboveY] = [above(otherX, all), above(otherY, all)];
  const [varianceX, varianceY] = [squareX - 1 / 4, squareY - 1 / 4];
  const spreadX = changeOfSquare(f, above(ownX, all), { square: squareX, variance: varianceX });
  const spreadY = changeOfSquare(g, above(ownY, all), { square: squareY, variance: varianceY });
  const spread = Math.sqrt(varianceX * varianceY);
  for (let i = 0; i < influence.length; i++) {
    const a = ofX[i] ?? 0;
    const b = ofY[i] ?? 0;
    const ofJoint = (f[a] ?? 0) * (g[b] ?? 0) + (aboveX[a] ?? 0) + (aboveY[b] ?? 0) - 3 * joint;
    const change = ofJoint / spread - (rho / 2) * ((spreadX[a] ?? 0) + (spreadY[b] ?? 0));
    influence[i] = ((weights[i] ?? 0) / all) * change;
  }
  return influence;
}

/** Per group what one of its cases adds to the mean square of a variable's shares, over the variance. */
function changeOfSquare(
  share: Float64Array,
  own: Float64Array,
  { square, variance }: { readonly square: number; readonly variance: number },
): Float64Array {
  const change = new Float64Array(share.length);
  for (let k = 0; k < share.length; k++) {
    change[k] = ((share[k] ?? 0) ** 2 + 2 * (own[k] ?? 0) - 3 * square) / variance;
  }
  return change;
}
