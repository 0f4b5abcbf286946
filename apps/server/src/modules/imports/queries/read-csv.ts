import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import { AppError } from '../../../errors.ts';
import { type RowProblem, rowBytesMax } from '../rules/rows.ts';
import type { Place, SourceRow } from './read-jsonl.ts';

const delimiters = [',', ';', '\t', '|'] as const;
const sniffBytes = 65_536;

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

/**
 * Reads the records of a CSV file as objects keyed by its first record. Going on from a place reads
 * the file from its start and leaves out what lies before: quotes can be followed only from there.
 *
 * @throws AppError INVALID_INPUT where the file has no columns to go by, or a quote is never closed
 */
export async function* readCsv(file: string, from: Place): AsyncGenerator<SourceRow> {
  const unreadable: { readonly line: number; readonly problem: RowProblem }[] = [];
  const watch = new Utf8Watch();
  const parser = parse({
    delimiter: await delimiterOf(file),
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: rowBytesMax,
    on_skip: (error) => {
      const { line, problem } = asProblem(error);
      // one record may have several misplaced quotes
      if (unreadable.at(-1)?.line !== line) unreadable.push({ line, problem });
      return undefined;
    },
  });
  const source = Readable.from(watch.through(createReadStream(file, { highWaterMark: 65_536 })));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let header: readonly string[] | null = null;
  let byte = 0;
  const takeUnreadable = function* (before: number): Generator<SourceRow> {
    while ((unreadable[0]?.line ?? Number.POSITIVE_INFINITY) < before) {
      const next = unreadable.shift();
      if (next === undefined || next.line <= from.line) continue;
      const { line, problem } = next;
      yield { line, end: { byte, line }, bytes: 0, content: { problem } };
    }
  };
  try {
    for await (const parsed of parser) {
      // what `info: true` makes the parser give
      const { record, info } = parsed as Parsed;
      if (header === null) {
        header = columnsOf(record);
        continue;
      }
      // the line that a record ends on, which no other record ends on
      const line = info.lines;
      yield* takeUnreadable(line);
      const bytes = info.bytes - byte;
      byte = info.bytes;
      if (line <= from.line) continue;
      const content = contentOf(header, record, watch.isBroken);
      yield { line: line - newlinesIn(record), end: { byte, line }, bytes, content };
    }
  } catch (error) {
    throw tooLong(error) ?? error;
  } finally {
    source.destroy();
  }
  yield* takeUnreadable(Number.POSITIVE_INFINITY);
}

const newlinesIn = (record: readonly string[]): number =>
  record.reduce((sum, field) => sum + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0);

function columnsOf(record: readonly string[]): readonly string[] {
  const columns = record.map((column) => column.trim());
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index);
  if (repeated !== undefined) {
    throw new AppError(
      'INVALID_INPUT',
      repeated === ''
        ? 'Two columns have no name. Give every column one in the first line.'
        : `Two columns are named “${repeated.slice(0, 100)}”.`,
    );
  }
  return columns;
}

function contentOf(
  header: readonly string[],
  record: readonly string[],
  isBroken: boolean,
): SourceRow['content'] {
  if (record.length !== header.length) {
    return wrong(`The record has ${record.length} fields; the first line has ${header.length}.`);
  }
  if (isBroken && record.some((field) => field.includes('\uFFFD'))) {
    return wrong('The record is not in UTF-8. Save the file as UTF-8 and upload it again.');
  }
  return { value: Object.fromEntries(header.map((column, index) => [column, record[index]])) };
}

/** Lets bytes through and notices the first that are no UTF-8: the parser would change them silently. */
class Utf8Watch {
  isBroken = false;
  #tail: Buffer = Buffer.alloc(0);

  async *through(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of stream) {
      this.#look(chunk);
      yield chunk;
    }
    if (this.#tail.length > 0) this.isBroken = true;
  }

  #look(chunk: Buffer): void {
    if (this.isBroken) return;
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    const whole = wholeCharacters(bytes);
    if (isUtf8(bytes.subarray(0, whole))) this.#tail = Buffer.from(bytes.subarray(whole));
    else this.isBroken = true;
  }
}

/** How many bytes hold no character that is cut off at the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** The delimiter that the first line has most of, outside its quotes. */
export async function delimiterOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    const [firstLine = ''] = text.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1);
    const counts = delimiters.map((delimiter) => firstLine.split(delimiter).length);
    return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
  } finally {
    await handle.close();
  }
}

function asProblem(error: CsvError | undefined): { line: number; problem: RowProblem } {
  if (error === undefined) throw new Error('the CSV parser skipped a record without a reason');
  // what is this long swallows the rest of the file
  if (error.code === 'CSV_MAX_RECORD_SIZE') throw error;
  const line = typeof error.lines === 'number' ? error.lines : 0;
  const message =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quote is opened here or above and never closed.'
      : 'A quote is in the wrong place; the text from here to the next quote could not be read.';
  return { line, problem: { field: null, message } };
}

function tooLong(error: unknown): AppError | null {
  const isTooLong =
    error instanceof Error && 'code' in error && error.code === 'CSV_MAX_RECORD_SIZE';
  if (!isTooLong) return null;
  const line = 'lines' in error ? ` around line ${String(error.lines)}` : '';
  const message = `A record${line} has more than ${rowBytesMax} bytes. Most likely a quote is not closed.`;
  return new AppError('INVALID_INPUT', message, { cause: error });
}

const wrong = (message: string) => ({ problem: { field: null, message } });
