/** Sums by group, with the sum of the groups below one: a Fenwick tree. */
export class SumTree {
  readonly #tree: Float64Array;
  readonly #own: Float64Array;
  #all = 0;

  constructor(groups: number) {
    this.#tree = new Float64Array(groups + 1);
    this.#own = new Float64Array(groups);
  }

  add(group: number, weight: number): void {
    const tree = this.#tree;
    this.#all += weight;
    this.#own[group] = (this.#own[group] ?? 0) + weight;
    for (let node = group + 1; node < tree.length; node += node & -node) {
      tree[node] = (tree[node] ?? 0) + weight;
    }
  }

  below(group: number): number {
    const tree = this.#tree;
    let sum = 0;
    for (let node = group; node > 0; node &= node - 1) sum += tree[node] ?? 0;
    return sum;
  }

  at(group: number): number {
    return this.#own[group] ?? 0;
  }

  /** @param below - what `below` gives for the group */
  above(group: number, below: number = this.below(group)): number {
    return this.#all - below - this.at(group);
  }
}
