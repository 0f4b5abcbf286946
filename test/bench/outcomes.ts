import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { ended, uploaded } from '../support/imports.ts';
import { outcomeColumn as column, declare, startOutcomeImport } from '../support/outcomes.ts';
import { newProject } from '../support/scenario.ts';
import { type Row, type Section, shown } from './report.ts';
import type { Stage } from './stage.ts';

const sizes = [1_000, 1_000_000] as const;
const tables = ['tickets', 'outcome_events', 'ticket_outcomes', 'outcome_values'];
/** Share of COPY's speed that an import should reach. */
const goal = 1 / 3;
const secondsMax = 1_200;

interface Run {
  readonly rows: number;
  readonly perSecond: number;
  readonly peakMiB: number;
}

/**
 * Imports outcomes as CSV: rows a second, and the peak memory of the worker process. Beside it, what
 * PostgreSQL needs to COPY the very same rows into tables like ours with all their indexes, but without
 * foreign keys and policies.
 *
 * @param counts - how many rows a small and a large file have
 */
export async function measureOutcomes(
  stage: Stage,
  counts: readonly [number, number] = sizes,
): Promise<Section> {
  const projectId = await newProject(stage.lead);
  await declare(stage.lead, 'effort');
  const small = await importRows(stage, projectId, counts[0], 'small');
  const large = await importRows(stage, projectId, counts[1], 'large');
  const again = await importRows(stage, projectId, counts[1], 'large');
  const copied = counts[1] / (await copyAgain(stage));
  return sectionOf(small, large, again, copied);
}

async function importRows(
  stage: Stage,
  projectId: string,
  rows: number,
  source: string,
): Promise<Run> {
  const { lead } = stage;
  const uploadId = await uploaded(lead, csv(rows), 'outcomes');
  const worker = await stage.startWorker();
  try {
    const begun = performance.now();
    const mapping = { ...csvMapping, source };
    const { job } = await startOutcomeImport(lead, projectId, uploadId, { format: 'CSV', mapping });
    const { state } = await ended(lead, job.id, secondsMax);
    const seconds = (performance.now() - begun) / 1_000;
    if (state !== 'SUCCEEDED') throw new Error(`the import ${state}`);
    return { rows, perSecond: rows / seconds, peakMiB: worker.peakMiB() };
  } finally {
    await worker.stop();
  }
}

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n % 100_000)).toISOString();

function csv(rows: number): Uint8Array<ArrayBuffer> {
  const parts = ['ticket,updated,created,solved,status,first_minutes,csat,channel,effort\n'];
  for (let n = 0; n < rows; n += 1) {
    const solved = n % 5 === 0 ? '' : minute(n + 90);
    const rating = n % 3 === 0 ? String((n % 5) + 1) : '';
    parts.push(
      `ticket-${n},${minute(n + 100)},${minute(n)},${solved},${solved === '' ? 'open' : 'solved'},${n % 600},${rating},${n % 2 === 0 ? 'chat' : 'mail'},${(n % 5) + 1}\n`,
    );
  }
  return new TextEncoder().encode(parts.join(''));
}

const csvMapping = {
  durationsFromTimes: true,
  fields: [
    column('ticket', 'EXTERNAL_ID'),
    column('updated', 'OCCURRED_AT'),
    column('created', 'OPENED_AT'),
    column('solved', 'RESOLVED_AT'),
    column('status', 'RESOLVED'),
    column('first_minutes', 'FIRST_RESOLUTION', { unit: 'MINUTES', clock: 'BUSINESS' }),
    column('csat', 'CSAT', { scale: 'ONE_TO_FIVE' }),
    column('channel', 'ATTRIBUTE', { knownAtOpening: true }),
    column('effort', 'MEASURE'),
  ],
};

/** Copies out what was imported, and measures copying it into tables like ours. @returns seconds */
async function copyAgain({ owner, dataDir }: Stage): Promise<number> {
  const folder = path.join(dataDir, 'copied');
  mkdirSync(folder);
  chmodSync(folder, 0o777); // as root, another account runs PostgreSQL
  let seconds = 0;
  for (const table of tables) {
    await owner.unsafe(`copy ${table} to '${folder}/${table}'`);
    await owner.unsafe(`create table copied_${table} (like ${table} including all)`);
    const begun = performance.now();
    await owner.unsafe(`copy copied_${table} from '${folder}/${table}'`);
    seconds += (performance.now() - begun) / 1_000;
    await owner.unsafe(`drop table copied_${table}`);
  }
  return seconds;
}

function sectionOf(small: Run, large: Run, again: Run, copied: number): Section {
  const line = ({ rows, perSecond, peakMiB }: Run, more = ''): Row => ({
    what: `CSV, ${rows.toLocaleString('en')} outcomes${more}`,
    value: `${shown(perSecond)} rows/s, peak ${shown(peakMiB)} MiB`,
  });
  const memory = large.peakMiB / small.peakMiB;
  const ratio = large.perSecond / copied;
  return {
    title: 'Importing outcomes',
    setting: `Outcomes of nine columns, uploaded and then read by the worker process: rows checked one by one, recorded as
      events, merged into what is known of each ticket and matched to tasks, in parts with a checkpoint, two of them at a time, under
      row-level security.
      \`COPY\` reads the same rows of ${tables.join(', ')} from files of the database's own machine into tables with the same
      indexes, but without policies and foreign keys.`,
    rows: [
      line(small),
      {
        ...line(large),
        ratio: { of: '`COPY`', value: ratio },
        goal: {
          text: `a third of \`COPY\`, memory at most 1.5 times that at 1,000 (${shown(memory)})`,
          met: ratio >= goal && memory <= 1.5,
        },
      },
      line(again, ', sent again: all known'),
      { what: '`COPY` of the same rows', value: `${shown(copied)} outcomes/s` },
    ],
    remarks:
      ratio >= goal
        ? []
        : [
            `Each outcome is a row of each table, and each row is checked against a policy and its foreign keys one by one, which \`COPY\`
      into bare tables is spared: that is most of the time. The file is read, and the next rows are put into words, while the database stores.`,
          ],
  };
}
