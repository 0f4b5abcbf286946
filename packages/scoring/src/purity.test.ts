import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = new URL('./', import.meta.url);
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'),
);

describe('the package', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it.each([
    ['Node', /from 'node:|\bprocess\.|\bBuffer\b/],
    ['the clock', /\bDate\b|\bperformance\./],
    ['global randomness', /Math\.random|\bcrypto\b/],
    ['the network or the console', /\bfetch\(|\bconsole\./],
    ['test helpers', /\/testing\/|from 'vitest'|\/published\//],
  ])('does not use %s', (_what, pattern) => {
    const code = (name: string) =>
      readFileSync(new URL(name, here), 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
        .join('\n');
    expect(sources.filter((name) => pattern.test(code(name)))).toEqual([]);
  });
});
