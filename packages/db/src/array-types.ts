const element = /"((?:[^"\\]|\\.)*)"|([^,{}]+)/g;

/** A flat array as PostgreSQL writes it. */
export const serializeArray = (values: unknown): unknown =>
  Array.isArray(values)
    ? `{${values.map((value) => (value === null ? 'NULL' : `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`)).join(',')}}`
    : values; // drizzle writes its columns by itself

export const parseArray = <T>(text: string, convert: (element: string) => T): (T | null)[] =>
  [...text.matchAll(element)].map(([, quoted, bare = '']) => {
    if (quoted !== undefined) return convert(quoted.replaceAll(/\\(.)/g, '$1'));
    return bare === 'NULL' ? null : convert(bare);
  });

const arrayOf = <T>(oid: number, convert: (element: string) => T) => ({
  to: oid,
  from: [oid],
  serialize: serializeArray,
  parse: (text: string) => parseArray(text, convert),
});

/**
 * Options of every connection that lives longer than one call. By itself the driver asks the server
 * for its array types whenever it connects; nothing catches the error of that statement, so that a
 * connection cut meanwhile would end the process. These are the array types that are used.
 */
export const arrayTypes = {
  fetch_types: false,
  types: {
    integers: arrayOf(1007, Number),
    texts: arrayOf(1009, String),
    floats: arrayOf(1022, Number),
    bigints: arrayOf(1016, String),
    uuids: arrayOf(2951, String),
  },
};
