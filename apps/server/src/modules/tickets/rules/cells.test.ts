import { describe, expect, it } from 'vitest';
import { BadCell, kindOf, numberOf, ratingOf, textOf, timeOf, yesOf } from './cells.ts';

describe('a cell', () => {
  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.5Z', '2026-01-31T12:00:00.500Z'],
    ['2026-01-31T12:00:00+02:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T12:00:00.123456+0200', '2026-01-31T10:00:00.123Z'],
    ['2026-01-31 12:00', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31 12:00:01 UTC', '2026-01-31T12:00:01.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['1767268800', '2026-01-01T12:00:00.000Z'],
    ['1767268800000', '2026-01-01T12:00:00.000Z'],
  ])('holds the time %s', (text, expected) => {
    expect(timeOf(text)).toBe(expected);
  });

  it.each(['yesterday', '31.01.2026', '2026-13-01', '2026-01-31T25:00:00Z', '12', ''])(
    'holds no time in “%s”',
    (text) => {
      expect(() => timeOf(text)).toThrow(BadCell);
    },
  );

  it('holds numbers, and says of what is none', () => {
    expect(['1', '-2.5', '.5', '1e3', '+4'].map(numberOf)).toEqual([1, -2.5, 0.5, 1_000, 4]);
    for (const text of ['NaN', 'Infinity', '0x10', '1 000', '']) {
      expect(() => numberOf(text)).toThrow('not a number');
    }
    expect(() => numberOf('1,5')).toThrow('Write a point');
  });

  it('holds words for yes, no, kinds and ratings', () => {
    expect(['TRUE', 'solved', '1'].map(yesOf)).toEqual([true, true, true]);
    expect(['no', 'Open', '0'].map(yesOf)).toEqual([false, false, false]);
    expect(() => yesOf('maybe')).toThrow('neither yes nor no');
    expect(['confirmed', 'assumed_resolution', 'AGENT'].map(kindOf)).toEqual([
      'CONFIRMED',
      'ASSUMED',
      'AGENT',
    ]);
    expect(() => kindOf('gone')).toThrow('none of');
    expect(['good', 'Bad', 'offered', 'unoffered', '4'].map(ratingOf)).toEqual([
      1,
      0,
      null,
      null,
      4,
    ]);
  });

  it('says nothing where it is empty, and is no list', () => {
    expect(['', '  ', null, undefined].map(textOf)).toEqual([null, null, null, null]);
    expect(textOf(7)).toBe('7');
    expect(() => textOf(['x'])).toThrow('a list');
  });
});
