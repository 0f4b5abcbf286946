import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { at, declare, record, ticketsOf, told } from '../support/outcomes.ts';
import { newKey, type Person } from '../support/person.ts';
import { organisation } from '../support/scenario.ts';

const statements: string[] = [];
let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ onStatement: (statement) => statements.push(statement) });
});
afterAll(() => assay.stop());

const tenant = async (): Promise<Person> => (await organisation(assay)).owner;

describe('what is refused, in words', () => {
  const future = new Date(Date.now() + 3_600_000).toISOString();
  const long = 'x'.repeat(600);
  const many = Array.from({ length: 51 }, (_, n) => ({ key: `k${n}`, value: 'v' }));
  const bad: readonly (readonly [string, object, string, RegExp])[] = [
    [
      'a negative duration',
      { fullResolutionCalendarSeconds: -1 },
      'fullResolutionCalendarSeconds',
      /not negative/,
    ],
    [
      'satisfaction beyond its scale',
      { csat: { raw: 6, scale: 'ONE_TO_FIVE' } },
      'csat.raw',
      /outside the scale/,
    ],
    [
      'a rating between two codes',
      { csat: { raw: 50, scale: 'FRESHDESK' } },
      'csat.raw',
      /outside the scale/,
    ],
    [
      'an outcome before the conversation',
      { openedAt: at(10), resolvedAt: at(9) },
      'resolvedAt',
      /before the conversation/,
    ],
    [
      'an event before the conversation',
      { openedAt: at(13), resolved: true },
      'occurredAt',
      /before the conversation/,
    ],
    [
      'an answer before the question',
      { csatOfferedAt: at(10), csatAnsweredAt: at(9) },
      'csatAnsweredAt',
      /before it was asked/,
    ],
    ['a time in the future', { occurredAt: future, resolved: true }, 'occurredAt', /future/],
    ['a resolution in the future', { resolvedAt: future }, 'resolvedAt', /future/],
    ['negative reopens', { reopens: -1 }, 'reopens', /whole number/],
    [
      'a measure that nobody declared',
      { measures: [{ measure: 'nope', number: 1 }] },
      'measures.nope',
      /declared/,
    ],
    [
      'a measure beyond its bounds',
      { measures: [{ measure: 'effort', number: 6 }] },
      'measures.effort',
      /at most 5/,
    ],
    [
      'a measure on another scale',
      { measures: [{ measure: 'effort', number: 2, scale: '1-7' }] },
      'measures.effort',
      /scale 1-5/,
    ],
    [
      'a measure on another clock',
      { measures: [{ measure: 'effort', number: 2, clock: 'BUSINESS' }] },
      'measures.effort',
      /clock NONE/,
    ],
    [
      'a yes for a number',
      { measures: [{ measure: 'effort', yes: true }] },
      'measures.effort',
      /as a number/,
    ],
    [
      'a measure without a value',
      { measures: [{ measure: 'effort' }] },
      'measures.effort',
      /not NaN/,
    ],
    ['too long a name', { externalId: long, resolved: true }, 'externalId', /At most 500/],
    ['no name', { externalId: '', resolved: true }, 'externalId', /empty/],
    ['too many attributes', { attributes: many }, 'attributes', /At most 50/],
    [
      'too long an attribute',
      { attributes: [{ key: 'k', value: long }] },
      'attributes.k',
      /At most 500/,
    ],
    ['nothing', {}, '', /says nothing/],
  ];

  it.each(bad)(
    '%s, while the good one beside it is recorded',
    async (_what, fields, field, message) => {
      const owner = await tenant();
      await declare(owner, 'effort');
      const done = await record(owner, [told('bad', fields), told('good', { resolved: true })]);
      expect(done).toMatchObject({ recorded: 1, refused: 1 });
      expect(done.results[0]).toMatchObject({
        ...{ ticketId: null, isNew: false, field: field === '' ? null : field },
        problem: expect.stringMatching(message),
      });
      const { nodes } = await ticketsOf(owner);
      expect(nodes.map(({ externalId }: { externalId: string }) => externalId)).toEqual(['good']);
    },
  );

  it('text that cannot be kept, and lists that are too long or empty', async () => {
    const owner = await tenant();
    const send = (outcomes: readonly object[]) =>
      owner.ask(
        'mutation ($input: RecordTicketOutcomesInput!) { recordTicketOutcomes(input: $input) { ... on AppError { code field } } }',
        { input: { idempotencyKey: newKey(), outcomes } },
      );
    const nul = await send([told('a\u0000b', { resolved: true })]);
    expect(nul.errors[0]?.extensions.code).toBe('INVALID_INPUT');
    for (const outcomes of [[], Array.from({ length: 251 }, () => told('T', { resolved: true }))]) {
      const { data } = await send(outcomes);
      expect(data.recordTicketOutcomes).toEqual({ code: 'INVALID_INPUT', field: 'outcomes' });
    }
    const nan = await send([told('T', { fullResolutionCalendarSeconds: 'NaN' })]);
    expect(nan.status).toBe(400);
  });

  it('a measure that means two things', async () => {
    const owner = await tenant();
    const attempt = (key: string, more: object = {}) =>
      owner.change(
        'declareOutcomeMeasure',
        {
          ...{ idempotencyKey: newKey(), key, label: key, kind: 'NUMBER', scale: '1-5' },
          ...{ higherIsBetter: true, ...more },
        },
        'outcomeMeasure { id }',
      );
    await declare(owner, 'effort');
    expect(await attempt('effort')).toMatchObject({ code: 'CONFLICT', field: 'key' });
    expect(await attempt('resolved')).toMatchObject({ code: 'INVALID_INPUT', field: 'key' });
    expect(await attempt('Not a key')).toMatchObject({ code: 'INVALID_INPUT', field: 'key' });
    expect(await attempt('blank', { scale: null })).toMatchObject({ field: 'scale' });
    expect(await attempt('bounds', { lowest: 2, highest: 1 })).toMatchObject({ field: 'highest' });
    expect(await attempt('yes', { kind: 'YES_NO', lowest: 0 })).toMatchObject({ field: 'kind' });
    const { outcomeMeasures } = await owner.get('{ outcomeMeasures { key scale clock } }');
    expect(outcomeMeasures).toEqual([{ key: 'effort', scale: '1-5', clock: 'NONE' }]);
  });
});
