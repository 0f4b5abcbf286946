type Column = Float64Array | Int32Array | Uint8Array;

/**
 * The same data with its columns on memory that threads share: what lies there already is not copied. A
 * column that occurs twice is copied once.
 */
export function onSharedMemory<T extends object>(data: T): T {
  const copies = new Map<Column, Column>();
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
  return shared(data) as T;
}

function sharedColumn(column: Column): Column {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const memory = new SharedArrayBuffer(column.byteLength);
  if (column instanceof Float64Array) return filled(new Float64Array(memory), column);
  if (column instanceof Int32Array) return filled(new Int32Array(memory), column);
  return filled(new Uint8Array(memory), column);
}

function filled<C extends Column>(empty: C, column: C): C {
  empty.set(column);
  return empty;
}

const isColumn = (value: unknown): value is Column =>
  value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array;
