import { Matrix } from 'ml-matrix';
import type { Curvature } from './newton.ts';
import type { OutcomeModel, Outcomes } from './outcome-models.ts';

/** The outcomes of items `i` (shown first) and `j`. */
export interface Pair extends Outcomes {
  readonly i: number;
  readonly j: number;
}

/** The log-likelihood of all pairs as a function of one vector of parameters. */
export interface PairedLikelihood {
  /** Log-worths of items 1, 2, … (item 0 has 0), then the order effect, then the tie parameter. */
  readonly start: Float64Array;
  readonly orderAt: number | null;
  readonly tieAt: number | null;
  evaluate(at: Float64Array): Curvature;
  /** Twice the shortfall against a model that fits each pair exactly. */
  deviance(at: Float64Array): number;
}

export function pairedLikelihood(
  items: number,
  pairs: readonly Pair[],
  model: OutcomeModel,
  orderEffect: boolean,
): PairedLikelihood {
  const orderAt = orderEffect ? items - 1 : null;
  const tieAt = model.startT === null ? null : items - 1 + (orderEffect ? 1 : 0);
  const start = new Float64Array(items - 1 + (orderEffect ? 1 : 0) + (tieAt === null ? 0 : 1));
  if (tieAt !== null) start[tieAt] = model.startT ?? 0;
  const ability = (at: Float64Array, item: number) => (item === 0 ? 0 : (at[item - 1] ?? 0));
  const advantage = (at: Float64Array, { i, j }: Pair) =>
    ability(at, i) - ability(at, j) + (orderAt === null ? 0 : (at[orderAt] ?? 0));
  const tie = (at: Float64Array) => (tieAt === null ? 0 : (at[tieAt] ?? 0));
  return {
    start,
    orderAt,
    tieAt,
    evaluate(at) {
      const gradient = new Float64Array(start.length);
      const information = Matrix.zeros(start.length, start.length);
      let value = 0;
      for (const pair of pairs) {
        const curve = model.curvature(pair, advantage(at, pair), tie(at));
        value += curve.value;
        const moved = parametersOf(pair, orderAt);
        for (const [a, signA] of moved) {
          gradient[a] = (gradient[a] ?? 0) + signA * curve.byS;
          for (const [b, signB] of moved)
            information.set(a, b, information.get(a, b) - signA * signB * curve.bySS);
          if (tieAt === null) continue;
          information.set(a, tieAt, information.get(a, tieAt) - signA * curve.byST);
          information.set(tieAt, a, information.get(tieAt, a) - signA * curve.byST);
        }
        if (tieAt === null) continue;
        gradient[tieAt] = (gradient[tieAt] ?? 0) + curve.byT;
        information.set(tieAt, tieAt, information.get(tieAt, tieAt) - curve.byTT);
      }
      return { value, gradient, information };
    },
    deviance(at) {
      let total = 0;
      for (const pair of pairs) {
        const fitted = model.probabilities(advantage(at, pair), tie(at));
        const met = pair.first + pair.second + pair.tie;
        total += shortfall(pair.first, met * fitted.first);
        total += shortfall(pair.second, met * fitted.second);
        total += shortfall(pair.tie, met * fitted.tie);
      }
      return 2 * total;
    },
  };
}

/** The parameters an advantage depends on, each with its sign; item 0 has none. */
function parametersOf({ i, j }: Pair, orderAt: number | null): (readonly [number, number])[] {
  const moved: (readonly [number, number])[] = [];
  if (i > 0) moved.push([i - 1, 1]);
  if (j > 0) moved.push([j - 1, -1]);
  if (orderAt !== null) moved.push([orderAt, 1]);
  return moved;
}

const shortfall = (observed: number, fitted: number) =>
  observed === 0 ? 0 : observed * Math.log(observed / fitted);
