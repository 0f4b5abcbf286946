import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { type FittedCoefficient, fittedCoefficient } from './fitted-coefficient.ts';
import { determined } from './least-squares.ts';
import { logisticCovariance, maximizeLogistic } from './logistic-likelihood.ts';
import { centre, readProblem, requireIterations, sumOfSquares } from './predictors.ts';
import { triangularize } from './triangularize.ts';

/** A logistic regression. Parts of the fit are null where the log-likelihood is. */
export interface LogisticFit {
  readonly intercept: FittedCoefficient | null;
  /** One per predictor, in order: log odds per unit. */
  readonly coefficients: readonly FittedCoefficient[] | null;
  /** Per case the probability of a 1. */
  readonly fitted: Float64Array | null;
  readonly deviance: number | null;
  /** Of the intercept alone. */
  readonly nullDeviance: number | null;
  readonly aic: number | null;
  /** Whether a combination of predictors tells the outcomes apart, so that no finite fit exists. */
  readonly separated: boolean;
  readonly iterations: number;
  readonly converged: boolean;
  readonly n: number;
}

export interface LogisticOptions {
  /** Coverage of the Wald intervals, .95 unless told. */
  readonly level?: number;
  /** 100 unless told. */
  readonly maximumIterations?: number;
}

/**
 * Logistic regression by maximum likelihood with an intercept: iteratively reweighted least squares
 * on standardised predictors.
 *
 * Where a combination of predictors separates the outcomes, wholly or but for cases on the border,
 * the maximum lies at infinity: that is found out and reported.
 *
 * @param columns - predictors of the same cases, each as long as `y`
 * @param y - 0 or 1 per case
 * @returns the log-likelihood, 0 or less, and the fit; null where all outcomes are equal, predictors
 *   determine one another, or the outcomes are separated
 * @throws RangeError for unequal lengths, an outcome other than 0 and 1, predictors that are not
 *   finite, a level outside (0, 1), or no iteration
 * @see McCullagh and Nelder (1989), Generalized Linear Models, chapter 4; Albert and Anderson
 *   (1984), Biometrika 71:1–10
 */
export function logisticRegression(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  options: LogisticOptions = {},
): Estimate<LogisticFit> {
  const { level = 0.95, maximumIterations = 100 } = options;
  requireLevel('logisticRegression', level);
  requireIterations('logisticRegression', maximumIterations);
  const problem = readProblem('logisticRegression', columns, y);
  const { n, y: outcome } = problem;
  requires(
    outcome.every((value) => value === 0 || value === 1),
    'logisticRegression',
    'an outcome of 0 or 1 for each case',
  );
  const nothing: LogisticFit = {
    intercept: null,
    coefficients: null,
    fitted: null,
    deviance: null,
    nullDeviance: null,
    aic: null,
    separated: false,
    iterations: 0,
    converged: false,
    n,
  };
  const ones = outcome.reduce((sum, value) => sum + value, 0);
  if (ones === 0 || ones === n) return notDefined('all outcomes are equal', nothing);
  const centred = problem.columns.map(centre);
  const turned = triangularize(
    centred.map(({ values }) => values),
    outcome,
    problem.columns.map((column) => Math.sqrt(sumOfSquares(column))),
  );
  if (turned.dependent !== null) return notDefined(determined(turned.dependent), nothing);
  const spreads = centred.map(({ values }) => Math.sqrt(sumOfSquares(values) / n));
  const design = [
    outcome.map(() => 1),
    ...centred.map(({ values }, j) => values.map((value) => value / (spreads[j] ?? 1))),
  ];
  const fit = maximizeLogistic(design, outcome, maximumIterations);
  const { iterations, converged, separated } = fit;
  if (separated)
    return notDefined(
      'no finite estimate exists: a combination of the predictors tells the outcomes apart',
      { ...nothing, separated, iterations },
    );
  const inverse = logisticCovariance(design, fit.fitted);
  if (inverse === null)
    return notDefined('the likelihood is flat at its maximum', { ...nothing, iterations });
  const size = design.length;
  // From standardised predictors back to their own units: coefficient j is that over its spread.
  const scales = [1, ...spreads];
  const shifts = centred.map(({ mean }, j) => mean / (spreads[j] ?? 1));
  const back = [1, ...shifts.map((shift) => -shift)];
  const quantile = normalQuantile((1 + level) / 2, 0, 1);
  const coefficient = (value: number, variance: number) =>
    fittedCoefficient(
      value,
      Math.sqrt(variance),
      (z) => 2 * normalCdf(-Math.abs(z), 0, 1),
      quantile,
      {
        level,
        method: 'Wald',
      },
    );
  let variance0 = 0;
  for (const [a, left] of back.entries()) {
    for (const [b, right] of back.entries())
      variance0 += left * right * (inverse[a * size + b] ?? 0);
  }
  const value0 = back.reduce((sum, factor, j) => sum + factor * (fit.coefficients[j] ?? 0), 0);
  const coefficients = [...fit.coefficients].slice(1).map((value, k) => {
    const scale = scales[k + 1] ?? 1;
    return coefficient(value / scale, (inverse[(k + 1) * (size + 1)] ?? 0) / scale ** 2);
  });
  const logLikelihood = fit.logLikelihood;
  return defined(logLikelihood, {
    intercept: coefficient(value0, variance0),
    coefficients: Object.freeze(coefficients),
    fitted: fit.fitted,
    deviance: -2 * logLikelihood,
    nullDeviance: -2 * (ones * Math.log(ones / n) + (n - ones) * Math.log(1 - ones / n)),
    aic: -2 * logLikelihood + 2 * size,
    separated: false,
    iterations,
    converged,
    n,
  });
}
