import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { hypergeometricAtMost } from './hypergeometric.ts';

/** How many to audit; the value is the sample size. */
export type AcceptancePlan = Estimate<{
  /** Accept the lot with at most so many errors in the sample; null where the value is. */
  readonly acceptanceNumber: number | null;
  /** The chance of refusing a lot at the acceptable rate, and of accepting one at the rejectable. */
  readonly producerRisk: number | null;
  readonly consumerRisk: number | null;
  /** The errors in the lot that the two rates come to. */
  readonly acceptableErrors: number;
  readonly rejectableErrors: number;
}>;

/**
 * The smallest audit of a finite lot that tells an acceptable error rate from a rejectable one:
 * draw so many, accept with at most c errors.
 *
 * With an acceptable rate of 0 it is the discovery sample: no error found shows, with confidence
 * 1 − consumer risk, that the rate is below the rejectable one.
 *
 * @param plan.lot - how many items there are, whole
 * @param plan.rejectableRate - the error rate that must not pass, in (0, 1]
 * @param plan.acceptableRate - the error rate that should pass (AQL), in [0, 1); 0 unless told
 * @param plan.consumerRisk - of accepting a lot at the rejectable rate, in (0, 1); .05 unless told
 * @param plan.producerRisk - of refusing a lot at the acceptable rate, in (0, 1); .05 unless told
 * @returns the sample size, from 1 to the lot; null where the lot is too small for the two rates to
 *   differ by one error
 * @throws RangeError for a lot that is no whole number of 0 or more, or rates and risks out of range
 * @see Schilling and Neubauer (2017), Acceptance Sampling in Quality Control, chapter 5, by the
 *   hypergeometric distribution
 */
export function acceptancePlan(plan: {
  readonly lot: number;
  readonly rejectableRate: number;
  readonly acceptableRate?: number;
  readonly consumerRisk?: number;
  readonly producerRisk?: number;
}): AcceptancePlan {
  const name = 'acceptancePlan';
  const {
    lot,
    rejectableRate,
    acceptableRate = 0,
    consumerRisk = 0.05,
    producerRisk = 0.05,
  } = plan;
  requires(Number.isSafeInteger(lot) && lot >= 0, name, 'a lot of 0 or more');
  requires(rejectableRate > 0 && rejectableRate <= 1, name, 'a rejectable rate above 0, at most 1');
  requires(acceptableRate >= 0 && acceptableRate < 1, name, 'an acceptable rate from 0, below 1');
  for (const risk of [consumerRisk, producerRisk])
    requires(risk > 0 && risk < 1, name, 'risks between 0 and 1');
  // The slack keeps 0.29 of 100 items, which is 28.999…, at 29.
  const acceptableErrors = Math.floor(lot * acceptableRate + 1e-9);
  const rejectableErrors = Math.ceil(lot * rejectableRate - 1e-9);
  const errors = { acceptableErrors, rejectableErrors };
  if (acceptableErrors >= rejectableErrors)
    return notDefined('the lot is too small for the two rates to differ by one error', {
      acceptanceNumber: null,
      producerRisk: null,
      consumerRisk: null,
      ...errors,
    });
  const passes = (marked: number, sample: number, c: number) =>
    hypergeometricAtMost(c, lot, marked, sample);
  /** The smallest sample that keeps the consumer's risk; more errors allowed need more. */
  const sampleFor = (c: number) =>
    smallest(c + 1, lot, (sample) => passes(rejectableErrors, sample, c) <= consumerRisk);
  const keepsProducer = (c: number) =>
    passes(acceptableErrors, sampleFor(c), c) >= 1 - producerRisk;
  const acceptanceNumber = smallestAllowed(acceptableErrors, keepsProducer);
  const sample = sampleFor(acceptanceNumber);
  return defined(sample, {
    acceptanceNumber,
    producerRisk: 1 - passes(acceptableErrors, sample, acceptanceNumber),
    consumerRisk: passes(rejectableErrors, sample, acceptanceNumber),
    ...errors,
  });
}

/** Tried one by one up to here; above, the answer is sought by halving. */
const triedEach = 64;

/** The smallest number of errors to allow; `most`, a full count of the lot, always does. */
function smallestAllowed(most: number, keeps: (c: number) => boolean): number {
  for (let c = 0; c < Math.min(most, triedEach); c += 1) if (keeps(c)) return c;
  return smallest(Math.min(most, triedEach), most, keeps);
}

/** The least whole number in [low, high] from which on a condition holds; it holds at `high`. */
function smallest(low: number, high: number, holds: (n: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
