import { gunzipSync } from 'node:zlib';
import type { KpiInput } from './input.ts';

/** What the bytes begin with, and the version of their form. */
const magic = 'assay-kpi-input 1\n';
/** Columns begin at multiples of this, so that typed arrays can lie on the bytes. */
const alignment = 8;

type Column = Float64Array | Int32Array | Uint8Array;
const kinds = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;
type Kind = keyof typeof kinds;

/** Where a column lies: its kind, its first byte behind the header, and how many numbers it has. */
type Place = readonly [kind: Kind, offset: number, length: number];

const kindOf = (column: Column): Kind =>
  column instanceof Float64Array ? 'f64' : column instanceof Int32Array ? 'i32' : 'u8';

/**
 * The input table as bytes, piece by piece: a line that names the form, the length of a JSON header, the header,
 * and the columns as little-endian numbers. The same table gives the same bytes. Columns are not copied, and one
 * that stands for two things is there once.
 */
export function* inputParts(input: KpiInput): Generator<Uint8Array> {
  const places = new Map<Column, Place>();
  let size = 0;
  const place = (column: Column): Place => {
    const known = places.get(column);
    if (known !== undefined) return known;
    const made: Place = [kindOf(column), size, column.length];
    places.set(column, made);
    size = aligned(size + column.byteLength);
    return made;
  };
  const header = Buffer.from(
    JSON.stringify(input, (_name, value: unknown) =>
      value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array
        ? { column: place(value) }
        : value,
    ),
  );
  const begin = Buffer.alloc(aligned(magic.length + 4 + header.length));
  begin.write(magic, 0, 'latin1');
  begin.writeUInt32LE(header.length, magic.length);
  header.copy(begin, magic.length + 4);
  yield begin;
  for (const { buffer, byteOffset, byteLength } of places.keys()) {
    yield new Uint8Array(buffer, byteOffset, byteLength);
    const gap = aligned(byteLength) - byteLength;
    if (gap > 0) yield new Uint8Array(gap);
  }
}

/** The same in one piece. */
export const encodeInput = (input: KpiInput): Buffer<ArrayBuffer> =>
  Buffer.concat([...inputParts(input)]);

const aligned = (offset: number): number => Math.ceil(offset / alignment) * alignment;

/**
 * The table that `encodeInput` wrote. Its columns lie on the bytes where these are aligned.
 *
 * @throws RangeError for bytes of another form
 */
export function decodeInput(bytes: Uint8Array<ArrayBuffer>): KpiInput {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.toString('latin1', 0, magic.length) !== magic) {
    throw new RangeError('decodeInput requires an input table of a KPI run');
  }
  const length = buffer.readUInt32LE(magic.length);
  const start = aligned(magic.length + 4 + length);
  const text = buffer.toString('utf8', magic.length + 4, magic.length + 4 + length);
  const columnAt = ([kind, offset, count]: Place): Column => {
    const Kind = kinds[kind];
    const from = bytes.byteOffset + start + offset;
    if (from % Kind.BYTES_PER_ELEMENT === 0) return new Kind(bytes.buffer, from, count);
    return new Kind(
      bytes.slice(start + offset, start + offset + count * Kind.BYTES_PER_ELEMENT).buffer,
    );
  };
  // the header is what `encodeInput` made of an input, columns replaced by their places
  return JSON.parse(text, (_name, value: unknown) =>
    isColumn(value) ? columnAt(value.column) : value,
  ) as KpiInput;
}

/** Bytes that a decompressor asks for beyond what it fills. */
const slack = 64;

/**
 * The table of a compressed file. Gzip ends with the length of what it holds, so it is unpacked in
 * one piece, of which the columns are parts: memory for the table once.
 *
 * @throws RangeError for bytes of another form
 */
export function unpackInput(file: Buffer): KpiInput {
  const chunkSize = file.length < 4 ? slack : file.readUInt32LE(file.length - 4) + slack;
  return decodeInput(gunzipSync(file, { chunkSize }));
}

const isColumn = (value: unknown): value is { readonly column: Place } =>
  typeof value === 'object' && value !== null && 'column' in value;
