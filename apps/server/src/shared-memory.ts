type Column = Float64Array | Int32Array | Uint8Array;

/**
 * Gives the same data with its columns on memory that threads share. What lies there already is not copied,
 * and a column that is met again is the copy that was made of it.
 */
export function sharing(): <T extends object>(data: T) => T {
  // the originals may go as soon as nobody else has them
  const copies = new WeakMap<Column, Column>();
  const shared = (value: unknown): unknown => {
    if (isColumn(value)) {
      const copy = copies.get(value) ?? sharedColumn(value);
      copies.set(value, copy);
      return copy;
    }
    if (Array.isArray(value)) return value.map(shared);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shared(one)]));
  };
  // an object of the same keys, and of the same values but for where they lie
  return <T extends object>(data: T) => shared(data) as T;
}

/** A column on memory that threads share; itself where it lies there. */
export function sharedColumn<C extends Column>(column: C): C {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const memory = new SharedArrayBuffer(column.byteLength);
  const bytes = new Uint8Array(memory);
  bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  // the constructor of a column makes another of its kind
  const Kind = column.constructor as new (memory: SharedArrayBuffer) => C;
  return new Kind(memory);
}

const isColumn = (value: unknown): value is Column =>
  value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array;
