import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const generated = new URL('./src/__generated__/graphql.ts', import.meta.url);
const call = /graphql\(\s*`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`\s*,?\s*\)/g;

/**
 * Puts each GraphQL document where it is used. Without it every page would load those of all pages,
 * because `graphql()` looks them up in one table.
 */
export function inlineDocuments(): Plugin {
  let documents = new Map<string, string>();
  return {
    name: 'inline-documents',
    apply: 'build',
    buildStart() {
      const source = readFileSync(generated, 'utf8');
      const found = source.matchAll(/^export const (\w+) = (\{.*\}) as unknown as /gm);
      documents = new Map([...found].map(([, name = '', json = '']) => [name.toLowerCase(), json]));
    },
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || id.includes('__generated__') || !code.includes('graphql(')) return;
      return code.replaceAll(call, (text, kind: string, name: string) => {
        const suffix = kind === 'fragment' ? 'fragmentdoc' : 'document';
        const json = documents.get(`${name}${suffix}`.toLowerCase());
        if (json === undefined) this.error(`no generated document for ${name}: run the codegen`);
        return json ?? text;
      });
    },
  };
}
