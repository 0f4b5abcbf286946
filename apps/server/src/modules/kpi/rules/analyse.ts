import { benjaminiHochberg } from '@assay/scoring/multiplicity/benjamini-hochberg';
import type { KpiInput, KpiNote, KpiRequest } from './input.ts';
import { pairOf } from './pair.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { KpiPair, KpiResult, SegmentEstimate } from './result.ts';
import { sampleMax, timesMax } from './sample.ts';

/** Told when the pairs begin, and after each of them. */
type Progress = (done: number, of: number) => void;

/**
 * Everything that a run says, from its input table alone: the same table, request and seed give the
 * same numbers.
 *
 * @returns figures with their doubt; what cannot be said is null with the reason, never an error
 */
export function analyse(
  input: KpiInput,
  request: KpiRequest,
  seed: number,
  onProgress: Progress = () => {},
): KpiResult {
  const prepared = prepare(input, request, seed);
  const { scores, outcomes, units } = prepared;
  const all = scores.length * outcomes.length;
  onProgress(0, all);
  const pairs: KpiPair[] = [];
  for (const outcome of outcomes) {
    for (const score of scores) {
      pairs.push(pairOf(score, outcome, prepared));
      onProgress(pairs.length, all);
    }
  }
  return {
    tickets: input.n,
    effectiveTickets: effective(input),
    clusters: units.clusters,
    adjustedFor: input.confounders.map(({ key }) => key),
    ...prepared.result,
    pairs: withTests(pairs),
    selection: input.selection,
    notes: [...input.notes, ...notesOf(prepared, pairs)],
  };
}

/** The primary tests of one run are one family; the segments by each factor are one of their own. */
function withTests(pairs: readonly KpiPair[]): readonly KpiPair[] {
  const ofPairs = qValues(pairs, ({ primary }) => primary.p);
  const segments = pairs.flatMap((pair) => pair.segments);
  const ofSegments = new Map<SegmentEstimate, number>();
  for (const factor of new Set(segments.map((segment) => segment.factor))) {
    const own = segments.filter((segment) => segment.factor === factor);
    for (const [segment, q] of qValues(own, ({ estimate }) => estimate.p)) {
      ofSegments.set(segment, q);
    }
  }
  return pairs.map((pair) => ({
    ...pair,
    q: ofPairs.get(pair) ?? null,
    segments: pair.segments.map((segment) => ({ ...segment, q: ofSegments.get(segment) ?? null })),
  }));
}

/** Benjamini and Hochberg's, over those that have a test. */
function qValues<T>(tests: readonly T[], p: (test: T) => number | null): Map<T, number> {
  const tested = tests.filter((test) => p(test) !== null);
  const q = benjaminiHochberg(tested.map((test) => p(test) ?? 1));
  return new Map(tested.map((test, at) => [test, q[at] ?? 1]));
}

/** What the tickets are worth where some count more than others (Kish). */
function effective({ n, samplingWeights }: KpiInput): number {
  if (samplingWeights === null) return n;
  let [sum, squares] = [0, 0];
  for (let row = 0; row < n; row++) {
    const weight = samplingWeights[row] ?? 0;
    sum += weight;
    squares += weight ** 2;
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}

const info = (code: string, message: string): KpiNote => ({ severity: 'INFO', code, message });
const warn = (code: string, message: string): KpiNote => ({ severity: 'WARNING', code, message });

function notesOf(
  { input, refused, outcomes, units }: Prepared,
  pairs: readonly KpiPair[],
): readonly KpiNote[] {
  const notes: KpiNote[] = [];
  const dimensions = input.scores.length - 1;
  if (input.n === 0) {
    const message = 'No judged task has a ticket. Record outcomes, and match tickets to tasks.';
    notes.push(warn('NO_TICKETS', message));
  } else if (input.n < dimensions) {
    const message = `There are ${input.n} tickets and ${dimensions} dimensions: nothing tells the dimensions apart.`;
    notes.push(warn('FEWER_TICKETS_THAN_DIMENSIONS', message));
  }
  if (refused !== null) notes.push(warn('VERSIONS_NOT_POOLED', refused));
  const changed = pairs.filter(({ signChanges }) => signChanges).length;
  if (changed > 0) {
    const message = `${changed} of ${pairs.length} links change their sign within strata. Look there first.`;
    notes.push(warn('SIGN_CHANGES', message));
  }
  if (input.n > timesMax) {
    const [most, ofTimes] = [sampleMax, timesMax].map((count) => count.toLocaleString('en'));
    const message = `Primary, linear and partial figures use every ticket. Segments, strata and Kendall’s τ take an evenly drawn ${most} of them where there are more, log-rank and Cox ${ofTimes}.`;
    notes.push(info('SAMPLED', message));
  }
  const hasTimes = outcomes.some(({ column }) => column.kind === 'TIME');
  if (hasTimes && units.clusters !== null) {
    const message =
      'Log-rank tests take tickets as independent, so they have no p where clusters are declared. Cox regression and concordance heed the clusters.';
    notes.push(info('LOG_RANK_UNCLUSTERED', message));
  }
  if (hasTimes && input.samplingWeights !== null) {
    const message =
      'Kaplan–Meier, Aalen–Johansen, log-rank and Cox count every ticket once, whatever its inclusion probability. Concordance heeds it.';
    notes.push(info('TIMES_UNWEIGHTED', message));
  }
  return notes;
}
