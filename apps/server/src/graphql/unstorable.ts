import { isStorable } from '../text.ts';

/** NUL or a lone surrogate written as an escape in a document. */
const escaped = /\\u0000|\\u\{0+\}/i;

/** The path of the first text in a request that no database stores as it is; null where all are fine. */
export function unstorable(body: object): string | null {
  const pending: { readonly value: unknown; readonly path: string }[] = [{ value: body, path: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      if (!isStorable(value) || (path === 'query' && escaped.test(value))) return path;
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (!isStorable(key)) return path === '' ? 'a name' : path;
        pending.push({ value: inner, path: path === '' ? key : `${path}.${key}` });
      }
    }
  }
  return null;
}
