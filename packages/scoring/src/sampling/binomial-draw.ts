import type { SeededRandom } from './seeded-random.ts';

/**
 * One binomial variate: successes in n trials of probability p. Constant time in n.
 *
 * By inversion where n·min(p, 1 − p) < 10, else by transformed rejection with squeeze (BTRS).
 *
 * @param n - a whole number of 0 or above
 * @param p - in [0, 1]
 * @see Hörmann (1993), "The generation of binomial random variates", J. Stat. Comput. Simul. 46
 */
export function binomialDraw(random: SeededRandom, n: number, p: number): number {
  if (p > 0.5) return n - binomialDraw(random, n, 1 - p);
  if (n === 0 || p <= 0) return 0;
  return n * p < 10 ? byInversion(random, n, p) : byRejection(random, n, p);
}

/** Walks up the distribution function; tries again in the rare case that rounding runs past n. */
function byInversion(random: SeededRandom, n: number, p: number): number {
  const odds = p / (1 - p);
  const first = Math.exp(n * Math.log1p(-p));
  for (;;) {
    let left = random.next();
    let mass = first;
    for (let k = 0; k <= n; k++) {
      if (left < mass) return k;
      left -= mass;
      mass *= ((n - k) / (k + 1)) * odds;
    }
  }
}

function byRejection(random: SeededRandom, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const odds = p / (1 - p);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + centre);
    if (edge >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const height = Math.log((v * alpha) / (a / (edge * edge) + b));
    const limit =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
      stirlingTail(mode) +
      stirlingTail(n - mode) -
      stirlingTail(k) -
      stirlingTail(n - k);
    if (height <= limit) return k;
  }
}

/** ln k! − [½ ln 2π + (k + ½) ln(k + 1) − (k + 1)] */
function stirlingTail(k: number): number {
  const exact = smallTails[k];
  if (exact !== undefined) return exact;
  const square = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

const smallTails: readonly number[] = Array.from({ length: 10 }, (_, k) => {
  let logFactorial = 0;
  for (let i = 2; i <= k; i++) logFactorial += Math.log(i);
  return logFactorial - (0.5 * Math.log(2 * Math.PI) + (k + 0.5) * Math.log(k + 1) - (k + 1));
});
