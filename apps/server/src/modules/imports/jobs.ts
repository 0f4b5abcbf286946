import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { job } from '../../jobs.ts';
import { type ReadRow, storeChunk } from './commands/store-chunk.ts';
import { isKnownId } from './commands/store-rows.ts';
import { loadImportWork } from './queries/imports.ts';
import { readCsv } from './queries/read-csv.ts';
import { type Place, readJsonl, type SourceRow } from './queries/read-jsonl.ts';
import { mapRow } from './rules/map-row.ts';
import type { ImportMapping } from './rules/mapping.ts';
import { parseNative } from './rules/native.ts';
import type { ParsedRow } from './rules/rows.ts';

/**
 * Rows, and bytes of the file, that are stored in one transaction at most. The bytes keep a part
 * with many judgments, each with many scores, far from the time that a statement may take.
 */
const most = { rows: 1_000, bytes: 1_048_576 };

const Left = z.object({ byte: z.number(), line: z.number(), problems: z.number() });

/**
 * Reads an uploaded file into a project, part by part. Where a part is stored, so is the place
 * behind it: a run that is killed loses nothing and repeats nothing.
 */
export const importJob = job({
  name: 'imports.run',
  input: z.object({ importId: z.uuid() }),
  run: async (run, { importId }) => {
    const reader = run.reader();
    const { project, content, upload, format, mapping, file } = await loadImportWork(reader, {
      id: importId,
    });
    await reader.endReads();
    const left = run.checkpoint === null ? null : Left.parse(run.checkpoint);
    const from = left ?? { byte: 0, line: 0 };
    const rows = format === 'CSV' ? readCsv(file, from) : readJsonl(file, from);
    const target = { project, content, importId };
    let stored = { kept: left?.problems ?? 0, rowsFailed: 0 };
    const store = async ({ rows: part, end }: Part, assumesNew: boolean) => {
      let next = stored;
      await run.step(async (op) => {
        next = await storeChunk(op, target, part, stored.kept, { assumesNew });
        const checkpoint = { byte: end.byte, line: end.line, problems: next.kept };
        return { progress: end.byte, total: upload.sizeBytes, checkpoint };
      });
      stored = next;
    };
    // most files bring nothing that is known: asking each time costs more than being wrong once
    let assumesNew = true;
    for await (const part of ahead(inParts(told(rows), mapping))) {
      try {
        await store(part, assumesNew);
        assumesNew ||= stored.rowsFailed === 0;
      } catch (error) {
        if (!assumesNew || !isKnownId(error)) throw error;
        assumesNew = false;
        await store(part, assumesNew);
      }
    }
  },
});

interface Part {
  readonly rows: readonly ReadRow[];
  /** The place behind it. */
  readonly end: Place;
}

async function* inParts(
  sources: AsyncIterable<SourceRow>,
  mapping: ImportMapping | null,
): AsyncGenerator<Part> {
  let rows: ReadRow[] = [];
  let bytes = 0;
  let end: Place | null = null;
  for await (const source of sources) {
    rows.push({ line: source.line, parsed: parseRow(source, mapping) });
    bytes += source.bytes;
    end = source.end;
    if (rows.length < most.rows && bytes < most.bytes) continue;
    yield { rows, end };
    rows = [];
    bytes = 0;
  }
  if (end !== null && rows.length > 0) yield { rows, end };
}

function parseRow({ content }: SourceRow, mapping: ImportMapping | null): ParsedRow {
  if ('problem' in content) return { ok: false, problem: content.problem };
  return mapping === null ? parseNative(content.value) : mapRow(content.value, mapping);
}

/** Reads the next part while the database stores this one. */
async function* ahead<T>(parts: AsyncGenerator<T>): AsyncGenerator<T> {
  const read = () => {
    const next = parts.next();
    next.catch(() => {}); // told when it is its turn
    return next;
  };
  try {
    let next = read();
    for (let part = await next; part.done !== true; part = await next) {
      next = read();
      yield part.value;
    }
  } finally {
    await parts.return(undefined);
  }
}

/** A file that is not there any more is told to people, not retried. */
async function* told(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow> {
  try {
    yield* rows;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new AppError('NOT_FOUND', 'The uploaded file is gone. Upload it again.', {
        cause: error,
      });
    }
    throw error;
  }
}
