import { seededRandom } from '../sampling/seeded-random.ts';

/** Rows of a table of ratings, units × raters. */
export type Rows = readonly (readonly (number | null)[])[];

const repeat = <T>(times: number, value: T): T[] => new Array<T>(times).fill(value);

/** Ratings that leave little or nothing to say. */
export const degenerateRatings: Readonly<Record<string, Rows>> = {
  'no unit': [],
  'one rating': [[3]],
  'one unit, one value': [[1, 1, 1]],
  'one unit, several values': [[1, 2, 4]],
  'two units': [
    [1, 2],
    [2, 1],
  ],
  'three units': [
    [1, 2, 2],
    [1, 1, 2],
    [3, 3, 1],
  ],
  'unanimous units': repeat(20, [2, 2, 2]),
  'unanimous within units': [1, 2, 3, 1, 2].map((value) => [value, value, value]),
  'one rater': [1, 2, 3, 2, 1].map((value) => [value]),
  'units and raters without ratings': repeat(4, [null, null, null]),
  'nothing pairable': [0, 1, 2, 3].map((u) => [0, 1, 2, 3].map((r) => (u === r ? u : null))),
  '95 % missing': mostlyMissing(),
  'one unit of two ratings among single ones': [[1], [2], [1, 2], [3]],
  'two raters who never agree': repeat(10, [1, 2]),
  'one rater of no variation': [1, 2, 3, 4].map((value) => [value, 2, 5 - value]),
  'each rater with a value of its own': repeat(8, [1, 2, 3]),
  'values a million apart': [0, 1, 2, 3, 4, 5].map((u) => [u % 2 ? 1e6 : -1e6, u < 3 ? 1e6 : -1e6]),
  'values close together far from 0': [0, 1, 2, 3, 4, 5].map((u) => [
    1e6 + u * 1e-4,
    1e6 + (u % 3) * 1e-4,
  ]),
  'values beyond 1e100': [0, 1, 2, 3].map((u) => [u * 1e120, (u % 2) * 1e120]),
  'values of almost nothing': [0, 1, 2, 3].map((u) => [u * 1e-200, (u % 2) * 1e-200]),
  'nearly all in one category': [...repeat(99, [0, 0]), [1, 0]],
};

function mostlyMissing(): Rows {
  const random = seededRandom(3);
  return Array.from({ length: 100 }, () =>
    Array.from({ length: 12 }, () => (random.next() < 0.95 ? null : random.integer(4))),
  );
}

/** Two variables of the same cases. */
export interface Pairs {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Two variables that leave little or nothing to say. */
export const degeneratePairs: Readonly<Record<string, Pairs>> = {
  'no case': { x: [], y: [] },
  'one case': { x: [1], y: [2] },
  'two cases': { x: [1, 2], y: [5, 3] },
  'two equal cases': { x: [1, 1], y: [2, 2] },
  'three cases': { x: [1, 2, 4], y: [2, 1, 3] },
  'three cases on a line': { x: [1, 2, 3], y: [2, 4, 6] },
  'four cases': { x: [1, 2, 3, 4], y: [2, 1, 4, 3] },
  'all tied': { x: repeat(12, 0.1), y: repeat(12, 0.7) },
  'one of no variation': { x: repeat(12, 0.1), y: upTo(12) },
  'the other of no variation': { x: upTo(12), y: repeat(12, 0.3) },
  'all tied but one': { x: [...repeat(11, 1), 2], y: [...repeat(11, 3), 0] },
  'the same twice': { x: upTo(30), y: upTo(30) },
  'one the other turned round': { x: upTo(60), y: upTo(60).map((v) => -v) },
  'values a million apart': {
    x: upTo(9).map((v) => (v % 2 ? 1e6 : -1e6)),
    y: upTo(9).map((v) => (v % 3 ? 1e6 : -1e6)),
  },
  'values close together far from 0': {
    x: upTo(9).map((v) => 1e6 + (v % 4) * 1e-6),
    y: upTo(9).map((v) => 1e6 + (v % 3) * 1e-6),
  },
  'values beyond 1e100': {
    x: upTo(9).map((v) => v * 1e120),
    y: upTo(9).map((v) => (v % 4) * 1e120),
  },
  'values of almost nothing': {
    x: upTo(9).map((v) => v * 1e-118),
    y: upTo(9).map((v) => (v % 4) * 1e-118),
  },
};

/** Yes or no for each case, with a number that may go with it. */
export interface Outcomes {
  readonly outcome: readonly number[];
  readonly x: readonly number[];
}

/** Outcomes that leave little or nothing to fit. */
export const degenerateOutcomes: Readonly<Record<string, Outcomes>> = {
  'no case': { outcome: [], x: [] },
  'one case': { outcome: [1], x: [0.5] },
  'two cases': { outcome: [0, 1], x: [0.2, 0.8] },
  'three cases': { outcome: [0, 1, 0], x: [0.3, 0.2, 0.9] },
  'all no': { outcome: repeat(10, 0), x: upTo(10).map((v) => v / 10) },
  'all yes': { outcome: repeat(10, 1), x: upTo(10).map((v) => v / 10) },
  'one yes': { outcome: [...repeat(9, 0), 1], x: upTo(10).map((v) => ((v * 7) % 10) / 10) },
  separated: { outcome: upTo(10).map((v) => (v < 5 ? 0 : 1)), x: upTo(10).map((v) => v / 10) },
  'separated the other way': {
    outcome: upTo(10).map((v) => (v < 5 ? 1 : 0)),
    x: upTo(10).map((v) => v / 10),
  },
  'separated but for the border': {
    outcome: [0, 0, 0, 1, 0, 1, 1, 1],
    x: [0, 0.1, 0.2, 0.5, 0.5, 0.7, 0.8, 1],
  },
  'one score for all': { outcome: upTo(10).map((v) => v % 2), x: repeat(10, 0.1) },
  'scores of 0 and 1': { outcome: [0, 1, 0, 1, 1], x: [0, 1, 1, 0, 1] },
  'scores close together': {
    outcome: upTo(10).map((v) => v % 2),
    x: upTo(10).map((v) => 0.5 + (v % 3) * 1e-12),
  },
};

/** Times with 1 for an event and 0 for its absence so far, and a covariate. */
export interface FollowUps {
  readonly time: readonly number[];
  readonly status: readonly number[];
  readonly x: readonly number[];
}

/** Follow-up that leaves little or nothing to say. */
export const degenerateFollowUps: Readonly<Record<string, FollowUps>> = {
  'no case': { time: [], status: [], x: [] },
  'one case without event': { time: [3], status: [0], x: [1] },
  'one event': { time: [3], status: [1], x: [1] },
  'two cases': { time: [1, 2], status: [1, 1], x: [0, 1] },
  'three cases': { time: [1, 2, 3], status: [1, 0, 1], x: [0, 1, 0] },
  'no event': { time: upTo(8), status: repeat(8, 0), x: upTo(8) },
  'all events at one time': { time: repeat(8, 2), status: repeat(8, 1), x: upTo(8) },
  'all times 0': { time: repeat(6, 0), status: [1, 0, 1, 0, 1, 1], x: upTo(6) },
  'one event, the last': { time: upTo(8), status: [...repeat(7, 0), 1], x: upTo(8) },
  'one event, the first': { time: upTo(8), status: [1, ...repeat(7, 0)], x: upTo(8) },
  'a covariate of no variation': { time: upTo(8), status: repeat(8, 1), x: repeat(8, 0.1) },
  'a covariate that tells all': { time: upTo(12), status: repeat(12, 1), x: upTo(12) },
  'a covariate that tells all but one': {
    time: upTo(12),
    status: repeat(12, 1),
    x: upTo(12).map((v) => (v === 5 ? 11 : v < 5 ? v : v - 1)),
  },
  'covariates a million apart': {
    time: upTo(9),
    status: upTo(9).map((v) => (v % 2 ? 1 : 0)),
    x: upTo(9).map((v) => (v % 3 ? 1e6 : -1e6)),
  },
  'events of one group before all of the other': {
    time: upTo(10),
    status: repeat(10, 1),
    x: upTo(10).map((v) => (v < 5 ? 0 : 1)),
  },
};
