import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, jsonLines, uploaded } from '../support/imports.ts';
import {
  at,
  outcomeColumn as column,
  declare,
  importOutcomes,
  startOutcomeImport,
  ticketOf,
  ticketsOf,
  told,
} from '../support/outcomes.ts';
import { newKey } from '../support/person.ts';
import { newProject, organisation } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

async function start() {
  const { owner, slug } = await organisation(assay);
  return { owner, slug, projectId: await newProject(owner) };
}

const problem = (line: number, field: string | null, message: RegExp) => ({
  ...{ line, field, severity: 'ERROR', message: expect.stringMatching(message) },
});

describe('a CSV file of outcomes', () => {
  const fields = [
    column('ticket', 'EXTERNAL_ID'),
    column('updated', 'OCCURRED_AT'),
    column('created', 'OPENED_AT'),
    column('solved', 'RESOLVED_AT'),
    column('status', 'RESOLVED'),
    column('first', 'FIRST_RESOLUTION', { unit: 'MINUTES', clock: 'BUSINESS' }),
    column('rating', 'CSAT', { scale: 'GOOD_BAD' }),
    column('channel', 'ATTRIBUTE', { knownAtOpening: true }),
    column('agent', 'ATTRIBUTE', { knownAtSource: 'assigned' }),
    column('effort', 'MEASURE'),
  ];
  const mapping = { source: 'zendesk', durationsFromTimes: true, fields };
  const header = 'ticket,updated,created,solved,status,first,rating,channel,agent,assigned,effort';

  it('becomes tickets in seconds, with clock, scale and when attributes were known', async () => {
    const { owner, projectId } = await start();
    await declare(owner, 'effort');
    const csv = [
      header,
      'T1,2026-01-01T12:00:00Z,2026-01-01 08:00,2026-01-01T11:30:00+01:00,solved,90,good,chat,a7,1767258000,4',
      'T2,2026-01-01T12:00:00Z,2026-01-01 08:00,,open,,offered,mail,,,',
    ].join('\n');
    const done = await importOutcomes(owner, projectId, csv, { format: 'CSV', mapping });
    expect(done.job).toMatchObject({ kind: 'tickets.import', state: 'SUCCEEDED', error: null });
    expect(done).toMatchObject({ rowsRead: 2, outcomesRecorded: 2, rowsFailed: 0 });
    const [one, two] = [await ticketOf(owner, 'T1'), await ticketOf(owner, 'T2')];
    expect(one).toMatchObject({
      source: 'zendesk',
      outcome: {
        ...{ openedAt: at(8), resolvedAt: at(10, 30), resolved: true, lastEventAt: at(12) },
        ...{ fullResolutionCalendarSeconds: 9_000, fullResolutionBusinessSeconds: null },
        ...{ firstResolutionBusinessSeconds: 5_400, firstResolutionCalendarSeconds: null },
        csat: { raw: 1, scale: 'GOOD_BAD', normalised: 1 },
        attributes: [
          { key: 'agent', value: 'a7', knownAt: at(9) },
          { key: 'channel', value: 'chat', knownAt: at(8) },
        ],
        measures: [{ measure: { key: 'effort' }, value: 4 }],
      },
    });
    expect(two.outcome).toMatchObject({
      ...{ resolved: false, resolvedAt: null, fullResolutionCalendarSeconds: null },
      ...{ csat: null, measures: [], attributes: [{ key: 'channel', value: 'mail' }] },
    });
  });

  it('keeps its good rows and reports the bad ones with their lines', async () => {
    const { owner, projectId } = await start();
    await declare(owner, 'effort');
    const row = (ticket: string, cells: Record<string, string>) =>
      header
        .split(',')
        .map((name) => ({ ticket, updated: at(12), created: at(8), ...cells })[name] ?? '')
        .join(',');
    const csv = [
      header,
      row('good', { status: 'solved' }),
      row('nan', { first: 'NaN' }),
      row('infinite', { first: 'Infinity' }),
      row('negative', { first: '-5' }),
      row('beyond', { rating: '7' }),
      row('before', { solved: at(7) }),
      row('future', { updated: '2999-01-01T00:00:00Z' }),
      row('', { status: 'solved' }),
      row('no-time', { updated: 'yesterday' }),
      row('nor', { status: 'maybe' }),
      row('comma', { effort: '"3,5"' }),
      row('measure', { effort: '9' }),
      'short,row',
      row('fine', { status: 'open' }),
    ].join('\n');
    const done = await importOutcomes(owner, projectId, csv, { format: 'CSV', mapping });
    expect(done.job).toMatchObject({ state: 'SUCCEEDED' });
    expect(done).toMatchObject({ rowsRead: 14, outcomesRecorded: 2, rowsFailed: 12 });
    expect(done.problems.nodes).toMatchObject([
      problem(3, 'first', /“NaN” is not a number\. Read as firstResolutionBusinessSeconds\.$/),
      problem(4, 'first', /not a number/),
      problem(5, 'first', /not negative: -300 seconds\. Read as firstResolutionBusinessSeconds\.$/),
      problem(6, 'rating', /outside the scale .* Read as csat\.raw\.$/),
      problem(7, 'solved', /before the conversation: .* Read as resolvedAt\.$/),
      problem(8, 'updated', /in the future\. Read as occurredAt\.$/),
      problem(9, 'ticket', /no external id here\. Read as externalId\.$/),
      problem(10, 'updated', /no time/),
      problem(11, 'status', /neither yes nor no\. Read as resolved\.$/),
      problem(12, 'effort', /point/),
      problem(13, 'effort', /at most 5\. Read as measures\.effort\.$/),
      problem(14, null, /2 fields/),
    ]);
    const report = await fetch(`${assay.url}${done.reportUrl}`);
    expect(report.status).toBe(200);
    expect((await report.text()).split('\r\n')).toHaveLength(14);
  });

  it('has no second effect when it is sent again', async () => {
    const { owner, projectId } = await start();
    await declare(owner, 'effort');
    const csv = [
      header,
      ...Array.from(
        { length: 50 },
        (_, n) => `T${n},${at(12)},${at(8)},${at(9)},solved,5,bad,chat,,,2`,
      ),
    ].join('\n');
    const options = { format: 'CSV', mapping } as const;
    const first = await importOutcomes(owner, projectId, csv, options);
    expect(first).toMatchObject({ rowsRead: 50, outcomesRecorded: 50 });
    const before = await ticketOf(owner, 'T7', 'events { totalCount }');
    const again = await importOutcomes(owner, projectId, csv, options);
    expect(again).toMatchObject({ rowsRead: 50, outcomesRecorded: 0, rowsFailed: 0 });
    expect(await ticketOf(owner, 'T7', 'events { totalCount }')).toEqual(before);
  });

  const refused: readonly (readonly [string, object, string])[] = [
    ['without ids', { ...mapping, fields: fields.slice(1) }, 'mapping.fields'],
    ['without a source', { ...mapping, source: null }, 'mapping.source'],
    [
      'with a source twice',
      { ...mapping, fields: [...fields, column('s', 'SOURCE')] },
      'mapping.source',
    ],
    [
      'without a time',
      { source: 's', fields: [column('ticket', 'EXTERNAL_ID')] },
      'mapping.fields',
    ],
    [
      'with a duration on no clock',
      { ...mapping, fields: [...fields, column('x', 'FULL_RESOLUTION', { unit: 'HOURS' })] },
      'mapping.fields.10',
    ],
    [
      'with a duration from two places',
      {
        ...mapping,
        fields: [...fields, column('x', 'FULL_RESOLUTION', { unit: 'HOURS', clock: 'CALENDAR' })],
      },
      'mapping.fields.10',
    ],
    [
      'with satisfaction on no scale',
      { ...mapping, fields: [...fields.slice(0, 5), column('rating', 'CSAT')] },
      'mapping.fields.5',
    ],
    [
      'with a measure nobody declared',
      { ...mapping, fields: [...fields.slice(0, 5), column('nope', 'MEASURE')] },
      'mapping.fields.5',
    ],
    [
      'with a measure on another clock',
      {
        ...mapping,
        fields: [...fields.slice(0, 5), column('effort', 'MEASURE', { clock: 'BUSINESS' })],
      },
      'mapping.fields.5',
    ],
    [
      'with one field twice',
      { ...mapping, fields: [...fields, column('y', 'RESOLVED')] },
      'mapping.fields.10',
    ],
  ];
  it.each(refused)('is refused %s', async (_what, wrong, field) => {
    const { owner, projectId } = await start();
    await declare(owner, 'effort');
    const uploadId = await uploaded(owner, `${header}\n`, 'a.csv');
    const input = { idempotencyKey: newKey(), projectId, uploadId, format: 'CSV', mapping: wrong };
    expect(await owner.change('startOutcomeImport', input, 'replayed')).toMatchObject({
      ...{ code: 'INVALID_INPUT', field },
    });
  });
});

describe('a JSONL file of outcomes', () => {
  it("needs no mapping in Assay's own form", async () => {
    const { owner, projectId } = await start();
    await declare(owner, 'effort');
    const body = jsonLines([
      told('T1', {
        ...{ resolved: true, csat: { raw: 3, scale: 'ONE_TO_FIVE' }, measures: { effort: 2 } },
        attributes: { channel: { value: 'chat', knownAt: null } },
      }),
      told('T2', { measures: { effort: { value: 2, scale: '1-7' } } }),
      told('T3', { resolvedd: true }),
      { externalId: 'T4' },
      told('T5', { occurredAt: '2026-01-01T13:00:00+01:00', resolved: false }),
    ]);
    const done = await importOutcomes(owner, projectId, body);
    expect(done).toMatchObject({ rowsRead: 5, outcomesRecorded: 2, rowsFailed: 3 });
    expect(done.problems.nodes).toMatchObject([
      { line: 2, field: 'measures.effort' },
      { line: 3, message: expect.stringContaining('resolvedd') },
      { line: 4, field: 'source' },
    ]);
    expect((await ticketOf(owner, 'T5')).outcome).toMatchObject({ lastEventAt: at(12) });
  });

  it('maps nested fields, with the source in one of them', async () => {
    const { owner, projectId } = await start();
    const body = jsonLines([
      { id: 7, system: 'desk', times: { end: at(9) }, stats: { reopens: 2 } },
      { id: 8, system: 'shop', times: { end: at(9) }, stats: { reopens: 0.5 } },
    ]);
    const mapping = {
      fields: [
        column('id', 'EXTERNAL_ID'),
        column('system', 'SOURCE'),
        column('times.end', 'RESOLVED_AT'),
        column('stats.reopens', 'REOPENS'),
      ],
    };
    const done = await importOutcomes(owner, projectId, body, { mapping });
    expect(done).toMatchObject({ rowsRead: 2, outcomesRecorded: 1, rowsFailed: 1 });
    expect(await ticketOf(owner, '7')).toMatchObject({
      source: 'desk',
      // the only time of the row is when it happened
      outcome: { reopens: 2, resolvedAt: at(9), lastEventAt: at(9) },
    });
  });
});

it('shows what a file seems to say before it is read', async () => {
  const { owner } = await start();
  await declare(owner, 'effort');
  const csv =
    'ticket_id,created_at,solved_at,status,full_resolution_time_in_minutes.business,csat,channel,effort\nT1,a,b,c,d,e,f,g\n';
  const preview = async (body: string) => {
    const { upload } = await owner.get(
      `query ($id: ID!) { upload(id: $id) { outcomePreview { format native problem columns rows
        suggestedFields { source target key unit clock scale } } } }`,
      { id: await uploaded(owner, body, 'file') },
    );
    return upload.outcomePreview;
  };
  const seen = await preview(csv);
  expect(seen).toMatchObject({ format: 'CSV', native: false, problem: null });
  expect(seen.suggestedFields.map(({ target }: { target: string }) => target)).toEqual([
    'EXTERNAL_ID',
    'OPENED_AT',
    'RESOLVED_AT',
    'RESOLVED',
    'FULL_RESOLUTION',
    'CSAT',
    'ATTRIBUTE',
    'MEASURE',
  ]);
  expect(seen.suggestedFields[4]).toMatchObject({ unit: 'MINUTES', clock: 'BUSINESS' });
  const native = await preview(jsonLines([told('T1', { resolved: true })]));
  expect(native).toMatchObject({ format: 'JSONL', native: true, suggestedFields: [] });
});

it('keeps imports of outcomes apart from those of tasks', async () => {
  const { owner, projectId } = await start();
  const uploadId = await uploaded(owner, jsonLines([told('T1', { resolved: true })]), 'a.jsonl');
  const started = await startOutcomeImport(owner, projectId, uploadId);
  expect(await ended(owner, started.job.id)).toMatchObject({ state: 'SUCCEEDED' });
  const { project } = await owner.get(
    `query ($id: ID!) { project(id: $id) { imports { totalCount } outcomeImports { totalCount nodes { id name project { id } } } } }`,
    { id: projectId },
  );
  expect(project.imports.totalCount).toBe(0);
  expect(project.outcomeImports).toEqual({
    totalCount: 1,
    nodes: [{ id: started.id, name: 'a.jsonl', project: { id: projectId } }],
  });
  expect((await ticketsOf(owner)).totalCount).toBe(1);
});
