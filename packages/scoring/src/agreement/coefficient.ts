import { type Estimate, requires } from '../result.ts';
import type { AgreementWeights } from './agreement-weights.ts';
import { alphaOfRows, alphaStatistic, type Metric } from './alpha-statistic.ts';
import {
  type Chance,
  chanceCorrectedOfRows,
  chanceCorrectedStatistic,
} from './chance-corrected.ts';
import type { CountRows } from './count-rows.ts';
import { fleissOfRows } from './fleiss-kappa.ts';
import { percentOfRows, percentStatistic } from './percent-statistic.ts';
import type { RowStatistic } from './row-statistic.ts';
import { scottOfRows } from './scott-pi.ts';

/** A coefficient that per-unit counts are enough for. Weights are 'none' by default. */
export type Coefficient =
  | { readonly name: 'percentAgreement' }
  | { readonly name: 'krippendorffAlpha'; readonly metric: Metric }
  | {
      readonly name: 'fleissKappa' | 'scottPi' | 'gwetAc' | 'brennanPrediger';
      readonly weights?: AgreementWeights;
    };

const chanceOf = {
  fleissKappa: 'shares',
  scottPi: 'shares',
  gwetAc: 'gwet',
  brennanPrediger: 'uniform',
} as const satisfies Record<string, Chance>;

/** The coefficient as a function of how many units each row stands for. */
export function coefficientStatistic(rows: CountRows, coefficient: Coefficient): RowStatistic {
  switch (coefficient.name) {
    case 'percentAgreement':
      return percentStatistic(rows);
    case 'krippendorffAlpha':
      return alphaStatistic(rows, coefficient.metric);
    default:
      return chanceCorrectedStatistic(rows, chanceOf[coefficient.name], asked(coefficient));
  }
}

/** The coefficient of the rows as they are, with what is known of its error in closed form. */
export function coefficientOfRows(
  rows: CountRows,
  coefficient: Coefficient,
  level: number,
): Estimate<{ readonly units: number; readonly pairable: number }> {
  requires(level > 0 && level < 1, coefficient.name, 'a level between 0 and 1');
  switch (coefficient.name) {
    case 'percentAgreement':
      return percentOfRows(rows, level);
    case 'krippendorffAlpha':
      return alphaOfRows(rows, coefficient.metric);
    case 'fleissKappa':
      return fleissOfRows(rows, { ...asked(coefficient), level });
    case 'scottPi':
      return scottOfRows(rows, { ...asked(coefficient), level });
    default:
      return chanceCorrectedOfRows(rows, chanceOf[coefficient.name], {
        ...asked(coefficient),
        level,
      });
  }
}

function asked({
  name,
  weights = 'none',
}: {
  readonly name: string;
  readonly weights?: AgreementWeights;
}) {
  return { name, weights };
}
