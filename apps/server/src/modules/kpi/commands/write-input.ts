import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Context } from '../../../context.ts';
import { syncFolder } from '../../../files.ts';
import { randomId } from '../../../ids.ts';
import { readAdjusted } from '../queries/adjusted.ts';
import { readRunContext } from '../queries/run-context.ts';
import { readSelection, readTicketRows } from '../queries/ticket-rows.ts';
import { encodeInput } from '../rules/encode-input.ts';
import type { KpiInput, KpiRequest } from '../rules/input.ts';
import { Table } from '../rules/table.ts';
import { info } from '../rules/table-outcomes.ts';
import type { TicketRow, TicketScore } from '../rules/ticket-row.ts';

interface MakeInput {
  readonly projectId: string;
  readonly request: KpiRequest;
  readonly asOf: Date;
  /** Told the tickets read so far, and how many there may be. */
  readonly report: (read: number, of: number) => Promise<void>;
}

/** Reads the input table of a run, in the one view of `reader`, and the request as it turned out to mean. */
export async function makeInput(
  reader: Context,
  { projectId, request: asked, asOf, report }: MakeInput,
): Promise<{ readonly input: KpiInput; readonly request: KpiRequest }> {
  const { versions, dimensions, request, scales, measures, matched, notes } = await readRunContext(
    reader,
    { projectId, request: asked },
  );
  const reading = {
    asOf: asOf.getTime() / 1_000,
    reopenWindowSeconds: request.reopenWindowSeconds,
  };
  const table = new Table({ request, dimensions, scales, measures, reading });
  const source = {
    ...{ projectId, request, versions },
    dimensionKeys: dimensions.map(({ key }) => key),
  };
  const adjusted = request.scoreKind === 'ADJUSTED' ? await readAdjusted(reader, source) : null;
  let after: string | null = null;
  do {
    const { rows, next }: Awaited<ReturnType<typeof readTicketRows>> = await readTicketRows(
      reader,
      { ...source, after },
    );
    for (const row of rows) table.push(adjusted === null ? row : withAdjusted(row, adjusted));
    after = next;
    await report(table.size, matched);
  } while (after !== null);
  const selection = await readSelection(reader, source);
  const told = adjusted === null ? notes : [...notes, adjustedNote];
  return { input: table.take(selection, told), request };
}

const adjustedNote = info(
  'ADJUSTED_SCORES',
  'The composite is without the leniency of annotators, by a crossed random-effects model over identified annotators. Dimensions, reliability and red lines are those of the raw ratings.',
);

/** The ticket with its composite as it is without leniency; without one where no rater is known. */
function withAdjusted(row: TicketRow, adjusted: ReadonlyMap<string, number>): TicketRow {
  const value = adjusted.get(row.id);
  const scores = row.scores.flatMap((score): TicketScore[] => {
    if (score[0] !== 0) return [score];
    const [key, , gated, ...rest] = score;
    return value === undefined ? [] : [[key, value, gated, ...rest]];
  });
  return { ...row, scores };
}

/** Writes an input table to its file, whole or not at all. @returns the sha256 of the table, in hexadecimal */
export async function writeInput(file: string, input: KpiInput): Promise<string> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bytes = encodeInput(input);
  const part = `${file}.${randomId()}.part`;
  try {
    await pipeline(
      Readable.from(slices(bytes)),
      createGzip({ level: 3 }),
      createWriteStream(part, { flags: 'wx', mode: 0o600 }),
    );
    const handle = await open(part);
    await handle.sync().finally(() => handle.close());
    await rename(part, file);
    await syncFolder(folder);
  } finally {
    await rm(part, { force: true });
  }
  return createHash('sha256').update(bytes).digest('hex');
}

const sliceBytes = 1_048_576;

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    yield bytes.subarray(from, from + sliceBytes);
  }
}
