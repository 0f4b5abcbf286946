import { columnInOrder, knownRows, sortedColumn } from './cases.ts';
import { type Cells, cellsOf } from './cells.ts';
import type { KpiInput, KpiRequest, OutcomeColumn, ScoreColumn } from './input.ts';
import { weeklyMeans, weeksOf } from './lags.ts';
import { drawUnits, type Units } from './resample.ts';
import { alikeBy, answerWeights } from './response-weighted.ts';
import type { KpiResult } from './result.ts';
import { summaryOfOutcome, summaryOfScore } from './summaries.ts';

/** What all pairs of a run share. */
export interface Prepared {
  readonly input: KpiInput;
  readonly request: KpiRequest;
  readonly units: Units;
  /** Why the scores of all tickets may not be put together; null where they may. */
  readonly refused: string | null;
  readonly strata: readonly { readonly key: string; readonly cells: Cells }[];
  /** The combination that figures within and between strata are about; null where there is one stratum. */
  readonly cells: Cells | null;
  readonly scores: readonly PreparedScore[];
  readonly outcomes: readonly PreparedOutcome[];
  readonly result: Pick<KpiResult, 'scores' | 'outcomes'>;
}
interface Column extends ReturnType<typeof sortedColumn> {
  /** The rows that have a value; one list for all columns where every row has. */
  readonly known: Int32Array;
  /** Means of successive weeks. */
  readonly weekly: Float64Array;
}
export type PreparedScore = Column & { readonly column: ScoreColumn };
export type PreparedOutcome = Column & {
  readonly column: OutcomeColumn;
  /** For how many of its like each answer stands; null where nobody was asked. */
  readonly answers: Float64Array | null;
};

const versionKey = 'rubric_version';

export function prepare(input: KpiInput, request: KpiRequest, seed: number): Prepared {
  const { n, strata, cluster, samplingWeights: sampling } = input;
  const { level } = request;
  const varied = strata.filter(({ levels }) => levels.length > 1);
  const versions = varied.find(({ key }) => key === versionKey);
  const refused =
    versions === undefined || request.poolVersions
      ? null
      : `The tickets were judged under ${versions.levels.length} rubric versions, whose scores are not pooled unless somebody asks for it. The figures of each version are among the segments.`;
  // segments of anything else would put versions together
  const shown = refused === null ? varied : varied.filter(({ key }) => key === versionKey);
  const factors = stratifyingOf(input, request);
  const units = drawUnits(n, cluster, request.replicates, seed);
  const weeks = weeksOf(input.openedAt);
  let every: Int32Array | null = null;
  const known = (value: Float64Array) => {
    const rows = knownRows(value);
    if (rows.length < n) return rows;
    every ??= rows;
    return every;
  };
  const prepared = (value: Float64Array, sorted = sortedColumn(value)): Column => ({
    ...sorted,
    ...{ known: known(value), weekly: weeklyMeans(value, sampling, weeks) },
  });
  const scores = input.scores.map((column) => ({ column, ...prepared(column.value) }));
  const alike = input.outcomes.some(({ asked }) => asked !== null) ? alikeBy(input) : null;
  const outcomes = input.outcomes.map((column) => ({
    ...{ column, ...prepared(column.value, sortedOutcome(column)) },
    answers:
      alike === null || column.asked === null ? null : answerWeights(column, alike, sampling),
  }));
  const composite = refused === null ? scores[0] : undefined;
  return {
    ...{ input, request, units, refused, scores, outcomes },
    strata: shown.map((factor) => ({ key: factor.key, cells: cellsOf(n, [factor]) })),
    cells: factors.length === 0 || refused !== null ? null : cellsOf(n, factors),
    result: {
      scores: input.scores.map((column) => summaryOfScore(column, level, refused)),
      outcomes: outcomes.map(({ column, answers }) =>
        summaryOfOutcome(column, { composite, sampling, answers, units, level }),
      ),
    },
  };
}

/** What is said of times goes along them. */
const sortedOutcome = ({ kind, value }: OutcomeColumn) =>
  kind === 'TIME' ? columnInOrder(value) : sortedColumn(value);

/** Confounders and segments that somebody asked for, else the model and the month. */
function stratifyingOf({ confounders, strata }: KpiInput, { segments }: KpiRequest) {
  const varied = strata.filter(({ levels }) => levels.length > 1);
  const asked = varied.filter(({ key }) => segments.includes(key));
  const chosen = [
    ...confounders,
    ...asked.filter(({ key }) => confounders.every((c) => c.key !== key)),
  ];
  const always = varied.filter(({ key }) => key === 'model' || key === 'month');
  return chosen.length > 0 ? chosen : always;
}
