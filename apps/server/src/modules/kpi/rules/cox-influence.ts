import type { Cases } from './cases.ts';
import { orderWithin } from './grouped.ts';

/** A fitted log hazard ratio per unit of the score. */
interface Fitted {
  readonly slope: number;
  /** As the fit gives it, for independent cases. */
  readonly error: number;
}

/** Cases from the first end to the last. */
interface Line {
  readonly x: Float64Array;
  /** Relative hazard. */
  readonly risk: Float64Array;
  readonly isEvent: Uint8Array;
  readonly stratum: Int32Array;
  readonly strata: number;
  /** Per place where its moment begins, and where the next one does. */
  readonly from: Int32Array;
  readonly to: Int32Array;
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
  cases: Pick<Cases, 'byY' | 'x' | 'n'>,
  isEvent: Uint8Array,
  stratum: Int32Array,
  { slope, error }: Fitted,
): Float64Array {
  const order = orderWithin(cases.byY);
  const line = lineOf(cases, order, isEvent, stratum, slope);
  const { hazard, mean } = momentsOf(line);
  const { x, risk, from, to, strata } = line;
  const met = new Float64Array(strata);
  const metScore = new Float64Array(strata);
  const influence = new Float64Array(cases.n);
  for (let at = 0; at < cases.n; at++) {
    for (let meets = at; from[at] === at && meets < (to[at] ?? 0); meets++) {
      if (line.isEvent[meets] !== 1) continue;
      const s = line.stratum[meets] ?? 0;
      met[s] = (met[s] ?? 0) + (hazard[meets] ?? 0);
      metScore[s] = (metScore[s] ?? 0) + (hazard[meets] ?? 0) * (mean[meets] ?? 0);
    }
    const s = line.stratum[at] ?? 0;
    const value = x[at] ?? 0;
    const own = line.isEvent[at] === 1 ? value - (mean[at] ?? 0) : 0;
    const expected = (risk[at] ?? 0) * (value * (met[s] ?? 0) - (metScore[s] ?? 0));
    influence[order[at] ?? 0] = error ** 2 * (own - expected);
  }
  return influence;
}

function lineOf(
  { byY, x: scores, n }: Pick<Cases, 'byY' | 'x' | 'n'>,
  order: Int32Array,
  events: Uint8Array,
  codes: Int32Array,
  slope: number,
): Line {
  const [x, risk] = [new Float64Array(n), new Float64Array(n)];
  const isEvent = new Uint8Array(n);
  const [stratum, from, to] = [new Int32Array(n), new Int32Array(n), new Int32Array(n)];
  let strata = 1;
  for (let at = 0; at < n; at++) {
    const i = order[at] ?? 0;
    const code = codes[i] ?? 0;
    x[at] = scores[i] ?? 0;
    risk[at] = Math.exp(slope * (scores[i] ?? 0));
    isEvent[at] = events[i] ?? 0;
    stratum[at] = code;
    if (code >= strata) strata = code + 1;
    const isSame = at > 0 && byY.group[order[at - 1] ?? 0] === byY.group[i];
    from[at] = isSame ? (from[at - 1] ?? 0) : at;
  }
  for (let at = n - 1; at >= 0; at--) {
    to[at] = at + 1 < n && from[at + 1] === from[at] ? (to[at + 1] ?? 0) : at + 1;
  }
  return { x, risk, isEvent, stratum, strata, from, to };
}

/** Per place the hazard of one event at its moment, and the mean score of those at risk then. */
function momentsOf({ x, risk, stratum, strata, from, to }: Line): {
  readonly hazard: Float64Array;
  readonly mean: Float64Array;
} {
  const n = x.length;
  const atRisk = new Float64Array(strata);
  const scores = new Float64Array(strata);
  const hazard = new Float64Array(n);
  const mean = new Float64Array(n);
  for (let at = n - 1; at >= 0; at--) {
    const s = stratum[at] ?? 0;
    atRisk[s] = (atRisk[s] ?? 0) + (risk[at] ?? 0);
    scores[s] = (scores[s] ?? 0) + (risk[at] ?? 0) * (x[at] ?? 0);
    // all of a moment are at risk in it
    for (let meets = at; from[at] === at && meets < (to[at] ?? 0); meets++) {
      const own = stratum[meets] ?? 0;
      hazard[meets] = 1 / (atRisk[own] ?? 1);
      mean[meets] = (scores[own] ?? 0) / (atRisk[own] ?? 1);
    }
  }
  return { hazard, mean };
}
