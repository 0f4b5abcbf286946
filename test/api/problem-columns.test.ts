import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import { at, outcomeColumn as column, importOutcomes } from '../support/outcomes.ts';
import type { Person } from '../support/person.ts';
import { newProject, organisation } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  ({ owner } = await organisation(assay));
  projectId = await newProject(owner);
});
afterAll(() => assay.stop());

const problem = (line: number, field: string, message: RegExp) => ({
  ...{ line, field, severity: 'ERROR', message: expect.stringMatching(message) },
});

describe('a problem with a mapped row', () => {
  it('of outcomes names the column that each part of an event was read from', async () => {
    const fields = [
      column('Ticket no.', 'EXTERNAL_ID'),
      column('Opened on', 'OPENED_AT'),
      column('Solved first', 'FIRST_RESOLVED_AT'),
      column('Solved at', 'RESOLVED_AT'),
      column('Plan', 'ATTRIBUTE', { knownAtSource: 'Plan since' }),
      column('Team', 'ATTRIBUTE', { key: 'desk', knownAtSource: 'Team since' }),
    ];
    const csv = [
      'Ticket no.,Opened on,Solved first,Solved at,Plan,Plan since,Team,Team since',
      `A,${at(8)},${at(7)},${at(9)},,,,`,
      `B,${at(8)},,${at(7)},,,,`,
      `C,${at(8)},,2999-01-01,,,,`,
      `D,${at(8)},,,gold,soon,,`,
      `E,${at(8)},,,,,north,2999-01-01`,
      'F,,,,gold,,,',
      `G,${at(8)},,,,soon,,`,
    ].join('\n');
    const mapping = { source: 'desk', durationsFromTimes: true, fields };
    const done = await importOutcomes(owner, projectId, csv, { format: 'CSV', mapping });
    expect(done).toMatchObject({ rowsRead: 7, outcomesRecorded: 1 });
    expect(done.problems.nodes).toMatchObject([
      problem(2, 'Solved first', /not negative: .* Read as firstResolutionCalendarSeconds\.$/),
      problem(3, 'Solved at', /before the conversation/),
      problem(4, 'Solved at', /in the future\. Read as occurredAt\.$/),
      problem(5, 'Plan since', /“soon” is no time: .* Read as attributes\.Plan\.knownAt\.$/),
      problem(6, 'Team since', /in the future\. Read as attributes\.desk\.knownAt\.$/),
      problem(7, 'Opened on, Solved first, Solved at', /no time here/),
    ]);
    const report = await (await fetch(`${assay.url}${done.reportUrl}`)).text();
    expect(report.split('\r\n')[2]).toMatch(/^"3","ERROR","Solved at",".*Read as resolvedAt\."$/);
  });

  it('of tasks names the column that each part of a task was read from', async () => {
    const map = (source: string, target: string, key?: string) => ({ source, target, key });
    const fields = [
      ...[map('Case', 'EXTERNAL_ID'), map('Rules', 'SYSTEM_MESSAGE'), map('Chat', 'MESSAGES')],
      ...[map('Asked', 'USER_MESSAGE'), map('Bot', 'RESPONSE_A'), map('Bot id', 'MODEL_A')],
      ...[map('Other', 'RESPONSE_B'), map('Policy', 'CONTEXT'), map('Notes', 'CONTEXT')],
      ...[map('Topic', 'ATTRIBUTE', 'domain'), map('From', 'SOURCE')],
    ];
    const judgments = {
      ...{ path: 'Votes', annotator: 'by', label: 'better' },
      values: [{ value: 'first', direction: 'A', strength: null }],
    };
    const long = 'x'.repeat(200_001);
    const good = { Case: 'fine', Asked: 'Hi', Bot: 'Yes.', Other: 'No.' };
    const chat = [{ role: 'user', content: 'Hi' }];
    const vote = (by: string) => ({ by, better: 'first' });
    const body = jsonLines([
      good,
      { ...good, Bot: 'Again' },
      { ...good, Case: 'c3', Rules: 'Be kind.', Chat: [...chat, { ...chat[0], content: long }] },
      { ...good, Case: 'c4', Chat: chat, Asked: long },
      { ...good, Case: 'c5', Rules: long },
      { ...good, Case: 'c6', Other: long },
      { ...good, Case: 'c7', Notes: long },
      { ...good, Case: 'c8', Topic: 'a\u0000b' },
      { ...good, Case: 'c9', Asked: '' },
      { ...good, Case: 'c10', Votes: [vote('ada'), { by: 'ben' }, vote('ada')] },
      { ...good, Case: 'c11', 'Bot id': 'a\u0000b' },
    ]);
    const done = await importFile(owner, projectId, body, { mapping: { fields, judgments } });
    expect(done).toMatchObject({ rowsRead: 11, tasksCreated: 1, rowsFailed: 10 });
    expect(done.problems.nodes).toMatchObject([
      problem(2, 'Case', /the external id fine already\. Read as externalId\.$/),
      problem(3, 'Chat', /At most .* Read as messages\.2\.content\.$/),
      problem(4, 'Asked', /Read as messages\.1\.content\.$/),
      problem(5, 'Rules', /Read as messages\.0\.content\.$/),
      problem(6, 'Other', /Read as responses\.1\.content\.$/),
      problem(7, 'Notes', /Read as contexts\.0\.text\.$/),
      problem(8, 'Topic', /a NUL .* Read as attributes\.domain\.$/),
      problem(9, 'Rules, Chat, Asked', /needs a message\. Read as messages\.$/),
      problem(10, 'Votes.2.better', /judged the task already.* Read as judgments\.1\.$/),
      problem(11, 'Bot id', /Read as responses\.0\.model\.$/),
    ]);
  });

  it('names the field of a file that is in its own form, and nothing else', async () => {
    const messages = [{ role: 'user', content: 'x'.repeat(200_001) }];
    const done = await importFile(owner, projectId, jsonLines([{ messages }]));
    expect(done.problems.nodes).toMatchObject([
      problem(1, 'messages.0.content', /^At most 200000 characters, not 200001\.$/),
    ]);
  });
});
