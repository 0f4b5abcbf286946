import type { Ratings } from '../ratings/ratings.ts';
import { requireModerate } from '../require-moderate.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import {
  type CrossedEffects,
  crossedEffects,
  type Method,
  type Predicted,
} from './crossed-effects.ts';
import { minimizePair } from './minimize-pair.ts';

/** What the crossed random-effects model found. Parts of the fit are null where the value is. */
export interface Severity {
  /** Squared units of the scores. */
  readonly variances: {
    readonly unit: number;
    readonly rater: number;
    readonly residual: number;
  } | null;
  /**
   * Per rater: how much higher than the others, shrunk towards 0, in units of the scores; positive
   * is lenient. Null for a rater without ratings. With several `components` it compares within one.
   */
  readonly leniency: readonly (Predicted | null)[];
  /** Per unit: how far from the intercept, shrunk towards 0; null for a unit without ratings. */
  readonly unitEffects: readonly (Predicted | null)[];
  /** Per unit: its score with leniency removed, intercept + effect; null if `components` is not 1. */
  readonly adjusted: readonly (Predicted | null)[] | null;
  /** The REML criterion, or −2 log-likelihood. */
  readonly criterion: number | null;
  readonly method: Method;
  /** A variance was estimated as 0. */
  readonly singular: boolean;
  readonly converged: boolean;
  readonly evaluations: number;
  /** Groups of units and raters that no rating links to each other. */
  readonly components: number;
  readonly units: number;
  readonly raters: number;
  /** The ratings that counted. */
  readonly pairable: number;
}

/** Beyond this many levels of the smaller factor a fit takes minutes. */
const mostLevels = 1000;

/**
 * Rater leniency and adjusted unit scores, from crossed random effects of units and raters.
 *
 * score = intercept + unit effect + rater effect + error, all effects normal; variances by
 * restricted or plain maximum likelihood. Effects are best linear unbiased predictions; their
 * standard errors are conditional on the data and the estimated variances.
 *
 * @param ratings - scores on an interval scale; any number a unit, repeats allowed
 * @param options.method - `reml` unless told
 * @returns the intercept with its standard error, and the fit; null, with the reason, where the
 *   ratings cannot separate units, raters and error
 * @throws RangeError for a score that is not finite, or an index out of range
 * @see Bates, Mächler, Bolker and Walker (2015), Journal of Statistical Software 67(1), eq. 34–42
 */
export function raterSeverity(
  ratings: Ratings,
  options: { readonly method?: Method } = {},
): Estimate<Severity> {
  const { method = 'reml' } = options;
  const { unit, rater, value, units, raters } = ratings;
  requireModerate('raterSeverity', value, 'scores');
  const inRange = (index: Int32Array, size: number) => index.every((i) => i >= 0 && i < size);
  requires(
    inRange(unit, units) && inRange(rater, raters),
    'raterSeverity',
    'unit and rater indices in range',
  );
  const nothing: Severity = {
    variances: null,
    leniency: Object.freeze(Array.from({ length: raters }, () => null)),
    unitEffects: Object.freeze(Array.from({ length: units }, () => null)),
    adjusted: null,
    criterion: null,
    method,
    singular: false,
    converged: false,
    evaluations: 0,
    components: countComponents(ratings),
    units,
    raters,
    pairable: value.length,
  };
  const reason = whyInseparable(ratings);
  if (reason !== null) return notDefined(reason, nothing);
  const mean = value.reduce((sum, score) => sum + score, 0) / value.length;
  const centred = value.map((score) => score - mean);
  const variance = centred.reduce((sum, score) => sum + score ** 2, 0) / value.length;
  const unitsAreMany = units >= raters;
  const model = unitsAreMany
    ? crossedEffects(unit, rater, centred, { many: units, few: raters }, method)
    : crossedEffects(rater, unit, centred, { many: raters, few: units }, method);
  const found = minimizePair([1, 1], (many, few) => {
    return model.profile(many ** 2, few ** 2)?.criterion ?? Number.POSITIVE_INFINITY;
  });
  const [manyRatio, fewRatio] = [found.at[0] ** 2, found.at[1] ** 2];
  const fit = model.profile(manyRatio, fewRatio);
  if (fit === null || fit.residualVariance < 1e-10 * variance)
    return notDefined('unit and rater explain every score exactly: no error is left', nothing);
  const [unitRatio, raterRatio] = unitsAreMany ? [manyRatio, fewRatio] : [fewRatio, manyRatio];
  const effects = byFactor(model, manyRatio, fewRatio, unitsAreMany);
  const unitEffects = onlyRated(effects.unit, unit);
  const intercept = mean + fit.intercept;
  return defined(
    intercept,
    {
      ...nothing,
      variances: Object.freeze({
        unit: unitRatio * fit.residualVariance,
        rater: raterRatio * fit.residualVariance,
        residual: fit.residualVariance,
      }),
      leniency: onlyRated(effects.rater, rater),
      unitEffects,
      adjusted:
        nothing.components === 1
          ? Object.freeze(unitEffects.map((e) => shift(e, intercept)))
          : null,
      criterion: found.value,
      singular: unitRatio === 0 || raterRatio === 0,
      converged: found.converged,
      evaluations: found.evaluations,
    },
    { standardError: fit.interceptError },
  );
}

function byFactor(
  model: CrossedEffects,
  manyRatio: number,
  fewRatio: number,
  unitsAreMany: boolean,
): { readonly unit: readonly Predicted[]; readonly rater: readonly Predicted[] } {
  const { many, few } = model.predict(manyRatio, fewRatio);
  return unitsAreMany ? { unit: many, rater: few } : { unit: few, rater: many };
}

function onlyRated(
  effects: readonly Predicted[],
  levels: Int32Array,
): readonly (Predicted | null)[] {
  const rated = new Set(levels);
  return Object.freeze(effects.map((e, level) => (rated.has(level) ? Object.freeze(e) : null)));
}

const shift = (effect: Predicted | null, by: number) =>
  effect === null ? null : Object.freeze({ ...effect, value: effect.value + by });

/** Why no fit exists, in words; null where one does. */
function whyInseparable({ unit, rater, value, units, raters }: Ratings): string | null {
  const [ratedUnits, activeRaters] = [new Set(unit).size, new Set(rater).size];
  const pairs = new Set(
    unit.length === 0 ? [] : Array.from(unit, (u, t) => u * raters + (rater[t] ?? 0)),
  );
  const [first] = value;
  if (ratedUnits < 2) return 'fewer than two units are rated';
  if (activeRaters < 2) return 'fewer than two raters rated';
  if (value.every((score) => score === first)) return 'all scores are equal';
  if (ratedUnits === value.length)
    return 'no unit is rated twice: units and error cannot be told apart';
  if (activeRaters === value.length)
    return 'no rater rated twice: raters and error cannot be told apart';
  if (pairs.size === ratedUnits && pairs.size === activeRaters)
    return 'each unit has a rater of its own: units and raters cannot be told apart';
  if (Math.min(units, raters) > mostLevels)
    return `there are more than ${mostLevels} units and more than ${mostLevels} raters`;
  return null;
}

/** Groups of rated units and active raters that ratings link. */
function countComponents({ unit, rater, units, raters }: Ratings): number {
  const parent = Int32Array.from({ length: units + raters }, (_, node) => node);
  const root = (node: number) => {
    let at = node;
    while ((parent[at] ?? at) !== at) {
      const next = parent[at] ?? at;
      parent[at] = parent[next] ?? next;
      at = next;
    }
    return at;
  };
  for (let t = 0; t < unit.length; t += 1)
    parent[root(unit[t] ?? 0)] = root(units + (rater[t] ?? 0));
  return new Set(Array.from(unit, root)).size;
}
