import { ascendingOrder } from '../association/ascending-order.ts';
import { requirePaired } from '../association/require-paired.ts';
import { requires } from '../result.ts';
import { readNumbers } from './predictors.ts';

/** A rising (or falling) step function. */
export interface IsotonicFit {
  /** Per case, in the order given. */
  readonly fitted: Float64Array;
  /** The steps by rising x: the first and last x of each and its value. */
  readonly steps: readonly { readonly from: number; readonly to: number; readonly value: number }[];
  readonly n: number;
}

export interface IsotonicOptions {
  /** Above 0, one per case; alike unless told. */
  readonly weights?: ArrayLike<number>;
  /** Whether the fit rises with x; yes unless told. */
  readonly increasing?: boolean;
  /**
   * `secondary` (unless told): cases with the same x get the same value. `primary`: among them the
   * outcome decides the order, so that they may differ.
   */
  readonly ties?: 'primary' | 'secondary';
}

/**
 * The rising step function closest to the outcomes in weighted least squares, by pooling adjacent
 * violators. Defined for any cases; none give no steps.
 *
 * @param x - finite numbers; `y[i]` belongs to the same case as `x[i]`
 * @throws RangeError for unequal lengths, values that are not finite, or weights not above 0
 * @see Barlow, Bartholomew, Bremner and Brunk (1972), Statistical Inference under Order
 *   Restrictions; de Leeuw, Hornik and Mair (2009), Journal of Statistical Software 32(5)
 */
export function isotonicRegression(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: IsotonicOptions = {},
): IsotonicFit {
  const { increasing = true, ties = 'secondary' } = options;
  const pairs = requirePaired('isotonicRegression', x, y);
  const n = pairs.x.length;
  readNumbers('isotonicRegression', pairs.y);
  const given = options.weights ?? pairs.x.map(() => 1);
  const weights = readNumbers('isotonicRegression', given);
  requires(
    weights.length === n && weights.every((weight) => weight > 0),
    'isotonicRegression',
    'a weight above 0 for each case',
  );
  const sign = increasing ? 1 : -1;
  const target = pairs.y.map((value) => sign * value);
  const before = ties === 'primary' ? ascendingOrder(target).order : undefined;
  const { order } = ascendingOrder(pairs.x, before);
  const blocks = pool(pairs.x, target, weights, order, ties === 'secondary');
  const fitted = new Float64Array(n);
  const steps = blocks.map(({ start, end, weight, sum }) => {
    const value = (sign * sum) / weight;
    for (let at = start; at < end; at++) fitted[order[at] ?? 0] = value;
    const [from, to] = [pairs.x[order[start] ?? 0] ?? 0, pairs.x[order[end - 1] ?? 0] ?? 0];
    return Object.freeze({ from, to, value });
  });
  return Object.freeze({ fitted, steps: Object.freeze(steps), n });
}

/** Neighbours in order that share a value: weighted sum over weight. */
interface Block {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
  readonly sum: number;
}

function pool(
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  order: Int32Array,
  tiesTogether: boolean,
): readonly Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < order.length; ) {
    let end = start;
    let weight = 0;
    let sum = 0;
    do {
      const i = order[end++] ?? 0;
      weight += weights[i] ?? 0;
      sum += (weights[i] ?? 0) * (y[i] ?? 0);
    } while (tiesTogether && end < order.length && x[order[end] ?? 0] === x[order[start] ?? 0]);
    let block: Block = { start, end, weight, sum };
    start = end;
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (last.sum / last.weight < block.sum / block.weight) break;
      blocks.pop();
      block = {
        start: last.start,
        end: block.end,
        weight: last.weight + block.weight,
        sum: last.sum + block.sum,
      };
    }
    blocks.push(block);
  }
  return blocks;
}
