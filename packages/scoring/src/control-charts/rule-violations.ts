import { requireModerate } from '../require-moderate.ts';
import { requires } from '../result.ts';

/** The eight tests for special causes, by Nelson's numbers. */
export const runRules = {
  beyondLimits: 1,
  sameSide: 2,
  trend: 3,
  alternating: 4,
  twoOfThree: 5,
  fourOfFive: 6,
  hugging: 7,
  avoiding: 8,
} as const;
export type RunRule = keyof typeof runRules;

/** The four rules of the Western Electric handbook, which wants eight points on one side. */
export const westernElectric: RunRuleOptions = {
  rules: ['beyondLimits', 'twoOfThree', 'fourOfFive', 'sameSide'],
  sameSide: 8,
};

export interface RunRuleOptions {
  /** Which rules to test; Nelson's eight unless told. */
  readonly rules?: readonly RunRule[];
  /** Points in a row on one side of the centre line; 9 unless told (Western Electric 8, some 7). */
  readonly sameSide?: number;
  /** Points in a row that rise or fall; 6 (five steps) unless told, 7 where six steps are meant. */
  readonly trend?: number;
  /** Points in a row that go up and down by turns; 14 unless told, 15 where fourteen steps are meant. */
  readonly alternating?: number;
  /** Points in a row within one sigma; 15 unless told. */
  readonly hugging?: number;
  /** Points in a row with none within one sigma; 8 unless told. */
  readonly avoiding?: number;
}

export interface Violation {
  readonly rule: RunRule;
  /** Index, from 0, of the point that completes the pattern or continues it. */
  readonly index: number;
}

/**
 * Where points of a control chart break run rules.
 *
 * A point on the centre line ends a run on one side. For two of three and four of five, the last
 * point must itself lie in the zone. Points of sigma 0 that are off the centre line count as beyond
 * every limit.
 *
 * @param chart - points, with centre line and standard deviation for each or for all
 * @returns the violations, by index, then by rule
 * @throws RangeError for a value that is not finite, a negative sigma or a run of fewer than two
 * @see Nelson (1984), Journal of Quality Technology 16:237–239; Western Electric (1956),
 *   Statistical Quality Control Handbook, pp. 25–27
 */
export function ruleViolations(
  chart: {
    readonly points: readonly number[];
    readonly center: number | readonly number[];
    readonly sigma: number | readonly number[];
  },
  options: RunRuleOptions = {},
): readonly Violation[] {
  const { points } = chart;
  const { sameSide = 9, trend = 6, alternating = 14, hugging = 15, avoiding = 8 } = options;
  for (const length of [sameSide, trend, alternating, hugging, avoiding])
    requires(Number.isSafeInteger(length) && length >= 2, 'ruleViolations', 'runs of two or more');
  const z = standardized(points, each(chart.center, points), each(chart.sigma, points));
  const steps = points.map((point, i) => Math.sign(point - (points[i - 1] ?? point)));
  const runs = {
    side: runLengths(z, (now, before) => now !== 0 && Math.sign(now) === Math.sign(before), 0),
    trend: runLengths(steps, (now, before) => now !== 0 && now === before, 0),
    turns: runLengths(steps, (now, before) => now !== 0 && now === -before, 0),
    near: runLengths(z, (now) => Math.abs(now) <= 1),
    far: runLengths(z, (now) => Math.abs(now) > 1),
  };
  const inZone = (i: number, window: number, wanted: number, sigmas: number) => {
    const side = Math.sign(z[i] ?? 0);
    const beyond = z.slice(Math.max(0, i - window + 1), i + 1).filter((v) => v * side > sigmas);
    return (z[i] ?? 0) * side > sigmas && beyond.length >= wanted;
  };
  const broken: Record<RunRule, (i: number) => boolean> = {
    beyondLimits: (i) => Math.abs(z[i] ?? 0) > 3,
    sameSide: (i) => (runs.side[i] ?? 0) >= sameSide,
    trend: (i) => (runs.trend[i] ?? 0) >= trend - 1,
    alternating: (i) => (runs.turns[i] ?? 0) >= alternating - 1,
    twoOfThree: (i) => inZone(i, 3, 2, 2),
    fourOfFive: (i) => inZone(i, 5, 4, 1),
    hugging: (i) => (runs.near[i] ?? 0) >= hugging,
    avoiding: (i) => (runs.far[i] ?? 0) >= avoiding,
  };
  const tested = options.rules ?? nelson;
  const ordered = [...new Set(tested)].sort((a, b) => runRules[a] - runRules[b]);
  return Object.freeze(
    points.flatMap((_, index) =>
      ordered.flatMap((rule) => (broken[rule](index) ? [Object.freeze({ rule, index })] : [])),
    ),
  );
}

const nelson: readonly RunRule[] = [
  'beyondLimits',
  'sameSide',
  'trend',
  'alternating',
  'twoOfThree',
  'fourOfFive',
  'hugging',
  'avoiding',
];

/**
 * How many entries up to each one form a run. `continues` says whether an entry goes on from the one
 * before; a run then starts anew with any entry but `never`. Without `never` it is a plain condition.
 */
function runLengths(
  values: readonly number[],
  continues: (now: number, before: number) => boolean,
  never?: number,
): number[] {
  let length = 0;
  return values.map((now, i) => {
    const before = values[i - 1];
    if (never === undefined) length = continues(now, now) ? length + 1 : 0;
    else if (before !== undefined && continues(now, before)) length += 1;
    else length = now === never ? 0 : 1;
    return length;
  });
}

function each(value: number | readonly number[], points: readonly number[]): readonly number[] {
  const all = typeof value === 'number' ? points.map(() => value) : value;
  requires(all.length === points.length, 'ruleViolations', 'one centre and sigma for each point');
  return all;
}

function standardized(
  points: readonly number[],
  center: readonly number[],
  sigma: readonly number[],
): number[] {
  for (const values of [points, center, sigma]) requireModerate('ruleViolations', values, 'values');
  requires(
    sigma.every((s) => s >= 0),
    'ruleViolations',
    'a sigma of 0 or more',
  );
  return points.map((point, i) => {
    const off = point - (center[i] ?? 0);
    return off === 0 ? 0 : off / (sigma[i] ?? 0);
  });
}
