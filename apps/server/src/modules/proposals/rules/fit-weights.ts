import { simplexLeastSquares } from '@assay/scoring/regression/simplex-least-squares';
import { type Limits, roundWithin } from './round-within.ts';

/** What the weights may be. */
export interface WeightBounds {
  readonly today: readonly number[];
  /** Those that stay as they are: locked, of one block with a locked one, or without variation. */
  readonly fixed: readonly boolean[];
  /** Indexes of dimensions that move together; each is in one block, most alone. */
  readonly blocks: readonly (readonly number[])[];
  readonly floor: number;
  readonly cap: number;
  readonly maximalStep: number | null;
  readonly rounding: number;
}

/** Columns that are fitted: each block, and all that is fixed as one. */
interface Part extends Limits {
  readonly members: readonly number[];
  /** Of the part's weight, by member. */
  readonly shares: readonly number[];
}

/** Where the weights may lie: by part for the fit, by dimension for rounding. */
export interface Room {
  readonly parts: readonly Part[];
  readonly limits: readonly Limits[];
  readonly rounding: number;
}

const slack = 1e-9;

/** The parts that weights are spread over, with their bounds; or why no weights fit them. */
export function roomFor(bounds: WeightBounds): Room | string {
  const { today, fixed, blocks, rounding } = bounds;
  const stays = today.flatMap((_, d) => (fixed[d] === true ? [d] : []));
  const movable = blocks.filter((block) => block.every((d) => fixed[d] !== true));
  if (movable.length === 0) {
    return 'No weight may move: what is not locked is the same on every ticket, or cannot be told apart from what is.';
  }
  if (movable.length === 1) {
    return 'Only one dimension, or one block that cannot be told apart, may move: there is nothing to weigh it against.';
  }
  const limits = today.map((own, d) =>
    fixed[d] === true ? { floor: own, cap: own } : limitsOf(own, bounds),
  );
  const parts = movable.map((members) => blockOf(members, limits, bounds));
  if (stays.length > 0) {
    const all = stays.reduce((sum, d) => sum + (today[d] ?? 0), 0);
    parts.push({
      members: stays,
      shares: stays.map((d) => (all > 0 ? (today[d] ?? 0) / all : 1 / stays.length)),
      ...{ floor: all, cap: all },
    });
  }
  const least = parts.reduce((sum, { floor }) => sum + floor, 0);
  const most = parts.reduce((sum, { cap }) => sum + cap, 0);
  const crossed = parts.some(({ floor, cap }) => floor > cap + slack);
  return least > 1 + slack || most < 1 - slack || crossed
    ? 'No weights that sum to 1 lie within the floors, caps and steps.'
    : { parts, limits, rounding };
}

function limitsOf(own: number, { floor, cap, maximalStep }: WeightBounds): Limits {
  if (maximalStep === null) return { floor, cap };
  return { floor: Math.max(floor, own - maximalStep), cap: Math.min(cap, own + maximalStep) };
}

/** A block shares its weight as its members do today, where those keep to the floor. */
function blockOf(
  members: readonly number[],
  limits: readonly Limits[],
  { today, floor }: WeightBounds,
): Part {
  const own = members.map((d) => Math.max(floor, today[d] ?? 0));
  const all = own.reduce((sum, weight) => sum + weight, 0);
  const shares = own.map((weight) => (all > 0 ? weight / all : 1 / members.length));
  const bounding = (of: (limit: Limits) => number, otherwise: number) =>
    members.map((d, k) => {
      const [limit, share] = [limits[d], shares[k] ?? 0];
      return limit === undefined || share === 0 ? otherwise : of(limit) / share;
    });
  return {
    ...{ members, shares },
    floor: Math.max(...bounding((limit) => limit.floor, 0)),
    cap: Math.min(1, ...bounding((limit) => limit.cap, 1)),
  };
}

/**
 * Weights of 0 or more that sum to 1 and bring the weighted sum closest to the target, whose scale
 * and level are free (least squares on centred columns, weights β/Σβ, bounds as shares of Σβ). Rounded,
 * within the bounds.
 *
 * @param cases - the dimensions and, last, the target; condensed or not
 * @returns null where no weights within the bounds go with the target
 */
export function fitWeights(
  cases: readonly Float64Array[],
  { parts, limits, rounding }: Room,
): readonly number[] | null {
  const target = cases.at(-1) ?? new Float64Array();
  const combined = parts.map(({ members, shares }) => {
    const sum = new Float64Array(target.length);
    for (const [k, d] of members.entries()) {
      const column = cases[d] ?? sum;
      for (let i = 0; i < sum.length; i++) {
        sum[i] = (sum[i] ?? 0) + (shares[k] ?? 0) * (column[i] ?? 0);
      }
    }
    return sum;
  });
  // what does not vary decides nothing: its share is taken off the others' bounds
  const varying = combined.map((column) => column.some((value) => value !== column[0]));
  const still = parts.reduce((sum, { floor }, p) => sum + (varying[p] === true ? 0 : floor), 0);
  const left = 1 - still;
  const moving = parts.flatMap((part, p) => (varying[p] === true ? [{ ...part, p }] : []));
  if (moving.length === 0 || !(left > slack)) return null;
  const bound = (value: number) => Math.max(0, Math.min(1, value / left));
  const fit = simplexLeastSquares(
    moving.map(({ p }) => combined[p] ?? target),
    target,
    {
      ...{ intercept: true, scale: 'free' },
      floors: moving.map(({ floor }) => bound(floor - slack)),
      caps: moving.map(({ cap }) => bound(cap + slack)),
    },
  );
  if (fit.weights === null) return null;
  const weights = limits.map(() => 0);
  for (const [p, { members, shares, floor }] of parts.entries()) {
    const at = moving.findIndex((one) => one.p === p);
    const whole = at < 0 ? floor : (fit.weights[at] ?? 0) * left;
    for (const [k, d] of members.entries()) weights[d] = whole * (shares[k] ?? 0);
  }
  return roundWithin(weights, limits, rounding);
}
