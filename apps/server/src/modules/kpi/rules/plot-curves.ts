import { aalenJohansen } from '@assay/scoring/survival/aalen-johansen';
import { kaplanMeier } from '@assay/scoring/survival/kaplan-meier';
import type { Cases } from './cases.ts';
import { endings, type OutcomeColumn } from './input.ts';
import { eventsOf } from './primary.ts';
import type { IncidenceCurve, PairPlot, SurvivalCurve } from './result.ts';
import { scoreGroups } from './score-groups.ts';
import { thinPlaces } from './thin.ts';

/** Cases that curves of times are drawn from at most. */
const curveMax = 50_000;

/** How times of low and high scores run, and in which ways they end. */
export function curvesOf(
  cases: Cases,
  outcome: OutcomeColumn,
  level: number,
): Pick<PairPlot, 'survival' | 'incidence'> {
  const { codes, names } = scoreGroups(cases);
  const step = Math.max(1, cases.n / curveMax);
  const drawn = new Int32Array(Math.floor(cases.n / step));
  for (let k = 0; k < drawn.length; k++) drawn[k] = Math.floor(k * step);
  const status = eventsOf(cases, outcome);
  const survival: SurvivalCurve[] = [];
  const incidence: IncidenceCurve[] = [];
  for (const [group, label] of names.entries()) {
    const own = drawn.filter((i) => codes[i] === group);
    if (own.length === 0) continue;
    const time = Float64Array.from(own, (i) => cases.y[i] ?? 0);
    const ended = own.map((i) => status[i] ?? 0);
    const { curve, n, events } = kaplanMeier(time, ended, { level });
    const steps = thinPlaces(curve.time.length).map((k) => ({
      time: curve.time[k] ?? 0,
      survival: curve.survival[k] ?? 0,
      low: curve.low[k] ?? null,
      high: curve.high[k] ?? null,
      atRisk: curve.atRisk[k] ?? 0,
    }));
    survival.push({ label, n, events, steps });
    const ways = own.map((i) => outcome.ending?.[cases.rows[i] ?? 0] ?? 0);
    if (ways.every((way) => way < 2)) continue;
    const risks = aalenJohansen(time, ways, { causes: endings.length - 1, level });
    for (const { cause, events: happened, incidence: share, low, high } of risks.causes) {
      if (happened === 0) continue;
      const shares = thinPlaces(risks.time.length).map((k) => ({
        time: risks.time[k] ?? 0,
        incidence: share[k] ?? 0,
        low: low[k] ?? null,
        high: high[k] ?? null,
      }));
      incidence.push({ label, ending: endings[cause] ?? 'OPEN', steps: shares });
    }
  }
  return { survival, incidence };
}
