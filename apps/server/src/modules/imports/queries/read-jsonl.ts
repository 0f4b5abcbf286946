import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { type RowProblem, rowBytesMax } from '../rules/rows.ts';

/** Where reading goes on: behind this byte and this line. */
export interface Place {
  readonly byte: number;
  readonly line: number;
}

/** One row of a file, with the place behind it, or what is wrong with it. */
export interface SourceRow {
  readonly line: number;
  readonly end: Place;
  readonly bytes: number;
  readonly content: { readonly value: unknown } | { readonly problem: RowProblem };
}

const newline = 10;

/** Reads the lines of a JSONL file. Holds no more than one line, and of an overlong one nothing. */
export async function* readJsonl(file: string, from: Place): AsyncGenerator<SourceRow> {
  let { byte, line } = from;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= rowBytesMax) parts.push(part);
    else parts = [];
  };
  const finish = (terminator: number): SourceRow | null => {
    line += 1;
    byte += length + terminator;
    const content = contentOf(Buffer.concat(parts), length, line);
    const row = content && { line, end: { byte, line }, bytes: length, content };
    parts = [];
    length = 0;
    return row;
  };
  for await (const chunk of createReadStream(file, { start: byte, highWaterMark: 262_144 })) {
    // the stream has no encoding, so its chunks are buffers
    const buffer = chunk as Buffer;
    let start = 0;
    for (let at = buffer.indexOf(newline); at !== -1; at = buffer.indexOf(newline, start)) {
      take(buffer.subarray(start, at));
      start = at + 1;
      const row = finish(1);
      if (row !== null) yield row;
    }
    take(buffer.subarray(start));
  }
  if (length > 0) {
    const row = finish(0);
    if (row !== null) yield row;
  }
}

function contentOf(bytes: Buffer, length: number, line: number): SourceRow['content'] | null {
  if (length > rowBytesMax) {
    return wrong(`The line has ${length} bytes; at most ${rowBytesMax} are read.`);
  }
  if (!isUtf8(bytes)) return wrong('The line is not in UTF-8.');
  const decoded = bytes.toString('utf8');
  const text = (line === 1 ? decoded.replace(/^\uFEFF/, '') : decoded).trim();
  if (text === '') return null;
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return wrong(error instanceof SyntaxError ? `Not JSON: ${error.message}` : 'Not JSON.');
  }
}

const wrong = (message: string) => ({ problem: { field: null, message } });
