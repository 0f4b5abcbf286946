import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('quotes what would break a row', () => {
  expect(toCsv(['a', 'b'], [['x, "y"', 1.5]])).toBe('a,b\r\n"x, ""y""",1.5');
  expect(toCsv(['a'], [['two\nlines']])).toBe('a\r\n"two\nlines"');
});

it('disarms formulas, but leaves negative numbers alone', () => {
  expect(toCsv(['a', 'b'], [['=1+1', -2]])).toBe("a,b\r\n'=1+1,-2");
  expect(toCsv(['a'], [['@sum(a1)']])).toBe("a\r\n'@sum(a1)");
});

it('leaves what is not known empty', () => {
  expect(toCsv(['a', 'b'], [[null, 0]])).toBe('a,b\r\n,0');
});
