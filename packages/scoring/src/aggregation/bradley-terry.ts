import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { newton } from './newton.ts';
import { davidson, raoKupper, withoutTies } from './outcome-models.ts';
import { type Pair, pairedLikelihood } from './paired-likelihood.ts';
import { strongComponents } from './strong-components.ts';
import { type Reference, requireReference, type Worths, worthsOf } from './worths.ts';

/** How often two items met and how it ended; `first` is the one shown, or playing at home. */
export interface Comparison {
  readonly first: number;
  readonly second: number;
  readonly firstWins: number;
  readonly secondWins: number;
  readonly ties?: number;
}

/** What a model of paired comparisons found. The fit is null where the value is. */
export interface PairedComparisons {
  readonly strengths: Worths | null;
  /** Log odds that the item shown first gains by it; null unless asked for. `p` is Wald's, two-sided. */
  readonly orderEffect: {
    readonly value: number;
    readonly standardError: number;
    readonly p: number;
  } | null;
  /**
   * Davidson's ν (0 or more) or Rao and Kupper's θ (1 or more), and the standard error of its
   * logarithm, null where data without ties put it at its limit. Null unless asked for.
   */
  readonly tie: { readonly value: number; readonly logStandardError: number | null } | null;
  /** Twice the log-likelihood ratio against a model that fits every given comparison exactly. */
  readonly deviance: number | null;
  readonly degreesOfFreedom: number | null;
  readonly iterations: number;
  readonly converged: boolean;
  /**
   * Items that one scale can hold: wins or ties link them in both directions. Several groups mean
   * that no finite estimate exists; those that win stand first.
   */
  readonly groups: readonly (readonly number[])[];
  readonly items: number;
  /** Comparisons that counted. */
  readonly pairable: number;
}

export interface BradleyTerryOptions {
  readonly ties?: 'davidson' | 'raoKupper';
  readonly orderEffect?: boolean;
  readonly reference?: Reference;
}

/** A variance above this means that the likelihood is flat: the estimate runs off to infinity. */
const boundless = 1e6;

/**
 * Bradley–Terry strengths of items from paired comparisons, by maximum likelihood.
 *
 * With an order effect, ties of the Davidson model are relative to √(w₁ w₂) after the effect.
 *
 * @param items - number of items; comparisons name them from 0
 * @param comparisons - counts, one entry per ordered pair or several; order matters only to the
 *   order effect
 * @param options.ties - the model of ties; without one, ties are refused
 * @param options.orderEffect - whether to fit an advantage of the item shown first
 * @param options.reference - the item whose ability is 0, or `mean` (the default): they sum to 0
 * @returns the log-likelihood (0 or less, without the constant for the order of outcomes) and the
 *   fit; null, with the reason, where no finite estimate exists
 * @throws RangeError for an item compared with itself, an unknown item, a count that is no whole
 *   number of 0 or more, or ties without a model of them
 * @see Bradley and Terry (1952), Biometrika 39:324–345; Ford (1957), American Mathematical Monthly
 *   64(8):28–33; Davidson (1970), JASA 65:317–328; Rao and Kupper (1967), JASA 62:194–204
 */
export function bradleyTerry(
  items: number,
  comparisons: readonly Comparison[],
  options: BradleyTerryOptions = {},
): Estimate<PairedComparisons> {
  const { ties, orderEffect = false, reference = 'mean' } = options;
  requireComparisons(items, comparisons, ties !== undefined);
  requireReference('bradleyTerry', items, reference);
  const pairs = comparisons.map(asPair).filter((pair) => met(pair) > 0);
  const tied = pairs.reduce((sum, { tie }) => sum + tie, 0);
  const pairable = pairs.reduce((sum, pair) => sum + met(pair), 0);
  const groups = strongComponents(items, pairs.flatMap(beaten));
  const nothing: PairedComparisons = {
    strengths: null,
    orderEffect: null,
    tie: null,
    deviance: null,
    degreesOfFreedom: null,
    iterations: 0,
    converged: false,
    groups,
    items,
    pairable,
  };
  if (items < 2) return notDefined('there are fewer than two items', nothing);
  if (groups.length > 1)
    return notDefined(
      `no finite estimate exists: wins do not link the ${groups.length} groups of items both ways`,
      nothing,
    );
  if (tied === pairable) return notDefined('every comparison is a tie', nothing);
  // Without a tie the tie parameter lies at the limit where the model has none.
  const model = ties === undefined || tied === 0 ? withoutTies : tieModels[ties];
  const likelihood = pairedLikelihood(items, pairs, model, orderEffect);
  const { at, value, covariance, iterations, converged } = newton(
    likelihood.start,
    likelihood.evaluate,
  );
  if (covariance === null || covariance.diagonal().some((variance) => !(variance < boundless)))
    return notDefined(
      'no finite estimate exists: some outcome that never occurred would have to be impossible',
      { ...nothing, iterations },
    );
  const error = (parameter: number) => Math.sqrt(covariance.get(parameter, parameter));
  const { orderAt, tieAt } = likelihood;
  const outcomes = model === withoutTies ? 2 : 3;
  return defined(value, {
    ...nothing,
    strengths: worthsOf(items, at, covariance, reference),
    orderEffect: orderAt === null ? null : wald(at[orderAt] ?? 0, error(orderAt)),
    tie:
      ties === undefined
        ? null
        : Object.freeze({
            value: tieAt === null ? Number(ties === 'raoKupper') : Math.exp(at[tieAt] ?? 0),
            logStandardError: tieAt === null ? null : error(tieAt),
          }),
    deviance: likelihood.deviance(at),
    degreesOfFreedom: pairs.length * (outcomes - 1) - at.length,
    iterations,
    converged,
  });
}

const tieModels = { davidson, raoKupper };

function asPair({ first: i, second: j, firstWins, secondWins, ties = 0 }: Comparison): Pair {
  return { i, j, first: firstWins, second: secondWins, tie: ties };
}

const met = ({ first, second, tie }: Pair) => first + second + tie;

/** Who was not always worse than whom: an edge from the winner to the loser, both ways for a tie. */
function beaten({ i, j, first, second, tie }: Pair): (readonly [number, number])[] {
  const edges: (readonly [number, number])[] = [];
  if (first + tie > 0) edges.push([i, j]);
  if (second + tie > 0) edges.push([j, i]);
  return edges;
}

const wald = (value: number, standardError: number) =>
  Object.freeze({
    value,
    standardError,
    p: 2 * normalCdf(-Math.abs(value) / standardError, 0, 1),
  });

function requireComparisons(
  items: number,
  comparisons: readonly Comparison[],
  tiesModelled: boolean,
): void {
  const name = 'bradleyTerry';
  requires(Number.isSafeInteger(items) && items >= 0, name, 'a whole number of items');
  const isItem = (item: number) => Number.isInteger(item) && item >= 0 && item < items;
  for (const { first, second, firstWins, secondWins, ties = 0 } of comparisons) {
    requires(isItem(first) && isItem(second), name, 'items numbered from 0');
    requires(first !== second, name, 'two different items in a comparison');
    const counts = [firstWins, secondWins, ties];
    const whole = counts.every((count) => Number.isSafeInteger(count) && count >= 0);
    requires(whole, name, 'whole counts, 0 or more');
    requires(ties === 0 || tiesModelled, name, 'a model of ties where there are ties');
  }
}
