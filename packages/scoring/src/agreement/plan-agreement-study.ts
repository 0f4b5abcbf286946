import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { unitsForTwoRaters } from './units-for-two-raters.ts';

/** What all units of the study share: how common each category is and who rates each unit. */
interface Design {
  /** the expected share of each category; they sum to 1 */
  readonly shares: readonly number[];
  /** raters per unit, at least 2 */
  readonly raters: number;
}

/** How sure the study has to be; 'significance' is two-sided. */
interface Power {
  /** .05 by default */
  readonly significance?: number;
  /** .8 by default */
  readonly power?: number;
}

export type AgreementStudy =
  /** tell `kappa1` from `kappa0` with any number of raters */
  | (Design & Power & { readonly goal: 'test'; readonly kappa0: number; readonly kappa1: number })
  /** an interval around `kappa` within `low` and `high`; without `high` a one-sided lower limit */
  | (Design & {
      readonly goal: 'interval';
      readonly kappa: number;
      readonly low: number;
      readonly high?: number;
      readonly level?: number;
    })
  /** the one-sided lower limit that a given number of units will give */
  | (Design & {
      readonly goal: 'lowerLimit';
      readonly kappa: number;
      readonly units: number;
      readonly level?: number;
    })
  /** tell Cohen's `kappa1` from `kappa0` for two raters who say yes at different rates */
  | (Power & {
      readonly goal: 'testOfTwoRaters';
      readonly kappa0: number;
      readonly kappa1: number;
      readonly rates: readonly [number, number];
      /** one-sided by default */
      readonly sides?: 1 | 2;
    });

/**
 * How many units an agreement study needs; for the goal 'lowerLimit', the limit to expect.
 *
 * Kappa is the correlation of two ratings of a unit. Two categories: each unit is unanimous with
 * probability kappa, else its ratings are independent. More: the shares vary from unit to unit as
 * a Dirichlet distribution, and unanimity is what is counted. `null` where the units are too few to
 * tell kappa from 0, or Cohen's kappa cannot be that high at such rates.
 *
 * @returns whole units (rounded up), with `exact` before rounding, or the lower limit
 * @throws RangeError on kappas outside (0, 1), shares that do not sum to 1, or fewer than two raters
 * @see Donner & Eliasziw (1992), Statistics in Medicine 11; Altaye, Donner & Klar (2001), Biometrics
 *   57; Rotondi & Donner (2012), J. Clin. Epidemiol. 65; Cantor (1996), Psychological Methods 1
 */
export function planAgreementStudy(
  study: AgreementStudy,
): Estimate<{ readonly exact: number | null }> {
  switch (study.goal) {
    case 'test': {
      checkDesign(study);
      checkKappas(study.kappa0, study.kappa1);
      return rounded(noncentrality(study) / perUnit(study, study.kappa1, study.kappa0));
    }
    case 'interval': {
      const { kappa, low, high, level = 0.95 } = study;
      checkDesign(study);
      checkKappas(kappa, low, ...(high === undefined ? [] : [high]));
      requires(low < kappa && (high === undefined || kappa < high), plan, 'low < kappa < high');
      const needed = (limit: number) =>
        criticalValue(level, high !== undefined) / perUnit(study, kappa, limit);
      return rounded(Math.max(needed(low), high === undefined ? 0 : needed(high)));
    }
    case 'lowerLimit':
      return expectedLimit(study);
    case 'testOfTwoRaters': {
      const { kappa0, kappa1, rates, sides = 1 } = study;
      checkKappas(kappa0, kappa1);
      requires(
        rates.every((rate) => rate > 0 && rate < 1),
        plan,
        'rates between 0 and 1',
      );
      const { significance, power } = checkPower(study);
      const z = [zAt(1 - significance / sides), zAt(power)] as const;
      const exact = unitsForTwoRaters(kappa0, kappa1, rates, ...z);
      if (exact !== null) return rounded(exact);
      return notDefined('Kappa cannot be that high at rates that differ so much.', { exact });
    }
  }
}

const plan = 'planAgreementStudy';

function rounded(exact: number): Estimate<{ readonly exact: number | null }> {
  return defined(Math.ceil(exact), { exact });
}

function checkDesign({ shares, raters }: Design): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  const proper = shares.length >= 2 && shares.every((share) => share > 0 && share < 1);
  requires(proper && Math.abs(sum - 1) < 1e-9, plan, 'at least two shares that sum to 1');
  requires(Number.isInteger(raters) && raters >= 2, plan, 'at least two raters per unit');
}

function checkKappas(...kappas: readonly number[]): void {
  requires(
    kappas.every((kappa) => kappa > 0 && kappa < 1),
    plan,
    'kappas between 0 and 1',
  );
  requires(new Set(kappas).size === kappas.length, plan, 'kappas that differ');
}

function zAt(p: number): number {
  return normalQuantile(p, 0, 1);
}

function checkPower({ significance = 0.05, power = 0.8 }: Power) {
  const proper = significance > 0 && significance < 1 && power > 0 && power < 1;
  requires(proper, plan, 'a significance and a power between 0 and 1');
  return { significance, power };
}

/** Of the chi-squared test with one degree of freedom, as (z + z)². */
function noncentrality(wanted: Power): number {
  const { significance, power } = checkPower(wanted);
  return (zAt(1 - significance / 2) + zAt(power)) ** 2;
}

function criticalValue(level: number, twoSided: boolean): number {
  requires(level > 0 && level < 1, plan, 'a level between 0 and 1');
  return zAt(twoSided ? (1 + level) / 2 : level) ** 2;
}

/** Pearson's chi-squared of one unit when kappa is `actual` and `assumed` is tested. */
function perUnit(design: Design, actual: number, assumed: number): number {
  const observed = cells(design, actual);
  return cells(design, assumed).reduce((sum, p, c) => sum + ((observed[c] ?? 0) - p) ** 2 / p, 0);
}

/** The probability of each unanimous outcome, then of all others together. */
function cells({ shares, raters }: Design, kappa: number): readonly number[] {
  const unanimous = shares.map((share) => {
    if (shares.length === 2) return kappa * share + (1 - kappa) * share ** raters;
    let probability = share;
    for (let j = 1; j < raters; j++) {
      probability *= (share * (1 - kappa) + j * kappa) / (1 - kappa + j * kappa);
    }
    return probability;
  });
  return [...unanimous, 1 - unanimous.reduce((sum, p) => sum + p, 0)];
}

function expectedLimit(
  study: Extract<AgreementStudy, { goal: 'lowerLimit' }>,
): Estimate<{ readonly exact: number | null }> {
  const { kappa, units, level = 0.95 } = study;
  checkDesign(study);
  checkKappas(kappa);
  requires(Number.isInteger(units) && units >= 1, plan, 'a whole number of units');
  const critical = criticalValue(level, false);
  const excluded = (limit: number) => units * perUnit(study, kappa, limit) >= critical;
  if (!excluded(0)) return notDefined('So few units cannot tell kappa from 0.', { exact: null });
  let low = 0;
  let high = kappa;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (excluded(middle)) low = middle;
    else high = middle;
  }
  return defined(low, { exact: null });
}
