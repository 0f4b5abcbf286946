import { simplexLeastSquares } from '@assay/scoring/regression/simplex-least-squares';

/** What the weights may be. */
export interface WeightBounds {
  readonly today: readonly number[];
  readonly locked: readonly boolean[];
  /** Indexes of dimensions that move together. */
  readonly blocks: readonly (readonly number[])[];
  readonly floor: number;
  readonly cap: number;
  readonly maximalStep: number | null;
  readonly rounding: number;
}

/** Columns that are fitted: each block, and all that is locked as one. */
interface Part {
  readonly members: readonly number[];
  /** Of the part's weight, by member. */
  readonly shares: readonly number[];
  readonly floor: number;
  readonly cap: number;
}

export type FittedWeights = { readonly weights: readonly number[] } | { readonly because: string };

const slack = 1e-9;

/** The parts that weights are spread over, with their bounds; or why no weights fit them. */
export function partsOf(bounds: WeightBounds): readonly Part[] | string {
  const { today, locked, blocks, maximalStep } = bounds;
  const fixed = today.flatMap((_, d) => (locked[d] === true ? [d] : []));
  const movable = blocks
    .map((block) => block.filter((d) => locked[d] !== true))
    .filter((block) => block.length > 0);
  if (movable.length < 2) {
    return movable.length === 0
      ? 'Every dimension is locked: its weight is set by people.'
      : 'Only one dimension, or one block that cannot be told apart, may move: there is nothing to weigh it against.';
  }
  const lowest = (d: number) =>
    Math.max(bounds.floor, maximalStep === null ? 0 : (today[d] ?? 0) - maximalStep);
  const highest = (d: number) =>
    Math.min(bounds.cap, maximalStep === null ? 1 : (today[d] ?? 0) + maximalStep);
  const parts: Part[] = movable.map((members) => {
    const all = members.reduce((sum, d) => sum + (today[d] ?? 0), 0);
    const shares = members.map((d) => (all > 0 ? (today[d] ?? 0) / all : 1 / members.length));
    const limits = members.map((d, k) => {
      const share = shares[k] ?? 0;
      return share === 0
        ? { floor: 0, cap: 1 }
        : { floor: lowest(d) / share, cap: highest(d) / share };
    });
    return {
      ...{ members, shares },
      floor: Math.max(...limits.map(({ floor }) => floor)),
      cap: Math.min(1, ...limits.map(({ cap }) => cap)),
    };
  });
  if (fixed.length > 0) {
    const all = fixed.reduce((sum, d) => sum + (today[d] ?? 0), 0);
    const shares = fixed.map((d) => (all > 0 ? (today[d] ?? 0) / all : 1 / fixed.length));
    parts.push({ members: fixed, shares, floor: all, cap: all });
  }
  const [least, most] = [
    parts.reduce((sum, { floor }) => sum + floor, 0),
    parts.reduce((sum, { cap }) => sum + cap, 0),
  ];
  if (
    least > 1 + slack ||
    most < 1 - slack ||
    parts.some(({ floor, cap }) => floor > cap + slack)
  ) {
    return 'No weights that sum to 1 lie within the floors, caps and steps.';
  }
  return parts;
}

/**
 * Weights of 0 or more that sum to 1 and bring the weighted sum closest to the target, whose scale
 * and level are free (ruling: least squares on centred columns, weights β/Σβ).
 */
export function fitWeights(
  columns: readonly Float64Array[],
  target: Float64Array,
  parts: readonly Part[],
  bounds: WeightBounds,
): FittedWeights {
  const combined = parts.map(({ members, shares }) => {
    const sum = new Float64Array(target.length);
    for (const [k, d] of members.entries()) {
      const column = columns[d] ?? sum;
      const share = shares[k] ?? 0;
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + share * (column[i] ?? 0);
    }
    return sum;
  });
  const fit = simplexLeastSquares(combined, target, {
    ...{ intercept: true, scale: 'free' },
    floors: parts.map(({ floor }) => Math.max(0, Math.min(1, floor - slack))),
    caps: parts.map(({ cap }) => Math.max(0, Math.min(1, cap + slack))),
  });
  if (fit.value === null || fit.weights === null) {
    return { because: `No weights can be fitted: ${fit.undefinedBecause ?? 'the fit failed'}.` };
  }
  return { weights: spread(fit.weights, parts, bounds) };
}

/** Rounds the weights of the parts, and gives each member its share. */
function spread(
  fitted: readonly number[],
  parts: readonly Part[],
  { today, rounding }: WeightBounds,
): readonly number[] {
  const rounded = roundWithin(fitted, parts, rounding);
  const weights = today.map(() => 0);
  for (const [p, { members, shares }] of parts.entries()) {
    for (const [k, d] of members.entries()) weights[d] = (rounded[p] ?? 0) * (shares[k] ?? 0);
  }
  return weights;
}

/**
 * Whole multiples of a step that sum to 1, by largest remainders within the bounds; the exact weights
 * where the bounds leave none.
 */
export function roundWithin(
  weights: readonly number[],
  parts: readonly Pick<Part, 'floor' | 'cap'>[],
  step: number,
): readonly number[] {
  const isFixed = (p: number) => (parts[p]?.cap ?? 1) - (parts[p]?.floor ?? 0) <= slack;
  const fixed = [...weights.keys()].filter(isFixed);
  const free = [...weights.keys()].filter((p) => !isFixed(p));
  const whole = 1 - fixed.reduce((sum, p) => sum + (parts[p]?.floor ?? 0), 0);
  const given = free.reduce((sum, p) => sum + (weights[p] ?? 0), 0);
  const exact = weights.map((weight, p) =>
    isFixed(p) ? (parts[p]?.floor ?? 0) : given === 0 ? weight : (weight * whole) / given,
  );
  const steps = Math.round(whole / step);
  if (Math.abs(steps * step - whole) > 1e-6 || free.length === 0) return exact;
  const counts = new Map(
    free.map((p) => {
      const low = Math.ceil((parts[p]?.floor ?? 0) / step - 1e-6);
      const high = Math.floor((parts[p]?.cap ?? 1) / step + 1e-6);
      return [p, Math.max(low, Math.min(high, Math.floor((exact[p] ?? 0) / step + 1e-6)))];
    }),
  );
  const missing = () => steps - [...counts.values()].reduce((sum, count) => sum + count, 0);
  for (let left = missing(); left !== 0; left = missing()) {
    const towards = Math.sign(left);
    const movable = free
      .filter((p) => {
        const next = ((counts.get(p) ?? 0) + towards) * step;
        return next >= (parts[p]?.floor ?? 0) - 1e-6 && next <= (parts[p]?.cap ?? 1) + 1e-6;
      })
      .sort((a, b) => towards * (distance(b) - distance(a)));
    const [first] = movable;
    if (first === undefined) return exact;
    counts.set(first, (counts.get(first) ?? 0) + towards);
  }
  return exact.map((weight, p) => (isFixed(p) ? weight : (counts.get(p) ?? 0) * step));

  function distance(p: number): number {
    return (exact[p] ?? 0) - (counts.get(p) ?? 0) * step;
  }
}
