import { type EstimateLike, shown } from '../../components/figures.ts';
import { findingStrings as s } from './strings.ts';

interface Named {
  readonly label: string;
  readonly estimate: EstimateLike;
}
interface Counted {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

const sum = (counts: readonly { readonly count: number }[]) =>
  counts.reduce((total, { count }) => total + count, 0);

const percent = (count: number, of: number) => `${Math.round((100 * count) / of)} %`;

/** What a histogram of composites shows: where most of them lie. */
export function compositeFinding(bins: readonly Counted[]): string {
  const total = sum(bins);
  const high = sum(bins.filter(({ low }) => low >= 0.7));
  if (total === 0) return s.noComposite;
  return s.high(percent(high, total));
}

/** What the agreements show against what is aimed at. Only defined figures speak. */
export function agreementFinding(rows: readonly Named[], target: number): string {
  const defined = rows.filter(({ estimate }) => estimate.value != null);
  if (defined.length === 0) return s.noAgreement;
  const short = defined.filter(({ estimate }) => (estimate.value ?? 0) < target);
  const aim = shown(target, 'fraction');
  if (short.length > 0) {
    return s.short(
      aim,
      short.map(({ label }) => label),
    );
  }
  return s.reached(aim, defined.length);
}

/** Which dimension scores lowest. */
export function dimensionFinding(rows: readonly Named[]): string {
  const [lowest] = rows
    .filter(({ estimate }) => estimate.value != null)
    .sort((a, b) => (a.estimate.value ?? 0) - (b.estimate.value ?? 0));
  if (lowest?.estimate.value == null) return s.noDimension;
  return s.lowest(lowest.label, shown(lowest.estimate.value, 'fraction'));
}

/** How much is judged on a day with judgments. */
export function dayFinding(days: readonly { readonly count: number }[]): string {
  const busy = days.filter(({ count }) => count > 0);
  if (busy.length === 0) return s.nobody;
  return s.perDay(Math.round(sum(busy) / busy.length));
}

/** Which of several models is better; says so only where the intervals do not touch. */
export function modelFinding(rows: readonly Named[], what: string): string {
  const defined = rows
    .filter(({ estimate }) => estimate.value != null)
    .sort((a, b) => (b.estimate.value ?? 0) - (a.estimate.value ?? 0));
  const [best, second] = defined;
  if (best === undefined) return s.noModel;
  if (second === undefined) return s.oneModel(best.label);
  const [low, high] = [best.estimate.interval?.low, second.estimate.interval?.high];
  return low !== undefined && high !== undefined && low > high
    ? s.ahead(best.label, what)
    : s.noneAhead(what);
}

/** How comparisons came out. */
export function preferenceFinding(counts: {
  readonly a: number;
  readonly b: number;
  readonly n: number;
}): string {
  const { a, b, n } = counts;
  if (n === 0) return s.noComparison;
  return s.comparisons(percent(a, n), percent(b, n));
}
