import { Tooltip } from '@mantine/core';
import { strings as s } from './strings.ts';

const units = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** How long ago, or how long until, in words: "3 days ago". */
export function timeAgo(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return s.justNow;
}

/** A time in words; exactly on hover and for machines. */
export function When(props: { readonly at: string }) {
  const at = new Date(props.at);
  return (
    <Tooltip label={exact.format(at)}>
      <time dateTime={props.at}>{timeAgo(at, new Date())}</time>
    </Tooltip>
  );
}
