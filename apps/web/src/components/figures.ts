import { strings as s } from './strings.ts';

/** An estimate as the API gives it. */
export interface EstimateLike {
  readonly value?: number | null;
  readonly interval?: {
    readonly low: number;
    readonly high: number;
    readonly level: number;
  } | null;
  readonly undefinedBecause?: string | null;
}

export type Show = 'fraction' | 'percent' | 'fine';

/** A number as people read it: two decimals, three where differences are small, or per cents, with a decimal where they are few. */
export function shown(value: number, as: Show): string {
  if (as !== 'percent')
    return value
      .toFixed(as === 'fine' ? 3 : 2)
      .replace(/^-(0\.0+)$/, '$1')
      .replace('-', '−');
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** An interval with its level, as text. */
export function shownInterval({ interval }: EstimateLike, as: Show): string {
  if (interval == null) return s.noInterval;
  const { low, high, level } = interval;
  return `${Math.round(level * 100)} % [${shown(low, as)}, ${shown(high, as)}]`;
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
