import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { jsonLines, uploaded } from '../support/imports.ts';
import {
  at,
  importOutcomes,
  outcomeColumn,
  ticketOf,
  ticketsOf,
  told,
} from '../support/outcomes.ts';
import type { Person } from '../support/person.ts';
import { join, newProject, organisation } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let slug: string;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  ({ owner, slug } = await organisation(assay));
  projectId = await newProject(owner);
});
afterAll(() => assay.stop());

const checkFields = 'refusal refusedField rows rowsFailed problems { line severity field message }';

/** What the server would make of the beginning of a file. */
async function checked(person: Person, body: string, format: string, mapping?: object) {
  const id = await uploaded(person, body, 'outcomes');
  const { upload } = await person.get(
    `query ($id: ID!, $format: ImportFormat!, $mapping: OutcomeMappingInput) { upload(id: $id) {
      outcomeCheck(format: $format, mapping: $mapping) { ${checkFields} } } }`,
    { id, format, mapping },
  );
  return upload.outcomeCheck;
}

const columns = (...fields: object[]) => ({
  source: 'desk',
  fields: [outcomeColumn('id', 'EXTERNAL_ID'), outcomeColumn('opened', 'OPENED_AT'), ...fields],
});
const csv = `id,opened,minutes,rating
A,${at(1)},30,5
B,${at(1)},-1,4
C,${at(1)},NaN,4
D,${at(1)},30,9
E,2199-01-01,30,5
`;
const mapping = columns(
  outcomeColumn('minutes', 'FULL_RESOLUTION', { unit: 'MINUTES', clock: 'CALENDAR' }),
  outcomeColumn('rating', 'CSAT', { scale: 'ONE_TO_FIVE' }),
);

const problem = (line: number, field: string, message: RegExp) => ({
  ...{ line, field, severity: 'ERROR', message: expect.stringMatching(message) },
});

describe('a file of outcomes that is looked at before it is read', () => {
  it('tells what would be left out, and records nothing', async () => {
    expect(await checked(owner, csv, 'CSV', mapping)).toEqual({
      ...{ refusal: null, refusedField: null, rows: 5, rowsFailed: 4 },
      problems: [
        problem(3, 'minutes', /not negative/),
        problem(4, 'minutes', /“NaN” is not a number/),
        problem(5, 'rating', /outside the scale/),
        problem(6, 'opened', /future\. Read as occurredAt\.$/), // the latest time that the row tells
      ],
    });
    expect((await ticketsOf(owner)).totalCount).toBe(0);
  });

  it('says the very same as the import that follows', async () => {
    const before = await checked(owner, csv, 'CSV', mapping);
    const done = await importOutcomes(owner, projectId, csv, { format: 'CSV', mapping });
    expect(done.problems.nodes).toEqual(before.problems);
    expect(done).toMatchObject({ rowsRead: before.rows, rowsFailed: before.rowsFailed });
  });

  it.each([
    ['no mapping of a CSV file', undefined, 'mapping'],
    ['no id', { source: 'desk', fields: [outcomeColumn('opened', 'OPENED_AT')] }, 'mapping.fields'],
    ['no source', { ...mapping, source: '' }, 'mapping.source'],
    [
      'a duration without its clock',
      columns(outcomeColumn('minutes', 'FULL_RESOLUTION', { unit: 'MINUTES' })),
      'mapping.fields.2',
    ],
  ])('cannot begin with %s', async (_what, given, refusedField) => {
    const found = await checked(owner, csv, 'CSV', given);
    expect(found).toMatchObject({ refusedField, rows: 0, problems: [] });
    expect(found.refusal).toMatch(/\w+/);
  });

  it('is read at its beginning alone, with a few of its problems', async () => {
    const rows = Array.from({ length: 900 }, (_, n) => told(`N-${n}`, { reopens: -1 }));
    const found = await checked(owner, jsonLines(rows), 'JSONL');
    expect(found).toMatchObject({ rows: 500, rowsFailed: 500 });
    expect(found.problems).toHaveLength(10);
  });

  it.each(['', 'id,id\n1,2\n'])('says what is wrong with a file such as %j', async (body) => {
    const found = await checked(owner, body, 'CSV', mapping);
    expect(found).toMatchObject({ rows: 0, refusal: expect.stringMatching(/\w+/) });
  });
});

it('lets an analyst bring outcomes, and keeps annotators and reviewers from it', async () => {
  const analyst = await join(assay, owner, slug, 'ANALYST');
  const line = jsonLines([told('by-analyst', { resolved: true })]);
  const done = await importOutcomes(analyst, projectId, line);
  expect(done).toMatchObject({ outcomesRecorded: 1, rowsFailed: 0 });
  for (const role of ['ANNOTATOR', 'REVIEWER']) {
    const other = await join(assay, owner, slug, role);
    await expect(uploaded(other, line, 'outcomes')).rejects.toThrow('FORBIDDEN');
  }
});

it('reads the worked example of the documentation as it says', async () => {
  const docs = await readFile(new URL('../../docs/outcomes.md', import.meta.url), 'utf8');
  const file = /```csv\n(.*?)```/s.exec(docs)?.[1] ?? '';
  const [native = '', mapped = ''] = [...docs.matchAll(/```jsonl?\n(.*?)```/gs)].map(
    ([, block]) => block,
  );
  const done = await importOutcomes(owner, projectId, file, {
    ...{ format: 'CSV', mapping: JSON.parse(mapped) },
  });
  expect(done).toMatchObject({ rowsRead: 3, outcomesRecorded: 2, rowsFailed: 1 });
  expect(done.problems.nodes).toMatchObject([
    { line: 4, message: expect.stringContaining('A duration is not negative') },
  ]);
  expect((await ticketOf(owner, 'T-1001')).outcome).toMatchObject({
    ...{ resolved: true, fullResolutionCalendarSeconds: 9_000 },
    csat: { raw: 5, scale: 'ONE_TO_FIVE', normalised: 1 },
    attributes: [{ key: 'channel', value: 'chat', knownAt: '2026-03-02T09:14:00.000Z' }],
  });
  expect((await ticketOf(owner, 'T-1002')).outcome).toMatchObject({
    ...{ resolved: false, csatState: 'UNOFFERED' },
  });
  const line = await importOutcomes(owner, projectId, native);
  expect(line).toMatchObject({ rowsRead: 1, outcomesRecorded: 1 });
  expect((await ticketOf(owner, 'T-1001')).outcome).toMatchObject({ resolutionKind: 'CONFIRMED' });
});
