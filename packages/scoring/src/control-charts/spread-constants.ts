import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** How range and standard deviation of a normal sample of a given size relate to σ. */
export interface SpreadConstants {
  /** Mean range / σ. */
  readonly d2: number;
  /** Standard deviation of the range / σ. */
  readonly d3: number;
  /** Mean standard deviation / σ. */
  readonly c4: number;
}

/**
 * The constants d2, d3 and c4 of control charts, to about twelve digits.
 *
 * @param size - whole number, 2 or more
 * @see Tippett (1925), Biometrika 17:364–387, for the range; Montgomery, Introduction to
 *   Statistical Quality Control, Appendix VI, for the tables
 */
export function spreadConstants(size: number): SpreadConstants {
  let mean = 0;
  let square = 0;
  for (const { at, weight } of nodes) {
    const beyond = weight * (1 - rangeCdf(at, size));
    mean += beyond;
    square += 2 * at * beyond;
  }
  return { d2: mean, d3: Math.sqrt(square - mean ** 2), c4: meanDeviation(size) };
}

/** √(2 / (n − 1)) Γ(n / 2) / Γ((n − 1) / 2), by the recurrence of the gamma function. */
export function meanDeviation(size: number): number {
  // Γ(n / 2) / Γ((n − 1) / 2) for n = 2 is 1 / √π, and the ratios of n and n + 1 multiply to (n − 1) / 2.
  let ratio = 1 / Math.sqrt(Math.PI);
  for (let n = 2; n < size; n += 1) ratio = (n - 1) / 2 / ratio;
  return Math.sqrt(2 / (size - 1)) * ratio;
}

const step = 1 / 16;
const grid = Float64Array.from({ length: 289 }, (_, i) => -9 + i * step);
const density = grid.map((x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI));
const below = grid.map((x) => normalCdf(x, 0, 1));

/** P(range ≤ w). The trapezoid rule is exact to rounding for an integrand that dies off at both ends. */
function rangeCdf(w: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < grid.length; i += 1) {
    const within = normalCdf((grid[i] ?? 0) + w, 0, 1) - (below[i] ?? 0);
    sum += (density[i] ?? 0) * within ** (size - 1);
  }
  return Math.min(1, size * sum * step);
}

/** For integrals over [0, 16], five-point Gauss–Legendre in panels of ½: the range never gets that far. */
const nodes = gaussLegendre(16, 0.25);

function gaussLegendre(end: number, half: number): { at: number; weight: number }[] {
  const [near, far] = [
    Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3,
    Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3,
  ];
  const [nearWeight, farWeight] = [
    (322 + 13 * Math.sqrt(70)) / 900,
    (322 - 13 * Math.sqrt(70)) / 900,
  ];
  const panel = [
    [0, 128 / 225],
    [near, nearWeight],
    [-near, nearWeight],
    [far, farWeight],
    [-far, farWeight],
  ] as const;
  return Array.from({ length: end / (2 * half) }, (_, k) => (2 * k + 1) * half).flatMap((middle) =>
    panel.map(([at, weight]) => ({ at: middle + half * at, weight: half * weight })),
  );
}
