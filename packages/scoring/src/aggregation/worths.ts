import { Matrix } from 'ml-matrix';
import { requires } from '../result.ts';

/** How abilities are anchored: at one item, or at their mean. */
export type Reference = number | 'mean';

/** Abilities on the log scale (differences are log odds), with their standard errors. */
export interface Worths {
  /** Log-worths, 0 at the reference. */
  readonly abilities: readonly number[];
  /** 0 at a reference item. */
  readonly standardErrors: readonly number[];
  /** exp(ability), scaled to add up to 1. */
  readonly worths: readonly number[];
}

/**
 * Abilities from estimates in which item 0 is fixed at 0.
 *
 * @param estimates - log-worths of items 1, 2, …, then any other parameters
 * @param covariance - of the estimates
 */
export function worthsOf(
  items: number,
  estimates: Float64Array,
  covariance: Matrix,
  reference: Reference,
): Worths {
  const raw = Array.from({ length: items }, (_, i) => (i === 0 ? 0 : (estimates[i - 1] ?? 0)));
  const padded = Matrix.zeros(items, items);
  if (items > 1) padded.setSubMatrix(covariance.subMatrix(0, items - 2, 0, items - 2), 1, 1);
  const mean = raw.reduce((sum, ability) => sum + ability, 0) / items;
  const anchor = reference === 'mean' ? mean : (raw[reference] ?? 0);
  const rowMeans = padded.mean('row');
  const grandMean = padded.mean();
  const variance = (i: number) =>
    reference === 'mean'
      ? padded.get(i, i) - 2 * (rowMeans[i] ?? 0) + grandMean
      : padded.get(i, i) - 2 * padded.get(i, reference) + padded.get(reference, reference);
  const most = Math.max(...raw);
  const total = raw.reduce((sum, ability) => sum + Math.exp(ability - most), 0);
  return {
    abilities: Object.freeze(raw.map((ability) => ability - anchor)),
    standardErrors: Object.freeze(raw.map((_, i) => Math.sqrt(Math.max(0, variance(i))))),
    worths: Object.freeze(raw.map((ability) => Math.exp(ability - most) / total)),
  };
}

/** @throws RangeError unless the reference is `mean` or one of the items */
export function requireReference(caller: string, items: number, reference: Reference): void {
  const known =
    reference === 'mean' || (Number.isInteger(reference) && reference >= 0 && reference < items);
  requires(known, caller, 'a reference among the items');
}
