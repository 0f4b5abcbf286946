import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { job } from '../../jobs.ts';
import { storeChunk } from './commands/store-chunk.ts';
import { loadImportWork } from './queries/imports.ts';
import { readCsv } from './queries/read-csv.ts';
import { type Place, readJsonl, type SourceRow } from './queries/read-jsonl.ts';

/** Rows, and bytes of the file, that are stored in one transaction at most. */
const chunk = { rows: 500, bytes: 4 * 1_048_576 };

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
    let kept = left?.problems ?? 0;
    const rows = format === 'CSV' ? readCsv(file, from) : readJsonl(file, from);
    for await (const part of inChunks(told(rows))) {
      const { end, sources } = part;
      let keptNow = kept;
      await run.step(async (op) => {
        keptNow = await storeChunk(op, { project, content, importId }, mapping, sources, kept);
        return {
          progress: end.byte,
          total: upload.sizeBytes,
          checkpoint: { byte: end.byte, line: end.line, problems: keptNow },
        };
      });
      kept = keptNow;
    }
  },
});

async function* inChunks(
  rows: AsyncIterable<SourceRow>,
): AsyncGenerator<{ sources: readonly SourceRow[]; end: Place }> {
  let sources: SourceRow[] = [];
  let bytes = 0;
  for await (const row of rows) {
    sources.push(row);
    bytes += row.bytes;
    if (sources.length < chunk.rows && bytes < chunk.bytes) continue;
    yield { sources, end: row.end };
    sources = [];
    bytes = 0;
  }
  const last = sources.at(-1);
  if (last !== undefined) yield { sources, end: last.end };
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
