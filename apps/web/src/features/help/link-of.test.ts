import { describe, expect, it } from 'vitest';
import { linkOf } from './link-of.ts';

describe('a link of a document', () => {
  it.each([
    ['kpi.md', '/docs/kpi'],
    ['statistics.md#association', '/docs/statistics#association'],
    ['#how-sure', '#how-sure'],
    ['https://example.org/paper', 'https://example.org/paper'],
    ['adr/0011-kpi-runs.md', null],
    ['../packages/scoring/BENCHMARKS.md', null],
    ['nowhere.md', null],
    ['javascript:alert(1)', null],
  ])('%s leads to %s', (href, to) => {
    expect(linkOf(href)).toBe(to);
  });
});
