import type { KpiNote } from '../../kpi/rules/input.ts';
import type { IntervalJson, ScoreBin } from '../../kpi/rules/result.ts';

/** Satisfaction counts as good from here on, on its scale of 0 to 1. */
export const satisfiedFrom = 0.75;

/** What a level of an attribute adds to the logit; over the tickets of the fit 0 on average. */
export interface ContextEffect {
  readonly attribute: string;
  readonly level: string;
  readonly value: number;
}

/** A fitted P(outcome | scores). Logistic: on the dimensions and context; isotonic: on the composite. */
export type CalibrationMap =
  | {
      readonly kind: 'LOGISTIC';
      readonly intercept: number;
      readonly coefficients: readonly { readonly key: string; readonly value: number }[];
      /** Of the attributes that the run adjusts for; left out where there are none. */
      readonly context?: readonly ContextEffect[];
    }
  | { readonly kind: 'ISOTONIC'; readonly x: readonly number[]; readonly y: readonly number[] };

/** A figure with its doubt, as it is stored. */
export interface QualityFigure {
  readonly value: number | null;
  readonly undefinedBecause: string | null;
  readonly interval: IntervalJson | null;
  readonly n: number;
}

/** What the product says of P(outcome | scores): the map, or why there is none. */
export interface CalibrationModel {
  readonly outcome: string;
  /** Null: no calibration, because it does not beat the base rate, or cannot be fitted. */
  readonly map: CalibrationMap | null;
  readonly noneBecause: string | null;
  readonly baseRate: number | null;
  /** All cross-fitted on time-forward folds. */
  readonly brier: QualityFigure;
  readonly brierOfBaseRate: QualityFigure;
  readonly expectedCalibrationError: QualityFigure;
  readonly reliability: readonly ScoreBin[];
  readonly tickets: number;
  /** Of one rating of a ticket, on the composite; null where nobody knows. Confidence is made from it. */
  readonly singleReliability: number | null;
  readonly ratingsPerTicket: number;
  readonly notes: readonly KpiNote[];
}
