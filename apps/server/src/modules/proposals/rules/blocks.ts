import { pearson } from '@assay/scoring/association/pearson';
import { varianceInflation } from '@assay/scoring/association/variance-inflation';

/** From here on two dimensions are taken for one: raters do not tell them apart. */
const sameFrom = 0.9;
const inflationMax = 10;

/** Dimensions that cannot be told apart, by index; each is in one block, most alone. */
export function blocksOf(columns: readonly Float64Array[]): {
  readonly blocks: readonly (readonly number[])[];
  readonly inflation: readonly (number | null)[];
} {
  const inflation = varianceInflation(columns).map(({ value }) => value);
  const block = columns.map((_, d) => d);
  const join = (a: number, b: number) => {
    const [from, to] = [block[b] ?? b, block[a] ?? a];
    for (const [d, own] of block.entries()) if (own === from) block[d] = to;
  };
  const r = columns.map((a) => columns.map((b) => pearson(a, b).value ?? 0));
  for (const [a, row] of r.entries()) {
    for (let b = a + 1; b < row.length; b++) if (Math.abs(row[b] ?? 0) >= sameFrom) join(a, b);
    if ((inflation[a] ?? 1) <= inflationMax) continue;
    // what others determine together moves with the one it is closest to
    const strengths = row.map((value, b) => (b === a ? -1 : Math.abs(value)));
    join(a, strengths.indexOf(Math.max(...strengths)));
  }
  const names = [...new Set(block)];
  const blocks = names.map((name) => [...block.keys()].filter((d) => block[d] === name));
  return { blocks, inflation };
}
