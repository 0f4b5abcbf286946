import { pipeline } from 'node:stream/promises';
import { ended, jsonLines, startImport, uploaded } from '../support/imports.ts';
import { newProject } from '../support/scenario.ts';
import { type Row, type Section, shown } from './report.ts';
import type { Stage } from './stage.ts';

const sizes = [1_000, 100_000] as const;
const tables = ['tasks', 'messages', 'responses', 'slots'];
/** Rows a second that imports should reach. */
const goal = 5_000;
const secondsMax = 600;

interface Run {
  readonly format: 'JSONL' | 'CSV';
  readonly rows: number;
  readonly perSecond: number;
  readonly peakMiB: number;
}

/**
 * Imports as JSONL and as CSV: rows a second, and the peak memory of the worker process. Beside it,
 * what PostgreSQL needs to COPY the very same rows into tables like ours with all their indexes, but
 * without foreign keys and policies.
 */
export async function measureImports(stage: Stage): Promise<Section> {
  const runs: Run[] = [];
  let copied = Number.NaN;
  for (const format of ['JSONL', 'CSV'] as const) {
    for (const rows of sizes) {
      const projectId = await newProject(stage.lead);
      runs.push(await importRows(stage, projectId, format, rows));
      if (format === 'JSONL' && rows === sizes[1])
        copied = rows / (await copyAgain(stage, projectId));
    }
  }
  return sectionOf(runs, copied);
}

async function importRows(
  stage: Stage,
  projectId: string,
  format: 'JSONL' | 'CSV',
  rows: number,
): Promise<Run> {
  const { lead } = stage;
  const file = format === 'CSV' ? csv(rows) : jsonl(rows);
  const uploadId = await uploaded(lead, file, 'tasks');
  const worker = await stage.startWorker();
  try {
    const begun = performance.now();
    const mapping = format === 'CSV' ? { mapping: csvMapping } : {};
    const { job } = await startImport(lead, projectId, uploadId, { format, ...mapping });
    const { state } = await ended(lead, job.id, secondsMax);
    const seconds = (performance.now() - begun) / 1_000;
    if (state !== 'SUCCEEDED') throw new Error(`the import ${state}`);
    return { format, rows, perSecond: rows / seconds, peakMiB: worker.peakMiB() };
  } finally {
    await worker.stop();
  }
}

const question = (at: number) => `Where is my parcel number ${at}? ${'It is late. '.repeat(12)}`;
const answer = (at: number) => `Parcel ${at} is on its way. ${'We are sorry to hear. '.repeat(20)}`;

const jsonl = (rows: number): string =>
  jsonLines(
    Array.from({ length: rows }, (_, at) => ({
      externalId: `task-${at}`,
      attributes: { channel: 'chat', number: at },
      messages: [{ role: 'user', content: question(at) }],
      responses: [
        { content: answer(at), model: 'model-1' },
        { content: answer(at + 1), model: 'model-2' },
      ],
    })),
  );

const csv = (rows: number): string =>
  [
    'id,channel,question,a,b',
    ...Array.from({ length: rows }, (_, at) =>
      [`task-${at}`, 'chat', question(at), answer(at), answer(at + 1)]
        .map((cell) => `"${cell}"`)
        .join(','),
    ),
  ].join('\n');

const csvMapping = {
  fields: [
    { source: 'id', target: 'EXTERNAL_ID' },
    { source: 'channel', target: 'ATTRIBUTE' },
    { source: 'question', target: 'USER_MESSAGE' },
    { source: 'a', target: 'RESPONSE_A' },
    { source: 'b', target: 'RESPONSE_B' },
  ],
};

/** Copies out what a project imported, and measures copying it in again. @returns seconds */
async function copyAgain({ owner }: Stage, globalId: string): Promise<number> {
  const projectId = globalId.slice(globalId.indexOf('_') + 1);
  let seconds = 0;
  for (const table of tables) {
    await owner.unsafe(`create table copied_${table} (like ${table} including all)`);
    const those =
      table === 'tasks' || table === 'slots'
        ? `project_id = '${projectId}'`
        : `task_id in (select id from tasks where project_id = '${projectId}')`;
    const parts: Buffer[] = [];
    const out = owner.unsafe(`copy (select * from ${table} where ${those}) to stdout`);
    for await (const part of await out.readable()) parts.push(part);
    const begun = performance.now();
    await pipeline(parts, await owner.unsafe(`copy copied_${table} from stdin`).writable());
    seconds += (performance.now() - begun) / 1_000;
    await owner.unsafe(`drop table copied_${table}`);
  }
  return seconds;
}

function sectionOf(runs: readonly Run[], copied: number): Section {
  const rows = runs.map(({ format, rows: size, perSecond, peakMiB }): Row => {
    const what = `${format}, ${size.toLocaleString('en')} tasks`;
    const value = `${shown(perSecond)} rows/s, peak ${shown(peakMiB)} MiB`;
    if (size !== sizes[1]) return { what, value };
    const small = runs.find((run) => run.format === format && run.rows === sizes[0]);
    const memory = peakMiB / (small?.peakMiB ?? Number.NaN);
    const met = perSecond >= goal && memory <= 1.5;
    return {
      ...{ what, value },
      ratio: { of: '`COPY`', value: perSecond / copied },
      goal: {
        text: `${goal.toLocaleString('en')} rows/s, memory at most 1.5 times that at 1,000 (${shown(memory)})`,
        met,
      },
    };
  });
  rows.push({
    what: '`COPY` of the same rows into bare tables',
    value: `${shown(copied)} tasks/s`,
  });
  return {
    title: 'Importing',
    setting: `Tasks of one message and two answers, about 1.1 kB each, uploaded and then read by the worker process: rows
      checked one by one, stored in parts with a checkpoint, under row-level security, foreign keys and indexes. \`COPY\` writes
      the same rows of ${tables.join(', ')} into tables with the same indexes, but without policies and foreign keys.`,
    rows,
    remarks: [
      `Every task is six rows in four tables: each is checked against policies and foreign keys, which \`COPY\` into bare tables is
      spared, and each part of 1,000 rows commits with its checkpoint. The rest of the time is reading, checking and writing the
      rows as JSON, which shares two cores with the database.`,
    ],
  };
}
