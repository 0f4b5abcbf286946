import { bradleyTerry, type Comparison } from '../aggregation/bradley-terry.ts';
import { plackettLuce, type Ranking } from '../aggregation/plackett-luce.ts';
import type { Family } from './degenerate-tables.ts';
import type { Range } from './problems-of.ts';

const atMost0: Range = [Number.NEGATIVE_INFINITY, 0];

interface Contests {
  readonly items: number;
  readonly comparisons: readonly Comparison[];
  readonly rankings: readonly Ranking[];
}

const contest = (
  first: number,
  second: number,
  firstWins: number,
  secondWins: number,
  ties = 0,
) => ({
  first,
  second,
  firstWins,
  secondWins,
  ties,
});

/** What takes comparisons and rankings of items. */
export const ofContests: Family<Contests> = {
  inputs: {
    'no item': { items: 0, comparisons: [], rankings: [] },
    'one item': { items: 1, comparisons: [], rankings: [[0]] },
    'nothing compared': { items: 3, comparisons: [], rankings: [[]] },
    'one win': { items: 2, comparisons: [contest(0, 1, 1, 0)], rankings: [[0, 1]] },
    'ties only': { items: 2, comparisons: [contest(0, 1, 0, 0, 5)], rankings: [[[0, 1]]] },
    'one win each': {
      items: 2,
      comparisons: [contest(0, 1, 1, 1)],
      rankings: [
        [0, 1],
        [1, 0],
      ],
    },
    'a chain of wins': {
      items: 3,
      comparisons: [contest(0, 1, 4, 0), contest(1, 2, 4, 0)],
      rankings: [
        [0, 1, 2],
        [0, 1, 2],
      ],
    },
    'two groups that never met': {
      items: 4,
      comparisons: [contest(0, 1, 2, 3), contest(2, 3, 1, 4)],
      rankings: [
        [0, 1],
        [1, 0],
        [2, 3],
        [3, 2],
      ],
    },
    'a million to one': {
      items: 2,
      comparisons: [contest(0, 1, 1e6, 1, 1)],
      rankings: [[0, 1], [1, 0], [[0, 1]]],
    },
    'home wins always': {
      items: 2,
      comparisons: [contest(0, 1, 5, 0), contest(1, 0, 5, 0)],
      rankings: [
        [0, 1],
        [1, 0],
      ],
    },
  },
  statistics: {
    'bradleyTerry, davidson': [
      atMost0,
      ({ items, comparisons }) => bradleyTerry(items, comparisons, { ties: 'davidson' }),
    ],
    'bradleyTerry, raoKupper, order': [
      atMost0,
      ({ items, comparisons }) =>
        bradleyTerry(items, comparisons, { ties: 'raoKupper', orderEffect: true }),
    ],
    plackettLuce: [atMost0, ({ items, rankings }) => plackettLuce(items, rankings)],
  },
};
