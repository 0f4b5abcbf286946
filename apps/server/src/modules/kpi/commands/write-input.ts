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
import { levelsMax, readLevels } from '../queries/selection.ts';
import { type RowSource, readTicketRows, type TicketPage } from '../queries/ticket-rows.ts';
import { inputParts } from '../rules/encode-input.ts';
import type { KpiInput, KpiRequest } from '../rules/input.ts';
import { JudgedLevels } from '../rules/judged-levels.ts';
import { Table } from '../rules/table.ts';
import { attributesOf } from '../rules/table-factors.ts';
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
  const context = await readRunContext(reader, { projectId, request: asked });
  const { versions, dimensions, request, scales, measures, matched, facts, notes } = context;
  const reading = {
    asOf: asOf.getTime() / 1_000,
    reopenWindowSeconds: request.reopenWindowSeconds,
  };
  const table = new Table({ request, dimensions, scales, measures, reading });
  const source = {
    ...{ projectId, request, versions, facts },
    dimensionKeys: dimensions.map(({ key }) => key),
    attributeKeys: attributesOf(request),
  };
  const adjusted = request.scoreKind === 'ADJUSTED' ? await readAdjusted(reader, source) : null;
  const judged = new JudgedLevels(levelsMax);
  const sources = new Set<string>();
  for await (const { rows, levels } of ticketPages(reader, source)) {
    for (const row of rows) {
      sources.add(row.source);
      table.push(adjusted === null ? row : withAdjusted(row, adjusted));
    }
    for (const [attribute, level, tickets] of levels) judged.add(attribute, level, tickets);
    await report(table.size, matched);
  }
  const all = await readLevels(reader, { request, sources: [...sources] });
  const told = adjusted === null ? notes : [...notes, adjustedNote];
  return { input: table.take(judged.against(all), told), request };
}

/** All tickets of a run, page by page: the next one is read while this one is looked at. */
async function* ticketPages(reader: Context, source: RowSource): AsyncGenerator<TicketPage> {
  const read = (after: string | null) => {
    const page = readTicketRows(reader, { ...source, after });
    page.catch(() => {}); // told when it is its turn
    return page;
  };
  let next: Promise<TicketPage> | null = read(null);
  while (next !== null) {
    const page: TicketPage = await next;
    next = page.next === null ? null : read(page.next);
    yield page;
  }
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
  const hash = createHash('sha256');
  const part = `${file}.${randomId()}.part`;
  try {
    await pipeline(
      Readable.from(slices(inputParts(input), (slice) => hash.update(slice))),
      createGzip({ level: 1 }),
      createWriteStream(part, { flags: 'wx', mode: 0o600 }),
    );
    const handle = await open(part);
    await handle.sync().finally(() => handle.close());
    await rename(part, file);
    await syncFolder(folder);
  } finally {
    await rm(part, { force: true });
  }
  return hash.digest('hex');
}

const sliceBytes = 1_048_576;

function* slices(
  parts: Iterable<Uint8Array>,
  told: (slice: Uint8Array) => void,
): Generator<Uint8Array> {
  for (const part of parts) {
    for (let from = 0; from < part.length; from += sliceBytes) {
      const slice = part.subarray(from, from + sliceBytes);
      told(slice);
      yield slice;
    }
  }
}
