import { describe, expect, it } from 'vitest';
import { defined, notDefined, requires } from './result.ts';

describe('defined', () => {
  it('freezes the result and its interval', () => {
    const interval = { low: 0.1, high: 0.9, level: 0.95, method: 'wilson' };
    const result = defined(0.5, { n: 4 }, { standardError: 0.2, interval });
    expect(result).toEqual({ value: 0.5, n: 4, standardError: 0.2, interval });
    expect(Object.isFrozen(result) && Object.isFrozen(result.interval)).toBe(true);
    expect('undefinedBecause' in result).toBe(false);
  });

  it('refuses NaN as a value and as a standard error', () => {
    expect(() => defined(Number.NaN, {})).toThrow('NaN');
    expect(() => defined(1, {}, { standardError: Number.NaN })).toThrow('NaN');
  });
});

describe('notDefined', () => {
  it('says why, keeps the counts and is frozen', () => {
    const result = notDefined('no unit has two ratings', { units: 0 });
    expect(result).toEqual({
      value: null,
      undefinedBecause: 'no unit has two ratings',
      units: 0,
    });
    expect(Object.isFrozen(result)).toBe(true);
  });
});

describe('requires', () => {
  it('throws a RangeError that names the function', () => {
    expect(() => requires(false, 'wilson', 'n above 0')).toThrow(
      new RangeError('wilson requires n above 0'),
    );
    requires(true, 'wilson', 'n above 0');
  });
});
