import { isDocument } from './documents.ts';

/**
 * Where a link of a document leads in the client: to another document, to a heading or out of here.
 *
 * @returns null for files that only the repository has
 */
export function linkOf(href: string): string | null {
  if (/^(https?:|#)/.test(href)) return href;
  const [, name = '', heading = ''] = /^([a-z-]+)\.md(#.*)?$/.exec(href) ?? [];
  return isDocument(name) ? `/docs/${name}${heading}` : null;
}
