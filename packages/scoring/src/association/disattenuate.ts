import { defined, type Estimate, type Interval, notDefined, requires } from '../result.ts';

/** A correlation as it would be without error of measurement. */
export type Disattenuated = Estimate<{
  /** The correlation as measured. */
  readonly observed: number;
  /** √(reliability of score × of outcome), the largest correlation to expect; null where undefined. */
  readonly attenuation: number | null;
  /** What to tell a reader when the result is outside [−1, 1]; else null. */
  readonly warning: string | null;
}>;

/**
 * Spearman's correction for attenuation: r / √(reliability of score × reliability of outcome).
 *
 * It is reported as it comes out, also beyond ±1, with a warning: the reliabilities are then too
 * low for the correlation seen. It describes; no decision should rest on it.
 *
 * @param r - the correlation as measured, in [−1, 1]
 * @param reliability.score - at most 1; `outcome` likewise, 1 unless told
 * @param options.interval - of r; its limits are corrected alike, reliabilities taken as known
 * @returns null where a reliability is 0 or less
 * @throws RangeError for a correlation outside [−1, 1] or a reliability that is not finite or above 1
 * @see Spearman (1904), American Journal of Psychology 15:72–101
 */
export function disattenuate(
  r: number,
  reliability: { readonly score: number; readonly outcome?: number },
  options: { readonly interval?: Interval } = {},
): Disattenuated {
  const { score, outcome = 1 } = reliability;
  requires(r >= -1 && r <= 1, 'disattenuate', 'a correlation from −1 to 1');
  for (const known of [score, outcome])
    requires(Number.isFinite(known) && known <= 1, 'disattenuate', 'reliabilities of at most 1');
  if (score <= 0 || outcome <= 0)
    return notDefined(`the reliability of the ${score <= 0 ? 'score' : 'outcome'} is not above 0`, {
      observed: r,
      attenuation: null,
      warning: null,
    });
  const attenuation = Math.sqrt(score) * Math.sqrt(outcome);
  const value = r / attenuation;
  const warning =
    Math.abs(value) > 1
      ? 'beyond ±1: the reliabilities are too low for the correlation seen, or off by chance'
      : null;
  const counts = { observed: r, attenuation, warning };
  if (options.interval === undefined) return defined(value, counts);
  const { low, high, level, method } = options.interval;
  const interval = {
    low: low / attenuation,
    high: high / attenuation,
    level,
    method: `${method}, corrected for attenuation`,
  };
  return defined(value, counts, { interval });
}
