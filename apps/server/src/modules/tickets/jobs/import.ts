import { z } from 'zod';
import { job } from '../../../jobs.ts';
import { inTurn } from '../../imports/queries/in-turn.ts';
import { inPreparedParts, type PartRow, type Prepared } from '../../imports/queries/parts.ts';
import { readCsv } from '../../imports/queries/read-csv.ts';
import { type Place, readJsonl, type SourceRow } from '../../imports/queries/read-jsonl.ts';
import { runAfterImport } from '../../kpi/commands/schedule.ts';
import { isKnownTicket } from '../commands/record-events.ts';
import {
  finishOutcomes,
  type PreparedOutcomes,
  prepareOutcomes,
  writeOutcomes,
} from '../commands/store-outcomes.ts';
import { loadOutcomeWork } from '../queries/imports.ts';
import { outcomeMapper, type ParsedOutcome } from '../rules/map-outcome.ts';
import { parseNativeOutcome } from '../rules/native.ts';

type Part = Prepared<PreparedOutcomes>;

/** Rows, and bytes of the file, that are recorded in one transaction at most. */
const most = { rows: 2_000, bytes: 2_097_152 };

const Left = z.object({
  byte: z.number(),
  line: z.number(),
  problems: z.number(),
  /** All rows are recorded and what follows an import is on its way. */
  done: z.boolean(),
});

/**
 * Reads an uploaded file of outcomes, part by part. Where a part is recorded, so is the place behind it:
 * a run that is killed loses nothing and repeats nothing.
 */
export const outcomeImportJob = job({
  name: 'tickets.import',
  input: z.object({ importId: z.uuid() }),
  run: async (run, { importId }) => {
    const left = run.checkpoint === null ? null : Left.parse(run.checkpoint);
    if (left?.done === true) return;
    const reader = run.reader();
    const work = await loadOutcomeWork(reader, { id: importId });
    await reader.endReads();
    const { upload, measures, projectId, format, mapping, file } = work;
    let place = left ?? { byte: 0, line: 0, problems: 0, done: false };
    const rows = format === 'CSV' ? readCsv(file, place) : readJsonl(file, place);
    const read = mapping === null ? parseNativeOutcome : outcomeMapper(mapping, measures);
    const parse = (content: SourceRow['content']): ParsedOutcome =>
      'problem' in content ? { ok: false, problem: content.problem } : read(content.value);
    // most files bring nothing that is known: asking each time costs more than being wrong once
    let assumesNew = true;
    const prepare = (part: readonly PartRow<ParsedOutcome>[]) =>
      prepareOutcomes(part, { importId, measures, assumesNew, now: reader.services.clock() });
    const store = async (part: PreparedOutcomes, end: Place, turn: Promise<void>) => {
      let next = place;
      await run.stepAhead(turn, async (op) => {
        const written = await writeOutcomes(op, { importId, measures }, part);
        return async () => {
          const stored = await finishOutcomes(op, importId, part, written, place.problems);
          next = { byte: end.byte, line: end.line, problems: stored.kept, done: false };
          assumesNew = stored.allNew;
          return { progress: end.byte, total: upload.sizeBytes, checkpoint: { ...next } };
        };
      });
      place = next;
    };
    const parts = inPreparedParts(rows, parse, prepare, most);
    // a ticket of both parts would be waited for by the one that the other waits for
    const isApart = ({ prepared }: Part, before: Part) =>
      [...prepared.tickets].every((name) => !before.prepared.tickets.has(name));
    await inTurn(parts, isApart, async ({ prepared, end }, turn) => {
      try {
        await store(prepared, end, turn);
      } catch (error) {
        if (prepared.asNew === null || !isKnownTicket(error)) throw error;
        await store({ ...prepared, asNew: null }, end, turn);
      }
    });
    await run.step(async (op) => {
      await runAfterImport(op, projectId);
      const checkpoint = { ...place, done: true };
      return { progress: upload.sizeBytes, total: upload.sizeBytes, checkpoint };
    });
  },
});
