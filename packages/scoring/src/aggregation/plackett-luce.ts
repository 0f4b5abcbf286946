import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { newton } from './newton.ts';
import { countAlternatives, rankingLikelihood, type Stage } from './ranking-likelihood.ts';
import { strongComponents } from './strong-components.ts';
import { type Reference, requireReference, type Worths, worthsOf } from './worths.ts';

/** Items best first; items that share a place stand together in a list. */
export type Ranking = readonly (number | readonly number[])[];

/** What a model of rankings found. The fit is null where the value is. */
export interface Rankings {
  readonly strengths: Worths | null;
  /** For each number of items that shared a place: δ, and the standard error of its logarithm. */
  readonly ties: readonly {
    readonly size: number;
    readonly value: number;
    readonly logStandardError: number;
  }[];
  readonly iterations: number;
  readonly converged: boolean;
  /** Items that one scale can hold; several groups mean that no finite estimate exists. */
  readonly groups: readonly (readonly number[])[];
  readonly items: number;
  /** Rankings of two items or more: those that counted. */
  readonly pairable: number;
}

/** A variance above this means that the likelihood is flat: the estimate runs off to infinity. */
const boundless = 1e6;
/** Beyond this many sets of items for one place, a fit takes minutes. */
const mostAlternatives = 5000;

/**
 * Plackett–Luce strengths of items from rankings, by maximum likelihood: each place is taken by one
 * of the items left, with odds in proportion to their worths; by several together, where ties occur,
 * with odds in proportion to δ × the geometric mean of their worths.
 *
 * @param items - number of items; rankings name them from 0
 * @param rankings - may leave items out
 * @param options.reference - the item whose ability is 0, or `mean` (the default): they sum to 0
 * @returns the log-likelihood (0 or less) and the fit; null, with the reason, where no finite
 *   estimate exists
 * @throws RangeError for an unknown item or one that stands twice in a ranking
 * @see Plackett (1975), Applied Statistics 24:193–202; Hunter (2004), Annals of Statistics
 *   32:384–406, section 5; Turner, van Etten, Firth and Kosmidis (2020), Computational Statistics
 *   35:1027–1057, eq. 3, for ties
 */
export function plackettLuce(
  items: number,
  rankings: readonly Ranking[],
  options: { readonly reference?: Reference } = {},
): Estimate<Rankings> {
  const { reference = 'mean' } = options;
  const placed = rankings.map((ranking) => ranking.map(together));
  requireRankings(items, placed);
  requireReference('plackettLuce', items, reference);
  const counted = placed.filter((places) => places.flat().length > 1);
  const groups = strongComponents(items, counted.flatMap(beaten));
  const nothing: Rankings = {
    strengths: null,
    ties: Object.freeze([]),
    iterations: 0,
    converged: false,
    groups,
    items,
    pairable: counted.length,
  };
  if (items < 2) return notDefined('there are fewer than two items', nothing);
  if (groups.length > 1)
    return notDefined(
      `no finite estimate exists: ranks do not link the ${groups.length} groups of items both ways`,
      nothing,
    );
  const stages = counted.flatMap(stagesOf);
  const tieSizes = [...new Set(stages.map(({ taken }) => taken))]
    .filter((taken) => taken > 1)
    .sort((a, b) => a - b);
  const longest = stages.reduce((most, { left }) => Math.max(most, left.length), 0);
  if (countAlternatives(longest, tieSizes) > mostAlternatives)
    return notDefined(
      `ties of ${tieSizes.at(-1)} among ${longest} items can fall in too many ways to weigh them all`,
      nothing,
    );
  const start = new Float64Array(items - 1 + tieSizes.length);
  const fit = newton(start, rankingLikelihood(items, stages, tieSizes));
  const { at, value, covariance, iterations, converged } = fit;
  if (covariance === null || covariance.diagonal().some((variance) => !(variance < boundless)))
    return notDefined(
      'no finite estimate exists: some outcome that never occurred would have to be impossible',
      { ...nothing, iterations },
    );
  const ties = tieSizes.map((size, k) => {
    const slot = items - 1 + k;
    const logStandardError = Math.sqrt(covariance.get(slot, slot));
    return Object.freeze({ size, value: Math.exp(at[slot] ?? 0), logStandardError });
  });
  return defined(value, {
    ...nothing,
    strengths: worthsOf(items, at, covariance, reference),
    ties: Object.freeze(ties),
    iterations,
    converged,
  });
}

const together = (place: number | readonly number[]) =>
  typeof place === 'number' ? [place] : place;

type Places = readonly (readonly number[])[];

/** The places that were a choice: all but a last one that a single item was left for. */
function stagesOf(places: Places): Stage[] {
  return places
    .map((place, k) => ({ left: places.slice(k).flat(), taken: place.length }))
    .filter(({ left }) => left.length > 1);
}

/** Each place beats the next, and its items each other: reaching further down follows from that. */
function beaten(places: Places): (readonly [number, number])[] {
  return places.flatMap((place, k) => {
    const [head = 0, ...others] = place;
    const below = places[k + 1]?.[0];
    const tied = others.flatMap((other) => [[head, other] as const, [other, head] as const]);
    return below === undefined ? tied : [...tied, [head, below] as const];
  });
}

function requireRankings(items: number, rankings: readonly Places[]): void {
  const name = 'plackettLuce';
  requires(Number.isSafeInteger(items) && items >= 0, name, 'a whole number of items');
  for (const places of rankings) {
    const all = places.flat();
    const known = all.every((item) => Number.isInteger(item) && item >= 0 && item < items);
    requires(known, name, 'items numbered from 0');
    requires(new Set(all).size === all.length, name, 'each item once in a ranking');
    requires(
      places.every((place) => place.length > 0),
      name,
      'an item in each place',
    );
  }
}
