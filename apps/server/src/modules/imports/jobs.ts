import { z } from 'zod';
import { job } from '../../jobs.ts';
import { isKnownId } from '../tasks/commands/insert-tasks.ts';
import { storeChunk } from './commands/store-chunk.ts';
import { loadImportWork } from './queries/imports.ts';
import { inParts, type Part } from './queries/parts.ts';
import { readCsv } from './queries/read-csv.ts';
import { readJsonl, type SourceRow } from './queries/read-jsonl.ts';
import { inFile } from './rules/in-file.ts';
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
  input: z.object({
    importId: z.uuid(),
    /** Whoever asked for it may write judgments. */
    judgments: z.boolean(),
  }),
  run: async (run, { importId, judgments }) => {
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
    const store = async ({ rows: part, end }: Part<ParsedRow>, assumesNew: boolean) => {
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
    const parse = (content: SourceRow['content']) => parseRow(content, { mapping, judgments });
    for await (const part of inParts(rows, parse, most)) {
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

interface Reading {
  readonly mapping: ImportMapping | null;
  readonly judgments: boolean;
}

function parseRow(content: SourceRow['content'], { mapping, judgments }: Reading): ParsedRow {
  if ('problem' in content) return { ok: false, problem: content.problem };
  const parsed = mapping === null ? parseNative(content.value) : mapRow(content.value, mapping);
  if (judgments || !parsed.ok || parsed.row.judgments.length === 0) return parsed;
  const field = 'judgments';
  const message =
    'This row brings judgments, and the API key of this import lacks the scope JUDGMENTS_WRITE.';
  return { ok: false, problem: inFile({ field, message }, parsed.row.columnOf) };
}
