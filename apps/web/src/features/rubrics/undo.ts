/** Steps back that are kept. */
const stepsMax = 50;
/** Changes of words within this many milliseconds are one step. */
const sameStepMs = 900;

export interface Steps<T> {
  readonly past: readonly T[];
  readonly changedAt: number;
}

/** The steps after a change: quick changes of the same shape, such as typing, are one step. */
export function stepsAfter<T>(
  steps: Steps<T>,
  before: T,
  change: { readonly at: number; readonly sameShape: boolean },
): Steps<T> {
  const goesOn =
    change.sameShape && steps.past.length > 0 && change.at - steps.changedAt < sameStepMs;
  return {
    past: goesOn ? steps.past : [...steps.past.slice(1 - stepsMax), before],
    changedAt: change.at,
  };
}
