/** What each copy begins with: a signature, flags, and the length of an extension that nobody uses. */
const headerBytes = 19;
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Seconds from 1970 to 2000, from where PostgreSQL counts. */
const epoch2000 = 946_684_800;
const none = -1;

/**
 * Takes apart what PostgreSQL copies out in its binary form, one copy behind the other, in pieces of any length.
 *
 * @see https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export class CopyReader {
  #rest: Buffer = Buffer.alloc(0);
  #inside = false;
  #copies = 0;
  readonly #row = new CopyRow();
  readonly #take: (copy: number, row: CopyRow) => void;

  /** @param take - told each row and of which copy it is, from 0. It reads the fields at once, in their order. */
  constructor(take: (copy: number, row: CopyRow) => void) {
    this.#take = take;
  }

  /** Copies that have ended. */
  get copies(): number {
    return this.#copies;
  }

  push(piece: Buffer): void {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#row.lie(bytes, view);
    let at = 0;
    for (;;) {
      const end = this.#inside ? rowEnd(view, at) : at + headerBytes;
      if (end === null || end > bytes.length) break;
      if (!this.#inside) {
        assertHeader(bytes, at);
        this.#inside = true;
      } else if (view.getInt16(at) === none) {
        this.#inside = false;
        this.#copies += 1;
      } else {
        this.#row.begin(at + 2);
        this.#take(this.#copies, this.#row);
      }
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }
}

function assertHeader(bytes: Buffer, at: number): void {
  const isOurs = bytes.compare(signature, 0, signature.length, at, at + signature.length) === 0;
  if (!isOurs || bytes.readInt32BE(at + headerBytes - 4) !== 0) {
    throw new RangeError('CopyReader requires copies in the binary form');
  }
}

/** Where a row ends that begins at `at`; null where it is not all there. */
function rowEnd(view: DataView, at: number): number | null {
  const { byteLength } = view;
  if (at + 2 > byteLength) return null;
  const fields = view.getInt16(at);
  let end = at + 2;
  for (let field = 0; field < fields; field += 1) {
    if (end + 4 > byteLength) return null;
    end += 4 + Math.max(0, view.getInt32(end));
  }
  return end <= byteLength ? end : null;
}

/** The fields of a row, each read once and in their order; null where the database has null. */
export class CopyRow {
  #bytes: Buffer = Buffer.alloc(0);
  /** The bytes that the row lies in. */
  view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;

  lie(bytes: Buffer, view: DataView): void {
    this.#bytes = bytes;
    this.view = view;
  }

  begin(at: number): void {
    this.#at = at;
  }

  /** Where the next field begins, which is behind it then; null where it is null. */
  #next(): number | null {
    const length = this.view.getInt32(this.#at);
    const from = this.#at + 4;
    this.#at = from + Math.max(0, length);
    return length === none ? null : from;
  }

  /** Where the 16 bytes of a UUID lie in `view`. @throws RangeError where there is none */
  uuid(): number {
    const from = this.#next();
    if (from === null) throw new RangeError('a row names what it is about');
    return from;
  }

  /** `text`, or the label of an enum. */
  text(): string | null {
    const from = this.#next();
    return from === null ? null : this.#bytes.toString('utf8', from, this.#at);
  }

  /** The text of a `jsonb`, which is not parsed. */
  json(): string | null {
    const from = this.#next();
    return from === null ? null : this.#bytes.toString('utf8', from + 1, this.#at);
  }

  /** `double precision`. */
  float(): number | null {
    const from = this.#next();
    return from === null ? null : this.view.getFloat64(from);
  }

  /** `integer`. */
  int(): number | null {
    const from = this.#next();
    return from === null ? null : this.view.getInt32(from);
  }

  boolean(): boolean | null {
    const from = this.#next();
    return from === null ? null : this.view.getUint8(from) === 1;
  }

  /** `timestamptz`, as seconds since 1970. */
  seconds(): number | null {
    const from = this.#next();
    if (from === null) return null;
    const micros = this.view.getInt32(from) * 2 ** 32 + this.view.getUint32(from + 4);
    return (micros + epoch2000 * 1e6) / 1e6;
  }

  /** `double precision[]` or `integer[]` of one dimension; empty where it is null. */
  numbers(): readonly (number | null)[] {
    const from = this.#next();
    if (from === null || this.view.getInt32(from) === 0) return [];
    const length = this.view.getInt32(from + 12);
    const values = new Array<number | null>(length);
    let at = from + 20;
    for (let nth = 0; nth < length; nth += 1) {
      const size = this.view.getInt32(at);
      at += 4;
      if (size === none) {
        values[nth] = null;
        continue;
      }
      values[nth] = size === 8 ? this.view.getFloat64(at) : this.view.getInt32(at);
      at += size;
    }
    return values;
  }
}
