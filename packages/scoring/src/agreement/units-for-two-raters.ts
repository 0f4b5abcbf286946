import { kappaOfTable } from './kappa-of-table.ts';

/**
 * Units that tell Cohen's `kappa1` from `kappa0` for two raters who say yes at the given rates.
 *
 * @param zSignificance - the normal quantile of the significance, and `zPower` that of the power
 * @returns before rounding up; `null` where a kappa is out of reach at rates that differ so much
 * @see Cantor (1996), Psychological Methods 1, equation 4
 */
export function unitsForTwoRaters(
  kappa0: number,
  kappa1: number,
  rates: readonly [number, number],
  zSignificance: number,
  zPower: number,
): number | null {
  const [error0, error1] = [kappa0, kappa1].map((kappa) => errorOfOneUnit(kappa, rates));
  if (typeof error0 !== 'number' || typeof error1 !== 'number') return null;
  return ((zSignificance * error0 + zPower * error1) / (kappa1 - kappa0)) ** 2;
}

/** The standard error of kappa from a table of probabilities, which is one unit in all. */
function errorOfOneUnit(kappa: number, rates: readonly [number, number]): number | null {
  const table = tableOf(kappa, rates);
  if (table.some((p) => p < 0)) return null;
  return kappaOfTable(table, 2, 'none', 0.95).standardError ?? null;
}

/** The 2 × 2 table of probabilities with those margins and that kappa, row-major. */
function tableOf(kappa: number, [first, second]: readonly [number, number]): Float64Array {
  const expected = first * second + (1 - first) * (1 - second);
  const agreed = kappa * (1 - expected) + expected;
  const both = (agreed - 1 + first + second) / 2;
  return Float64Array.of(both, first - both, second - both, 1 - first - second + both);
}
