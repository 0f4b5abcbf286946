import { type Cases, casesOf, rowsOf } from './cases.ts';
import { describe } from './descriptive.ts';
import { leavesOut } from './doubt.ts';
import { unsaid } from './estimate.ts';
import { influenceOfOne, ticketIdOf } from './influence-of-one.ts';
import type { KpiNote } from './input.ts';
import { lagsOf } from './lags.ts';
import { emptyPlot, plotOf } from './plot.ts';
import type { Prepared, PreparedOutcome, PreparedScore } from './prepare.ts';
import { type Found, primaryCoefficient, primaryOf } from './primary.ts';
import { tippingNote } from './response.ts';
import { responseWeighted } from './response-weighted.ts';
import type { KpiEstimate, KpiPair } from './result.ts';
import { sampleMax, sampleOf } from './sample.ts';
import { asSegments, betweenOf, partsOf, type Split, withinOf } from './segments.ts';

/** Everything about one score and one outcome, without the q-values, which need the others. */
export function pairOf(
  score: PreparedScore,
  outcome: PreparedOutcome,
  prepared: Prepared,
): KpiPair {
  const { request, units, input, strata, cells, refused, result } = prepared;
  const { level, outcomeReliability } = request;
  const rows = rowsOf(score, outcome);
  const drawn = sampleOf(rows, sampleMax);
  const split: Split = {
    ...{ score, sorted: outcome, outcome: outcome.column, units, level },
    weights: input.samplingWeights,
  };
  const keys = { score: score.column.key, outcome: outcome.column.key };
  const segments = strata.flatMap(({ key, cells: of }) =>
    asSegments(key, partsOf(of, drawn, split)),
  );
  if (refused !== null) return refusedPair(keys, outcome, { n: rows.length, refused, segments });
  const cases = casesOf(score, outcome, rows, input.samplingWeights);
  const primary = primaryOf(cases, outcome.column, { level, units, resampled: true });
  const reliability = result.scores.find(({ key }) => key === keys.score)?.reliability;
  if (reliability === undefined) throw new Error('a score has no summary');
  const parts = cells === null ? [] : partsOf(cells, drawn, split);
  const within = parts.length < 2 ? null : withinOf(parts, split);
  const signChanges = changesSign(primary, within);
  const influence = influenceOfOne(primary, cases, {
    ...{ units, level, ticketOf: (row) => ticketIdOf(input.tickets, row) },
  });
  return {
    ...{ ...keys, primary: primary.estimate, q: null, within, signChanges, segments, influence },
    estimates: [
      ...describe(cases, {
        ...{ ...split, confounders: input.confounders, reliability, outcomeReliability },
      }),
      ...(outcome.answers === null
        ? []
        : [responseWeighted(cases, outcome.column, outcome.answers, { units, level })]),
    ],
    between: parts.length < 2 ? null : betweenOf(parts, split),
    lags: outcome.column.kind === 'TIME' ? [] : lagsOf(score.weekly, outcome.weekly, level),
    notes: notesOf(primary, cases, outcome, { signChanges, decides: influence?.decides ?? false }),
    plot: plotOf(cases, outcome.column, level),
  };
}

interface Refused {
  readonly n: number;
  readonly refused: string;
  readonly segments: KpiPair['segments'];
}

function refusedPair(
  keys: Pick<KpiPair, 'score' | 'outcome'>,
  { column }: PreparedOutcome,
  { n, refused, segments }: Refused,
): KpiPair {
  return {
    ...{ ...keys, q: null, estimates: [], within: null, between: null, signChanges: false },
    ...{ segments, influence: null, lags: [], notes: [], plot: emptyPlot },
    primary: unsaid(primaryCoefficient(column.kind), refused, { n }),
  };
}

/** Whether strata say the opposite of all tickets together, one of the two surely. */
function changesSign({ statistic, estimate }: Found, within: KpiEstimate | null): boolean {
  const { nothing } = statistic;
  const side = (one: KpiEstimate | null) => Math.sign((one?.value ?? nothing) - nothing);
  const isSure = (one: KpiEstimate | null) => leavesOut(one?.interval ?? null, nothing);
  return side(within) * side(estimate) < 0 && (isSure(estimate) || isSure(within));
}

const warn = (code: string, message: string): KpiNote => ({ severity: 'WARNING', code, message });

function notesOf(
  { estimate: { value, interval, p, n }, statistic }: Found,
  { y }: Cases,
  { column, answers }: PreparedOutcome,
  { signChanges, decides }: { readonly signChanges: boolean; readonly decides: boolean },
): readonly KpiNote[] {
  const notes: (KpiNote | null)[] = [];
  if (signChanges) {
    notes.push(
      warn(
        'SIGN_CHANGES',
        'Within the strata the link has the other sign than over all tickets: what differs between the strata makes the pooled figure.',
      ),
    );
  }
  if (decides) {
    notes.push(
      warn('ONE_TICKET_DECIDES', 'Without one ticket the figure would say something else.'),
    );
  }
  if (value !== null && interval === null) {
    const isApart = Math.abs(value - statistic.nothing) === 1 - statistic.nothing;
    const why = isApart
      ? 'The score puts all tickets in the order of the outcome: such a figure has no interval.'
      : 'Nothing varies between the clusters, or there is one alone: the figure has no interval.';
    notes.push(warn(isApart ? 'SEPARATED' : 'NO_INTERVAL', why));
  }
  if (answers !== null && value !== null && p !== null) {
    notes.push(tippingNote(column, { value, nothing: statistic.nothing, answers: n }));
  }
  if (column.kind === 'YES_NO' && value !== null) {
    const yes = y.reduce((sum, one) => sum + one, 0);
    const rarer = Math.min(yes, n - yes);
    if (rarer < rareMin) {
      notes.push(
        warn(
          'RARE',
          `Only ${rarer} tickets differ from the others in their outcome: the interval is rough.`,
        ),
      );
    }
  }
  return notes.filter((note) => note !== null);
}

/** Cases of the rarer kind below which intervals are not to be taken at their word. */
const rareMin = 10;
