import { CopyReader } from '@assay/server/copy-rows';
import type { KpiInput } from '@assay/server/modules/kpi/rules/input';
import {
  type Section,
  sections,
  Table,
  type TableOptions,
} from '@assay/server/modules/kpi/rules/table';
import { describe, expect, it } from 'vitest';
import { copied, type Field, floatField, intField, textField } from '../support/copied.ts';
import { judgment, outcome, task, ticket } from '../support/copied-tickets.ts';
import { plainRequest } from '../support/kpi-request.ts';

const options: TableOptions = {
  request: plainRequest,
  dimensions: [
    { key: 'accuracy', label: 'Accuracy', locked: false, weight: 0.5 },
    { key: 'tone', label: 'Tone', locked: true, weight: 0.5 },
  ],
  versions: [
    { number: 3, dimensionKeys: ['accuracy', 'tone'] },
    { number: 4, dimensionKeys: ['tone', 'accuracy'] },
  ],
  scales: ['ONE_TO_FIVE'],
  measures: [],
  ...{ asOf: 1_000, attributeKeys: [], onlySource: 'desk', adjusted: null, notes: [] },
};

type Rows = Partial<Record<Section, readonly (readonly Field[])[]>>;
function tableOf(rows: Rows, more: Partial<TableOptions> = {}): KpiInput {
  const table = new Table({ ...options, ...more });
  const reader = new CopyReader((copy, row) => table.push(sections[copy] ?? 'levels', row));
  for (const section of sections) reader.push(copied(rows[section] ?? []));
  return table.take();
}
const pairs = (...given: readonly [ticket: number, task: number][]) =>
  given.map(([one, other]) => [ticket(one), task(other)]);
const scoreOf = (input: KpiInput, key: string) => {
  const found = input.scores.find((score) => score.key === key);
  return found && [...found.value, ...found.gated, ...found.ratings, ...found.within];
};
const levelsOf = (input: KpiInput, key: string) => {
  const factor = input.strata.find((one) => one.key === key);
  return factor && [...factor.codes].map((code) => factor.levels[code] ?? null);
};

describe('scores of a ticket', () => {
  it('are the mean of judgments for a task, and of tasks for a ticket', () => {
    const input = tableOf({
      pairs: pairs([1, 1], [1, 2], [2, 3]),
      judgments: [
        judgment({ task: 1, composite: 0.25, gated: 0, failedAll: true, values: [0.5, null] }),
        judgment({ task: 1, composite: 0.75, values: [1, null], failed: [0] }),
        // not of the table
        judgment({ task: 9, composite: 1, values: [1, 1] }),
        judgment({ task: 2, version: 1, composite: 1, values: [null, 0] }),
        judgment({ task: 3, composite: null, values: [null, 0.5] }),
      ],
    });
    expect(input.n).toBe(2);
    // of the first ticket: .5 by its first task, 1 by its second; half of the first one fails
    const within = 0.25 ** 2 + 0.75 ** 2 + 1 - 4 / 3;
    expect(scoreOf(input, 'composite')).toEqual([
      0.75,
      Number.NaN,
      0.6875,
      Number.NaN,
      3,
      0,
      within,
      0,
    ]);
    expect([...input.failedAll]).toEqual([0.25, 0]);
    expect(scoreOf(input, 'accuracy')).toEqual([
      ...[0.375, Number.NaN, 0.125, Number.NaN, 3, 0, 0.25 + 1 - 1.5 ** 2 / 3, 0],
    ]);
    expect(scoreOf(input, 'tone')).toEqual([Number.NaN, 0.5, Number.NaN, 0.5, 0, 1, 0, 0]);
    expect(input.scores.map(({ locked, weight }) => [locked, weight])).toEqual([
      ...[
        [false, null],
        [false, 0.5],
        [true, 0.5],
      ],
    ]);
  });

  it('say no other thing of a task that several tickets are about', () => {
    const input = tableOf({
      pairs: pairs([1, 1], [2, 1], [2, 2], [3, 1]),
      judgments: [
        judgment({ task: 1, composite: 0.5, values: [0.5, 0.5] }),
        judgment({ task: 2, composite: 1, values: [1, 1] }),
      ],
    });
    expect(scoreOf(input, 'composite')?.slice(0, 3)).toEqual([0.5, 0.75, 0.5]);
    expect(input.tickets).toEqual(
      new Uint8Array(Buffer.concat([1, 2, 3].map((n) => ticket(n) ?? Buffer.alloc(0)))),
    );
  });

  it('are without leniency where that was removed, and unknown where no rater is known', () => {
    const rows: Rows = {
      pairs: pairs([1, 1], [2, 2]),
      judgments: [1, 2].map((n) =>
        judgment({ task: n, composite: 0.5, values: [0.5, 0.5], failedAll: true }),
      ),
    };
    const adjusted = new Map([['00000001-0000-7000-8000-000000000001', 0.625]]);
    const input = tableOf(rows, { adjusted });
    expect(scoreOf(input, 'composite')).toEqual([0.625, Number.NaN, 0.5, Number.NaN, 1, 0, 0, 0]);
    expect([...input.failedAll]).toEqual([1, 0]);
    expect(scoreOf(input, 'tone')?.slice(0, 2)).toEqual([0.5, 0.5]);
  });
});

describe('what is told of tickets', () => {
  const judged: Rows = {
    pairs: pairs([1, 1], [1, 2], [2, 3], [3, 4]),
    judgments: [
      judgment({ task: 1, composite: 1, values: [1, 1], profile: 'legal' }),
      judgment({ task: 2, version: 1, composite: 1, values: [1, 1], profile: 'legal' }),
      judgment({ task: 3, version: 1, composite: 0, values: [0, 0], profile: 'legal' }),
      judgment({ task: 4, composite: 0, values: [0, 0] }),
    ],
  };

  it('is in the order of the tickets, whatever the order of the rows', () => {
    const input = tableOf({
      ...judged,
      outcomes: [
        outcome({ ticket: 7, resolved: true }),
        outcome({ ticket: 2, openedAt: 400, resolved: false }),
        outcome({ ticket: 1, openedAt: 100, resolved: true, fullCalendar: 60, csat: 0.5 }),
      ],
    });
    const columnOf = (key: string) => {
      const { value, ending, asked } = input.outcomes.find((one) => one.key === key) ?? {};
      return {
        value: value && [...value],
        ending: ending && [...ending],
        asked: asked && [...asked],
      };
    };
    expect([...input.openedAt]).toEqual([100, 400, Number.NaN]);
    expect(columnOf('resolved').value).toEqual([1, 0, Number.NaN]);
    expect(columnOf('full_resolution:calendar')).toMatchObject({
      ...{ value: [60, 600, Number.NaN], ending: [1, 0, 0] },
    });
    expect(columnOf('csat')).toMatchObject({
      value: [0.5, Number.NaN, Number.NaN],
      asked: [1, 0, 0],
    });
    // of clocks and measures that nobody told of, nothing is there
    expect(input.outcomes.map(({ key }) => key)).not.toContain('full_resolution:business');
    expect(levelsOf(input, 'month')).toEqual(['1970-01', '1970-01', null]);
  });

  it('is what all of its tasks say, and nothing where they differ', () => {
    const input = tableOf(
      {
        ...judged,
        models: [
          ...[
            [task(1), textField('m-1')],
            [task(2), textField('m-2')],
            [task(3), textField('m-1')],
          ],
          [task(8), textField('m-3')],
        ],
        tasks: [
          [task(1), textField('.5'), textField('random'), textField('a'), textField('x')],
          [task(2), textField('.5'), textField('by outcome'), textField('b'), null],
          [task(3), textField('2'), null, textField('c'), textField('y')],
          [task(4), textField('1.0'), textField('by Outcome'), null, null],
        ],
        outcomes: [outcome({ ticket: 2, attributes: { team: { value: 'own', knownAt: null } } })],
      },
      {
        attributeKeys: ['team', 'tier'],
        request: { ...plainRequest, segments: ['team', 'tier'] },
      },
    );
    expect(levelsOf(input, 'model')).toEqual([null, 'm-1', null]);
    expect(levelsOf(input, 'rubric_version')).toEqual([null, 'v4', 'v3']);
    expect(levelsOf(input, 'profile')).toEqual(['legal', 'legal', null]);
    expect(levelsOf(input, 'source')).toEqual([null, 'desk', null]);
    // the ticket's own word goes before that of its tasks
    expect(levelsOf(input, 'team')).toEqual([null, 'own', null]);
    expect(levelsOf(input, 'tier')).toEqual(['x', 'y', null]);
    // no probability is above 1
    expect(input.samplingWeights && [...input.samplingWeights]).toEqual([2, 1, 1]);
    expect(input.notes.map(({ code, message }) => [code, message.slice(0, 9)])).toEqual(
      expect.arrayContaining([
        ['PROBABILITY_MISSING', '1 of 3 ti'],
        ['SELECTED_BY_OUTCOME', '1 tickets'],
      ]),
    );
  });

  it('holds measures by their key', () => {
    const about = { label: 'Effort', scale: '1-5', clock: 'NONE', higherIsBetter: false } as const;
    const input = tableOf(
      {
        ...judged,
        measures: [
          [ticket(3), textField('effort'), floatField(4)],
          [ticket(9), textField('effort'), floatField(1)],
        ],
      },
      {
        measures: [
          { key: 'effort', kind: 'NUMBER', ...about },
          { key: 'never', kind: 'NUMBER', ...about },
        ],
      },
    );
    const found = input.outcomes.filter(({ key }) => key === 'effort' || key === 'never');
    expect(found.map(({ key, value }) => [key, ...value])).toEqual([
      ['effort', Number.NaN, Number.NaN, 4],
    ]);
  });

  it('stands beside what all tickets of its sources say, for attributes of few values', () => {
    const attributes = (channel: string, customer: string) => ({
      ...{
        channel: { value: channel, knownAt: null },
        customer: { value: customer, knownAt: null },
      },
    });
    const all = (source: string, attribute: string, level: string | null, n: number) => [
      ...[source, attribute, level].map(textField),
      intField(n),
    ];
    const input = tableOf(
      {
        ...judged,
        outcomes: [
          outcome({ ticket: 1, source: 'desk', attributes: attributes('chat', 'a') }),
          outcome({ ticket: 2, source: 'mail', attributes: attributes('chat', 'b') }),
        ],
        levels: [
          ...[all('desk', 'channel', 'chat', 10), all('mail', 'channel', 'chat', 5)],
          ...[all('mail', 'channel', 'phone', 3), all('desk', 'customer', 'a', 1)],
          // more levels than are compared, in one source of two
          ...[all('mail', 'customer', null, 900), all('other', 'channel', 'fax', 7)],
        ],
      },
      { onlySource: null },
    );
    expect(input.selection).toEqual([
      { attribute: 'channel', level: 'chat', judged: 2, all: 15 },
      { attribute: 'channel', level: 'phone', judged: 0, all: 3 },
    ]);
  });
});

it('is an empty table where nothing was judged', () => {
  const input = tableOf({});
  expect(input).toMatchObject({ n: 0, outcomes: [], samplingWeights: null, selection: [] });
});
