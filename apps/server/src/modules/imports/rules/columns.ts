/** How deep scalars of a JSON line are columns of their own. */
const depthMax = 3;
const columnsMax = 500;

export interface Columns {
  /** Dotted paths, in the order first met. */
  readonly names: readonly string[];
  /** Those that hold a list in some row. */
  readonly lists: ReadonlySet<string>;
}

/** The columns of rows: dotted paths of scalars up to three levels deep, and lists as a whole. */
export function columnsOf(rows: readonly unknown[]): Columns {
  const names = new Set<string>();
  const lists = new Set<string>();
  const walk = (value: object, prefix: string, depth: number): void => {
    for (const [key, inner] of Object.entries(value)) {
      const path = `${prefix}${key}`;
      const isObject = typeof inner === 'object' && inner !== null;
      if (isObject && !Array.isArray(inner) && depth < depthMax) {
        walk(inner, `${path}.`, depth + 1);
      } else if (names.has(path) || names.size < columnsMax) {
        names.add(path);
        if (Array.isArray(inner)) lists.add(path);
      }
    }
  };
  for (const row of rows) {
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) walk(row, '', 1);
  }
  // a column that is an object in one row and null in another is told by its parts
  const parents = new Set([...names].flatMap(parentsOf));
  return { names: [...names].filter((name) => !parents.has(name)), lists };
}

const parentsOf = (path: string): string[] => {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
};
