import { benjaminiHochberg } from '@assay/scoring/multiplicity/benjamini-hochberg';
import { casesOf, orderOf, rowsOf, type Sorted } from './cases.ts';
import { type Cells, cellsOf } from './cells.ts';
import { describe, sampleOf } from './descriptive.ts';
import { influenceOfOne, ticketIdOf } from './influence-of-one.ts';
import type { KpiInput, KpiNote, KpiRequest, OutcomeColumn, ScoreColumn } from './input.ts';
import { plotOf } from './plot.ts';
import { primaryOf } from './primary.ts';
import { drawUnits, type Units } from './resample.ts';
import { responseWeighted } from './response-weighted.ts';
import type { KpiPair, KpiResult } from './result.ts';
import { asSegments, betweenOf, partsOf, type Split, withinOf, withQ } from './segments.ts';
import { summaryOfOutcome, summaryOfScore } from './summaries.ts';

/** Told after each pair. */
type Progress = (done: number, of: number) => void;

interface Prepared {
  readonly input: KpiInput;
  readonly request: KpiRequest;
  readonly units: Units;
  readonly strata: readonly { readonly key: string; readonly cells: Cells }[];
  /** The combination that figures within and between strata are about; null where there is one stratum. */
  readonly cells: Cells | null;
  readonly scores: readonly (Sorted & { readonly column: ScoreColumn })[];
  readonly outcomes: readonly (Sorted & { readonly column: OutcomeColumn })[];
  readonly result: Pick<KpiResult, 'scores' | 'outcomes'>;
}

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
  const pairs: KpiPair[] = [];
  for (const outcome of outcomes) {
    for (const score of scores) {
      pairs.push(pairOf(score, outcome, prepared));
      onProgress(pairs.length, scores.length * outcomes.length);
    }
  }
  return {
    tickets: input.n,
    effectiveTickets: effective(input),
    clusters: units.clusters,
    ...prepared.result,
    pairs: withTests(pairs),
    selection: input.selection,
    notes: [...input.notes, ...notesOf(input, pairs)],
  };
}

function prepare(input: KpiInput, request: KpiRequest, seed: number): Prepared {
  const { n, confounders, strata, cluster } = input;
  const varied = strata.filter(({ levels }) => levels.length > 1);
  const asked = varied.filter(({ key }) => request.segments.includes(key));
  const chosen = [
    ...confounders,
    ...asked.filter(({ key }) => confounders.every((c) => c.key !== key)),
  ];
  const always = varied.filter(({ key }) => key === 'model' || key === 'month');
  const factors = chosen.length > 0 ? chosen : always;
  const sorted = <C extends { readonly value: Float64Array }>(column: C) => ({
    ...{ column, values: column.value, order: orderOf(column.value) },
  });
  return {
    ...{ input, request },
    units: drawUnits(n, cluster, request.replicates, seed),
    strata: varied.map((factor) => ({ key: factor.key, cells: cellsOf(n, [factor]) })),
    cells: factors.length === 0 ? null : cellsOf(n, factors),
    scores: input.scores.map(sorted),
    outcomes: input.outcomes.map(sorted),
    result: {
      scores: input.scores.map((score) => summaryOfScore(score, request.level)),
      outcomes: input.outcomes.map((outcome) => summaryOfOutcome(outcome, input, request.level)),
    },
  };
}

function pairOf(
  score: Prepared['scores'][number],
  outcome: Prepared['outcomes'][number],
  { input, request, units, strata, cells, result }: Prepared,
): KpiPair {
  const { level, outcomeReliability } = request;
  const rows = rowsOf(score, outcome, () => true);
  const cases = casesOf(score, outcome, rows, input.samplingWeights);
  const primary = primaryOf(cases, outcome.column, { level, units, resampled: true });
  const reliability = result.scores.find(({ key }) => key === score.column.key)?.reliability;
  if (reliability === undefined) throw new Error('a score has no summary');
  const about = {
    ...{ score, sorted: outcome, outcome: outcome.column, confounders: input.confounders, level },
    ...{ reliability, outcomeReliability },
  };
  const split: Split = {
    ...{ score, sorted: outcome, outcome: outcome.column, units, level },
    weights: input.samplingWeights,
  };
  const drawn = sampleOf(rows);
  const parts = cells === null ? [] : partsOf(cells, drawn, split);
  const within = parts.length < 2 ? null : withinOf(parts, split);
  const { asked } = outcome.column;
  const influence = influenceOfOne(primary, cases, (row) => ticketIdOf(input.tickets, row));
  const nothing = primary.statistic.nothing;
  const side = (value: number | null | undefined) => Math.sign((value ?? nothing) - nothing);
  const signChanges = side(within?.value) * side(primary.estimate.value) < 0;
  return {
    ...{ score: score.column.key, outcome: outcome.column.key },
    primary: primary.estimate,
    q: null,
    estimates: [
      ...describe(cases, about),
      ...(asked === null
        ? []
        : [responseWeighted(cases, outcome.column, asked, input, { units, level })]),
    ],
    within,
    between: parts.length < 2 ? null : betweenOf(parts, split),
    signChanges,
    segments: strata.flatMap(({ key, cells: of }) =>
      withQ(asSegments(key, partsOf(of, drawn, split))),
    ),
    influence,
    notes: pairNotes(signChanges, influence?.decides ?? false),
    plot: plotOf(cases, outcome.column, level),
  };
}

function pairNotes(signChanges: boolean, decides: boolean): readonly KpiNote[] {
  const warn = (code: string, message: string): KpiNote => ({ severity: 'WARNING', code, message });
  return [
    ...(signChanges
      ? [
          warn(
            'SIGN_CHANGES',
            'Within the strata the link has the other sign than over all tickets: what differs between the strata makes the pooled figure.',
          ),
        ]
      : []),
    ...(decides
      ? [warn('ONE_TICKET_DECIDES', 'Without one ticket the figure would say something else.')]
      : []),
  ];
}

/** The tests of one run are one family. */
function withTests(pairs: readonly KpiPair[]): readonly KpiPair[] {
  const tested = pairs.filter(({ primary }) => primary.p !== null);
  const q = benjaminiHochberg(tested.map(({ primary }) => primary.p ?? 1));
  const of = new Map(tested.map((pair, at) => [pair, q[at] ?? null]));
  return pairs.map((pair) => ({ ...pair, q: of.get(pair) ?? null }));
}

/** What the tickets are worth where some count more than others (Kish). */
function effective({ n, samplingWeights }: KpiInput): number {
  if (samplingWeights === null) return n;
  let [sum, squares] = [0, 0];
  for (const weight of samplingWeights) {
    sum += weight;
    squares += weight ** 2;
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}

function notesOf(input: KpiInput, pairs: readonly KpiPair[]): readonly KpiNote[] {
  const notes: KpiNote[] = [];
  const dimensions = input.scores.length - 1;
  if (input.n === 0) {
    notes.push({
      ...{ severity: 'WARNING', code: 'NO_TICKETS' },
      message: 'No judged task has a ticket. Record outcomes, and match tickets to tasks.',
    });
  } else if (input.n < dimensions) {
    notes.push({
      ...{ severity: 'WARNING', code: 'FEWER_TICKETS_THAN_DIMENSIONS' },
      message: `There are ${input.n} tickets and ${dimensions} dimensions: nothing tells the dimensions apart.`,
    });
  }
  const changed = pairs.filter(({ signChanges }) => signChanges).length;
  if (changed > 0) {
    notes.push({
      ...{ severity: 'WARNING', code: 'SIGN_CHANGES' },
      message: `${changed} of ${pairs.length} links change their sign within strata. Look there first.`,
    });
  }
  return notes;
}
