import { expect, it } from 'vitest';
import { parseArray, serializeArray } from './array-types.ts';

it.each([
  ['{}', []],
  ['{a,b}', ['a', 'b']],
  ['{NULL,"NULL",""}', [null, 'NULL', '']],
  ['{"a,b","{c}","say \\"hi\\"","back\\\\slash"}', ['a,b', '{c}', 'say "hi"', 'back\\slash']],
  ['{"line\nbreak"," space "}', ['line\nbreak', ' space ']],
])('reads %s', (text, values) => {
  expect(parseArray(text, String)).toEqual(values);
});

it('reads numbers', () => {
  expect(parseArray('{1,-2,NULL}', Number)).toEqual([1, -2, null]);
});

it('writes what it reads, and leaves what is written already', () => {
  const values = ['a', '', null, 'NULL', ',', '"', '\\', '{}', 'é😀', '\n'];
  expect(parseArray(String(serializeArray(values)), String)).toEqual(values);
  expect(serializeArray('{1,2}')).toBe('{1,2}');
});
