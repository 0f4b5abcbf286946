import type { Cases } from './cases.ts';
import { orderWithin } from './grouped.ts';

/** A fitted log hazard ratio per unit of the score. */
interface Fitted {
  readonly slope: number;
  /** As the fit gives it, for independent cases. */
  readonly error: number;
}

/**
 * What each case adds to the error of a log hazard ratio: score residuals times its variance. Events
 * of one moment are met by all who were at risk (Breslow).
 *
 * @param isEvent - 1 per case with the event
 * @param stratum - per case, 0 upwards; all 0 where there are none
 * @see Lin and Wei (1989), Journal of the American Statistical Association 84:1074–1078
 */
export function coxInfluence(
  { byY, x, n }: Pick<Cases, 'byY' | 'x' | 'n'>,
  isEvent: Uint8Array,
  stratum: Int32Array,
  { slope, error }: Fitted,
): Float64Array {
  const order = orderWithin(byY);
  const strata = stratum.reduce((most, code) => Math.max(most, code), 0) + 1;
  const risk = Float64Array.from(x, (value) => Math.exp(slope * value));
  const atRisk = new Float64Array(strata);
  const scores = new Float64Array(strata);
  // per case: hazard of its moment, and the mean score of those at risk then
  const hazard = new Float64Array(n);
  const mean = new Float64Array(n);
  const endOf = (from: number, step: 1 | -1): number => {
    const group = byY.group[order[from] ?? 0];
    let to = from;
    while (to >= 0 && to < n && byY.group[order[to] ?? 0] === group) to += step;
    return to;
  };
  for (let from = n - 1; from >= 0; ) {
    const to = endOf(from, -1);
    for (let at = from; at > to; at--) {
      const i = order[at] ?? 0;
      const s = stratum[i] ?? 0;
      atRisk[s] = (atRisk[s] ?? 0) + (risk[i] ?? 0);
      scores[s] = (scores[s] ?? 0) + (risk[i] ?? 0) * (x[i] ?? 0);
    }
    for (let at = from; at > to; at--) {
      const i = order[at] ?? 0;
      const s = stratum[i] ?? 0;
      hazard[i] = 1 / (atRisk[s] ?? 1);
      mean[i] = (scores[s] ?? 0) / (atRisk[s] ?? 1);
    }
    from = to;
  }
  const met = new Float64Array(strata);
  const metScore = new Float64Array(strata);
  const influence = new Float64Array(n);
  for (let from = 0; from < n; ) {
    const to = endOf(from, 1);
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      const s = stratum[i] ?? 0;
      if (isEvent[i] !== 1) continue;
      met[s] = (met[s] ?? 0) + (hazard[i] ?? 0);
      metScore[s] = (metScore[s] ?? 0) + (hazard[i] ?? 0) * (mean[i] ?? 0);
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      const s = stratum[i] ?? 0;
      const value = x[i] ?? 0;
      const own = isEvent[i] === 1 ? value - (mean[i] ?? 0) : 0;
      const expected = (risk[i] ?? 0) * (value * (met[s] ?? 0) - (metScore[s] ?? 0));
      influence[i] = error ** 2 * (own - expected);
    }
    from = to;
  }
  return influence;
}
