import type { Upload } from '@assay/db/tables/imports';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import type { FileProblem } from '../../imports/commands/keep-problems.ts';
import { uploadFile } from '../../imports/queries/imports.ts';
import { inParts } from '../../imports/queries/parts.ts';
import { readCsv } from '../../imports/queries/read-csv.ts';
import { readJsonl, type SourceRow } from '../../imports/queries/read-jsonl.ts';
import { inFile } from '../../imports/rules/in-file.ts';
import type { RowProblem } from '../../imports/rules/rows.ts';
import { eventProblem, type Measures } from '../rules/event-problem.ts';
import { outcomeMapper } from '../rules/map-outcome.ts';
import { checkOutcomeMapping, type OutcomeMapping } from '../rules/mapping.ts';
import { parseNativeOutcome } from '../rules/native.ts';
import { listMeasures } from './measures.ts';

/** What an import would say of the first rows of a file. */
export interface OutcomeCheck {
  /** Why no import can begin by this mapping; null where one can. */
  readonly refusal: { readonly field: string | null; readonly message: string } | null;
  readonly rows: number;
  /** Rows that would be left out. */
  readonly rowsFailed: number;
  readonly problems: readonly FileProblem[];
}

/** How much of a file is checked, and how many problems are told. */
export const checked = { rows: 500, bytes: 4_194_304, problems: 10 };

interface CheckOutcomes {
  readonly format: 'CSV' | 'JSONL';
  /** Null where the file is in Assay's own form. */
  readonly mapping: OutcomeMapping | null;
}

/** Reads the beginning of an upload as an import by this mapping would, and records nothing. */
export async function checkOutcomes(
  ctx: Context,
  upload: Upload,
  { format, mapping }: CheckOutcomes,
): Promise<OutcomeCheck> {
  const declared = await listMeasures(ctx, {});
  const measures: Measures = new Map(declared.map((row) => [row.key, row]));
  const refusal = refusalOf(format, mapping, measures);
  if (refusal !== null) return { ...nothing, refusal };
  const read = mapping === null ? parseNativeOutcome : outcomeMapper(mapping, measures);
  const now = ctx.services.clock();
  const problemIn = (content: SourceRow['content']): RowProblem | null => {
    if ('problem' in content) return content.problem;
    const parsed = read(content.value);
    if (!parsed.ok) return parsed.problem;
    const problem = eventProblem(parsed.event, measures, now);
    return problem === null ? null : inFile(problem, parsed.columnOf);
  };
  const file = uploadFile(ctx.services, upload.tenantId, upload.id);
  const start = { byte: 0, line: 0 };
  const sources = format === 'CSV' ? readCsv(file, start) : readJsonl(file, start);
  try {
    for await (const { rows } of inParts(sources, problemIn, checked)) {
      const problems = rows.flatMap(({ line, parsed }): FileProblem[] =>
        parsed === null ? [] : [{ line, severity: 'ERROR', ...parsed }],
      );
      const told = problems.slice(0, checked.problems);
      return { refusal: null, rows: rows.length, rowsFailed: problems.length, problems: told };
    }
    return { ...nothing, refusal: { field: null, message: 'The file has no rows.' } };
  } catch (error) {
    return { ...nothing, refusal: refusalBy(error) };
  }
}

const nothing = { rows: 0, rowsFailed: 0, problems: [] };

function refusalOf(
  format: 'CSV' | 'JSONL',
  mapping: OutcomeMapping | null,
  measures: Measures,
): OutcomeCheck['refusal'] {
  if (mapping === null) {
    const message = 'Say what each column of a CSV file is.';
    return format === 'CSV' ? { field: 'mapping', message } : null;
  }
  try {
    checkOutcomeMapping(mapping, measures);
    return null;
  } catch (error) {
    return refusalBy(error);
  }
}

function refusalBy(error: unknown): NonNullable<OutcomeCheck['refusal']> {
  if (!(error instanceof AppError)) throw error;
  return { field: error.field, message: error.message };
}
