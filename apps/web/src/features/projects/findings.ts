import { type EstimateLike, plural, shown } from '../../components/figures.ts';

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

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What a histogram of composites shows: where most of them lie. */
export function compositeFinding(bins: readonly Counted[]): string {
  const total = sum(bins);
  const high = sum(bins.filter(({ low }) => low >= 0.7));
  if (total === 0) return 'No judgment has a composite yet';
  return `${Math.round((100 * high) / total)} % of the judgments score 0.7 or more`;
}

/** What the agreements show against what is aimed at. Only defined figures speak. */
export function agreementFinding(rows: readonly Named[], target: number): string {
  const defined = rows.filter(({ estimate }) => estimate.value != null);
  if (defined.length === 0) return 'Agreement cannot be told yet';
  const short = defined.filter(({ estimate }) => (estimate.value ?? 0) < target);
  const aim = shown(target, 'fraction');
  if (short.length > 0) {
    return `Agreement falls short of ${aim} in ${listed(short.map(({ label }) => label))}`;
  }
  return defined.length === 1
    ? `Agreement reaches the target of ${aim}`
    : `Agreement reaches the target of ${aim} in all ${defined.length}`;
}

/** Which dimension scores lowest. */
export function dimensionFinding(rows: readonly Named[]): string {
  const [lowest] = rows
    .filter(({ estimate }) => estimate.value != null)
    .sort((a, b) => (a.estimate.value ?? 0) - (b.estimate.value ?? 0));
  if (lowest?.estimate.value == null) return 'No dimension has been scored yet';
  return `${lowest.label} scores lowest, with a mean of ${shown(lowest.estimate.value, 'fraction')}`;
}

/** How much is judged on a day with judgments. */
export function dayFinding(days: readonly { readonly count: number }[]): string {
  const busy = days.filter(({ count }) => count > 0);
  if (busy.length === 0) return 'Nobody has judged yet';
  return `${plural(Math.round(sum(busy) / busy.length), 'judgment')} on an average working day`;
}

/** Which of several models is better; says so only where the intervals do not touch. */
export function modelFinding(rows: readonly Named[], what: string): string {
  const defined = rows
    .filter(({ estimate }) => estimate.value != null)
    .sort((a, b) => (b.estimate.value ?? 0) - (a.estimate.value ?? 0));
  const [best, second] = defined;
  if (best === undefined) return 'The models cannot be compared yet';
  if (second === undefined) return `${best.label} alone has been judged`;
  const [low, high] = [best.estimate.interval?.low, second.estimate.interval?.high];
  return low !== undefined && high !== undefined && low > high
    ? `${best.label} is ahead in ${what}`
    : `No model is surely ahead in ${what}`;
}

/** How comparisons came out. */
export function preferenceFinding(counts: {
  readonly a: number;
  readonly b: number;
  readonly n: number;
}): string {
  const { a, b, n } = counts;
  if (n === 0) return 'Nothing has been compared yet';
  const percent = (count: number) => `${Math.round((100 * count) / n)} %`;
  return `A was better in ${percent(a)} of comparisons, B in ${percent(b)}`;
}
