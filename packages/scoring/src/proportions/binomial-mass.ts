/**
 * The probability of `successes` out of `trials`, accurate in the far tails and for large counts.
 *
 * @returns a probability in [0, 1]
 * @see Loader (2000), "Fast and Accurate Computation of Binomial Probabilities", eq. 3–5
 */
export function binomialMass(successes: number, trials: number, probability: number): number {
  const failures = trials - successes;
  if (probability === 0) return successes === 0 ? 1 : 0;
  if (probability === 1) return failures === 0 ? 1 : 0;
  if (successes === 0) return Math.exp(trials * Math.log1p(-probability));
  if (failures === 0) return Math.exp(trials * Math.log(probability));
  const exponent =
    stirlingError(trials) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, trials * probability) -
    deviance(failures, trials * (1 - probability));
  return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * successes * failures));
}

/** log n! minus Stirling's approximation of it, for n ≥ 1. */
function stirlingError(n: number): number {
  if (n < 16) {
    let logFactorial = 0;
    for (let k = 2; k <= n; k += 1) logFactorial += Math.log(k);
    return logFactorial - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI);
  }
  const square = n * n;
  return (
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) /
    n
  );
}

/** x log(x / mean) + mean − x, without cancellation where x is near its mean. */
function deviance(x: number, mean: number): number {
  const relative = (x - mean) / (x + mean);
  if (Math.abs(relative) >= 0.1) return x * Math.log(x / mean) + mean - x;
  let sum = (x - mean) * relative;
  let term = 2 * x * relative;
  for (let k = 3; k < 200; k += 2) {
    term *= relative * relative;
    const next = sum + term / k;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
