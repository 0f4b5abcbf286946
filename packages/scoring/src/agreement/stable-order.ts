/**
 * Positions sorted by key, ties in the order given: a counting sort.
 *
 * @param key - whole numbers in [0, keys)
 * @param given - the order before; `null` for the positions as they are
 */
export function stableOrder(key: Int32Array, keys: number, given: Int32Array | null): Int32Array {
  const next = new Int32Array(keys + 1);
  for (const k of key) next[k + 1] = (next[k + 1] ?? 0) + 1;
  for (let k = 1; k <= keys; k++) next[k] = (next[k] ?? 0) + (next[k - 1] ?? 0);
  const order = new Int32Array(key.length);
  for (let at = 0; at < key.length; at++) {
    const i = given === null ? at : (given[at] ?? 0);
    const k = key[i] ?? 0;
    const position = next[k] ?? 0;
    order[position] = i;
    next[k] = position + 1;
  }
  return order;
}
