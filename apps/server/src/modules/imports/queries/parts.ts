import { AppError } from '../../../errors.ts';
import type { Place, SourceRow } from './read-jsonl.ts';

/** A row of a file as it was understood. */
export interface PartRow<T> {
  readonly line: number;
  readonly parsed: T;
}
/** Rows of a file that are stored in one transaction. */
export interface Part<T> {
  readonly rows: readonly PartRow<T>[];
  /** The place behind it. */
  readonly end: Place;
}
export interface Prepared<P> {
  readonly prepared: P;
  /** The place behind it. */
  readonly end: Place;
}
/** How much one part holds at most. */
export interface PartSize {
  readonly rows: number;
  readonly bytes: number;
}

/** Reads rows part by part, the next one while the database stores the last. */
export const inParts = <T>(
  sources: AsyncIterable<SourceRow>,
  parse: (content: SourceRow['content']) => T,
  most: PartSize,
): AsyncGenerator<Part<T>> => ahead(gathered(told(sources), parse, most));

/** The same, with what `prepare` makes of each part, before the part is its turn. */
export const inPreparedParts = <T, P>(
  sources: AsyncIterable<SourceRow>,
  parse: (content: SourceRow['content']) => T,
  prepare: (rows: Part<T>['rows']) => P,
  most: PartSize,
): AsyncGenerator<Prepared<P>> => ahead(prepared(gathered(told(sources), parse, most), prepare));

async function* prepared<T, P>(
  parts: AsyncGenerator<Part<T>>,
  prepare: (rows: Part<T>['rows']) => P,
): AsyncGenerator<Prepared<P>> {
  for await (const { rows, end } of parts) {
    // what was handed to the database goes out before this thread is busy for long
    await new Promise((resolve) => setImmediate(resolve));
    yield { prepared: prepare(rows), end };
  }
}

async function* gathered<T>(
  sources: AsyncIterable<SourceRow>,
  parse: (content: SourceRow['content']) => T,
  most: PartSize,
): AsyncGenerator<Part<T>> {
  let rows: PartRow<T>[] = [];
  let bytes = 0;
  let end: Place | null = null;
  for await (const source of sources) {
    rows.push({ line: source.line, parsed: parse(source.content) });
    bytes += source.bytes;
    end = source.end;
    if (rows.length < most.rows && bytes < most.bytes) continue;
    yield { rows, end };
    rows = [];
    bytes = 0;
  }
  if (end !== null && rows.length > 0) yield { rows, end };
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
