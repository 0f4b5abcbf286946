import { open } from 'node:fs/promises';
import type { Upload } from '@assay/db/tables/imports';
import { AppError } from '../../../errors.ts';
import type { Services } from '../../../services.ts';
import { columnsOf } from '../rules/columns.ts';
import { isNative } from '../rules/native.ts';
import { valueAt } from '../rules/rows.ts';
import { type Suggestion, suggestMapping } from '../rules/suggest.ts';
import { uploadFile } from './imports.ts';
import { readCsv } from './read-csv.ts';
import { readJsonl } from './read-jsonl.ts';

/** The first rows of a file, as they are. */
export interface FilePreview {
  readonly format: 'CSV' | 'JSONL';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly problem: string | null;
}
export interface UploadPreview extends FilePreview {
  readonly suggestedMapping: readonly Suggestion[];
  readonly native: boolean;
}

const rowsMax = 20;
/** Characters of a cell that are shown. */
export const cellMax = 500;

/** The first rows of an upload, and what they seem to be. */
export async function previewUpload(
  services: Services,
  upload: Upload,
  asked: 'CSV' | 'JSONL' | null,
): Promise<UploadPreview> {
  const { values, lists, ...preview } = await previewFile(services, upload, asked);
  const native = preview.format === 'JSONL' && values.length > 0 && values.every(isNative);
  const suggestedMapping = native ? [] : suggestMapping(preview.columns, lists);
  return { ...preview, native, suggestedMapping };
}

interface PreviewedFile extends FilePreview {
  readonly values: readonly unknown[];
  /** Columns that hold lists. */
  readonly lists: ReadonlySet<string>;
}

/** The first rows of an upload. Reads no more than it shows. */
export async function previewFile(
  services: Services,
  { tenantId, id, sizeBytes }: Upload,
  asked: 'CSV' | 'JSONL' | null,
): Promise<PreviewedFile> {
  const file = uploadFile(services, tenantId, id);
  const first = await firstCharacter(file);
  const format = asked ?? (first === '{' ? 'JSONL' : 'CSV');
  const nothing = { columns: [], rows: [], values: [], lists: new Set<string>() };
  if (sizeBytes === 0 || first === null) {
    return { format, ...nothing, problem: 'The file is empty.' };
  }
  if (asked === null && first === '[') {
    const problem = 'This looks like one JSON list. Write one object a line instead (JSONL).';
    return { format: 'JSONL', ...nothing, problem };
  }
  const { values, problem } = await firstRows(file, format);
  const { names, lists } = columnsOf(values);
  return {
    format,
    columns: names,
    rows: values.map((value) => names.map((name) => cellOf(valueAt(value, name)))),
    ...{ values, lists },
    problem: values.length === 0 ? (problem ?? 'The file has no rows.') : problem,
  };
}

async function firstRows(file: string, format: 'CSV' | 'JSONL') {
  const values: unknown[] = [];
  let problem: string | null = null;
  const start = { byte: 0, line: 0 };
  try {
    for await (const row of format === 'CSV' ? readCsv(file, start) : readJsonl(file, start)) {
      if ('value' in row.content) values.push(row.content.value);
      else problem ??= `Line ${row.line}: ${row.content.problem.message}`;
      if (values.length >= rowsMax || row.end.line > 1_000) break;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    problem ??= error.message;
  }
  return { values, problem };
}

function cellOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > cellMax ? `${text.slice(0, cellMax).toWellFormed()}…` : text;
}

/** The first character that is no white space; null where there is none near the start. */
async function firstCharacter(file: string): Promise<string | null> {
  const handle = await open(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new AppError('NOT_FOUND', 'The uploaded file is gone. Upload it again.');
    }
    throw error;
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart();
    return text === '' ? null : text.slice(0, 1);
  } finally {
    await handle.close();
  }
}
