/**
 * The strongly connected components of a directed graph: within one, each vertex reaches each other.
 *
 * @param size - number of vertices
 * @param edges - pairs [from, to]
 * @returns the components, ascending within each; every edge between two leads from an earlier one
 *   to a later one
 * @see Sharir (1981), Computers and Mathematics with Applications 7:67–72 (Kosaraju's algorithm)
 */
export function strongComponents(
  size: number,
  edges: Iterable<readonly [from: number, to: number]>,
): readonly (readonly number[])[] {
  const forward: number[][] = Array.from({ length: size }, () => []);
  const backward: number[][] = Array.from({ length: size }, () => []);
  for (const [from, to] of edges) {
    forward[from]?.push(to);
    backward[to]?.push(from);
  }
  const everyVertex = Array.from({ length: size }, (_, vertex) => vertex);
  const finished = depthFirst(forward, everyVertex).flat();
  return depthFirst(backward, finished.toReversed()).map((part) => part.sort((a, b) => a - b));
}

/** One list a root, each vertex listed when all it leads to is done. */
function depthFirst(next: readonly (readonly number[])[], roots: readonly number[]): number[][] {
  const seen = new Set<number>();
  const trees: number[][] = [];
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    const tree: number[] = [];
    const path = [{ vertex: root, at: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const child = next[top.vertex]?.[top.at];
      top.at += 1;
      if (child === undefined) {
        tree.push(top.vertex);
        path.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        path.push({ vertex: child, at: 0 });
      }
    }
    trees.push(tree);
  }
  return trees;
}
