import { expect, it } from 'vitest';
import { type RowPage, ticketRowsOf } from './gather-rows.ts';

/** Three tickets: of two tasks, of one, and of one that nobody judged. */
const page = (): RowPage => ({
  tickets: {
    id: ['k0', 'k1', 'k2'],
    source: ['desk', 'desk', 'desk'],
    openedAt: [1, null, 3],
    respondedAt: [null, null, null],
    resolved: [true, null, false],
    resolutionKind: ['AGENT', null, null],
    resolvedAt: [2, null, null],
    escalatedAt: [null, null, null],
    abandonedAt: [null, null, null],
    reopenedAt: [null, null, null],
    reopens: [0, null, null],
    firstCalendar: [null, null, null],
    firstBusiness: [null, null, null],
    fullCalendar: [60, null, null],
    fullBusiness: [null, null, null],
    csat: [0.5, null, null],
    csatScale: ['ONE_TO_FIVE', null, null],
    csatOffered: [true, false, false],
    attributes: [{ channel: { value: 'chat', knownAt: null } }, null, null],
  },
  pairs: {
    at: [0, 0, 1, 2],
    probability: ['.5', '.5', '2', '1.0'],
    rule: ['random', 'by outcome', null, null],
    attributes: [{ team: 'a', tier: 'x' }, { team: 'b', tier: null }, null, null],
  },
  models: { at: [0, 0, 1], model: ['m-1', 'm-2', 'm-1'] },
  judgments: {
    pair: [0, 0, 1, 2],
    version: [0, 0, 1, 1],
    profile: ['legal', 'legal', 'legal', null],
    value: [0.25, 0.75, 1, null],
    gated: [0, 0.75, 1, 0],
    failed: [true, false, false, false],
  },
  versions: [3, 4],
  scores: {
    nth: [0, 1, 2, 3],
    key: [1, 1, 1, 2],
    value: [0.5, 1, 0, 0.5],
    failed: [false, true, false, false],
  },
  measures: { at: [1, 1], key: ['effort', 'minutes'], value: [3, 20] },
  levels: [],
});

it('takes the mean of judgments for a task, and of tasks for a ticket', () => {
  const [first] = ticketRowsOf(page(), 3);
  // the composite: .5 of the first task, 1 of the second; half of the first one fails
  const squares = 0.25 ** 2 + 0.75 ** 2 + 1;
  expect(first?.scores).toEqual([
    [0, 0.75, 0.6875, 3, squares - 4 / 3, 0.25],
    [1, 0.375, 0.125, 3, 0.25 + 1 - 1.5 ** 2 / 3, 0],
  ]);
});

it('leaves out who was not judged, and what no judgment says', () => {
  const rows = ticketRowsOf(page(), 3);
  expect(rows.map(({ id }) => id)).toEqual(['k0', 'k1']);
  expect(rows[1]?.scores).toEqual([[2, 0.5, 0.5, 1, 0, 0]]);
});

it('says of a ticket what all of its tasks say, and nothing where they differ', () => {
  expect(ticketRowsOf(page(), 3)).toMatchObject([
    {
      ...{ model: null, version: null, profile: 'legal', samplingRule: null },
      ...{ samplingProbability: 0.5, taskAttributes: { team: null, tier: 'x' }, measures: {} },
      ...{ resolutionKind: 'AGENT', csat: 0.5, attributes: { channel: { value: 'chat' } } },
    },
    {
      ...{ model: 'm-1', version: 'v4', profile: null, samplingRule: null },
      // no probability is above 1
      ...{ samplingProbability: null, measures: { effort: 3, minutes: 20 }, attributes: {} },
      ...{ openedAt: null, resolved: null, csatOffered: false },
    },
  ]);
});
