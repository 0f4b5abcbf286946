/** The least and the largest weight. */
export interface Limits {
  readonly floor: number;
  readonly cap: number;
}

const slack = 1e-9;
/** Of a step, what is rounding. */
const hair = 1e-6;

/**
 * Whole multiples of a step that sum to 1, by largest remainders within the limits. Weights whose
 * limits leave no choice stay as they are; if they are no multiples, one of the others, the largest
 * that may, takes what is left of a step. The exact weights where the limits allow no multiples.
 *
 * @param weights - of 0 or more, adding up to 1
 */
export function roundWithin(
  weights: readonly number[],
  limits: readonly Limits[],
  step: number,
): readonly number[] {
  const at = (p: number) => limits[p] ?? { floor: 0, cap: 1 };
  const isFixed = (p: number) => at(p).cap - at(p).floor <= slack;
  const free = [...weights.keys()].filter((p) => !isFixed(p));
  const fixed = [...weights.keys()].filter(isFixed);
  const whole = 1 - fixed.reduce((sum, p) => sum + at(p).floor, 0);
  const given = free.reduce((sum, p) => sum + (weights[p] ?? 0), 0);
  const exact = weights.map((weight, p) =>
    isFixed(p) ? at(p).floor : given === 0 ? weight : (weight * whole) / given,
  );
  const steps = Math.floor(whole / step + hair);
  const rest = whole - steps * step;
  const least = (p: number) => Math.ceil(at(p).floor / step - hair);
  const most = (p: number) => Math.floor(at(p).cap / step + hair);
  if (free.some((p) => least(p) > most(p))) return exact;
  const below = (p: number) => Math.floor((exact[p] ?? 0) / step + hair);
  const counts = new Map(free.map((p) => [p, Math.max(least(p), Math.min(most(p), below(p)))]));
  const count = (p: number) => counts.get(p) ?? 0;
  const missing = () => steps - free.reduce((sum, p) => sum + count(p), 0);
  for (let left = missing(); left !== 0; left = missing()) {
    const towards = Math.sign(left);
    const behind = (p: number) => towards * ((exact[p] ?? 0) - count(p) * step);
    const [first] = free
      .filter((p) => {
        const next = count(p) + towards;
        return next >= least(p) && next <= most(p);
      })
      .sort((a, b) => behind(b) - behind(a));
    if (first === undefined) return exact;
    counts.set(first, count(first) + towards);
  }
  const perWhole = Math.round(1 / step);
  const isShare = Math.abs(perWhole * step - 1) < hair;
  const rounded = exact.map((weight, p) =>
    isFixed(p) ? weight : isShare ? count(p) / perWhole : count(p) * step,
  );
  if (rest <= hair * step) return rounded;
  const [taker] = free
    .filter((p) => (rounded[p] ?? 0) + rest <= at(p).cap + slack)
    .sort((a, b) => (rounded[b] ?? 0) - (rounded[a] ?? 0));
  return taker === undefined
    ? exact
    : rounded.map((weight, p) => (p === taker ? weight + rest : weight));
}
