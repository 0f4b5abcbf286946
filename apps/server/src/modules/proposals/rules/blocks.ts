import { pearson } from '@assay/scoring/association/pearson';
import { varianceInflation } from '@assay/scoring/association/variance-inflation';

/** From here on two dimensions are taken for one: raters do not tell them apart. */
const sameFrom = 0.9;
const inflationMax = 10;

interface Blocks {
  /** Dimensions that cannot be told apart, by index; each is in one block, most alone. */
  readonly blocks: readonly (readonly number[])[];
  /** Null where it has no bound, and for a dimension that does not vary. */
  readonly inflation: readonly (number | null)[];
}

/** @param columns - the dimensions, condensed or not */
export function blocksOf(columns: readonly Float64Array[]): Blocks {
  const factors = varianceInflation(columns);
  // what the others determine wholly has no factor, but an R² of 1
  const isInflated = factors.map(
    ({ value, rSquared }) => rSquared === 1 || (value ?? 1) > inflationMax,
  );
  const block = columns.map((_, d) => d);
  const join = (a: number, b: number) => {
    const [from, to] = [block[b] ?? b, block[a] ?? a];
    for (const [d, own] of block.entries()) if (own === from) block[d] = to;
  };
  const r = columns.map((a) => columns.map((b) => pearson(a, b).value ?? 0));
  for (const [a, row] of r.entries()) {
    for (let b = a + 1; b < row.length; b++) if (Math.abs(row[b] ?? 0) >= sameFrom) join(a, b);
    if (isInflated[a] !== true) continue;
    // what others determine together moves with the one it is closest to
    const strengths = row.map((value, b) => (b === a ? -1 : Math.abs(value)));
    join(a, strengths.indexOf(Math.max(...strengths)));
  }
  const names = [...new Set(block)];
  const blocks = names.map((name) => [...block.keys()].filter((d) => block[d] === name));
  return { blocks, inflation: factors.map(({ value }) => value) };
}
