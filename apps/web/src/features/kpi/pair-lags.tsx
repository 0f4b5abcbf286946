import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural, shown } from '../../components/figures.ts';
import { IntervalDots } from '../../components/plots/interval-dots.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { strings } from './strings.ts';

const PairLags_pair = graphql(`
  fragment PairLags_pair on KpiPair {
    score
    outcome
    lags {
      weeks
      value
      undefinedBecause
      n
      effectiveWeeks
      interval {
        low
        high
        level
      }
    }
  }
`);

const s = strings.lags;

/** Whether good weeks are followed by good outcomes, and how much later. Nothing for outcomes that are times. */
export function PairLags(props: {
  readonly pair: FragmentType<typeof PairLags_pair>;
  readonly outcome: string;
}) {
  const { score, outcome, lags } = readFragment(PairLags_pair, props.pair);
  const [first] = lags;
  if (first === undefined) return null;
  const title = s.title(props.outcome);
  const text = (value: number | null | undefined) =>
    value == null ? null : shown(value, 'fraction');
  const said = lags.flatMap(({ value, ...lag }) => (value == null ? [] : [{ ...lag, value }]));
  return (
    <PlotFigure
      title={title}
      sub={
        said.length === lags.length
          ? s.sub(first.n)
          : `${s.sub(first.n)} · ${s.few(lags.length - said.length)}`
      }
      definition={s.definition}
      docs="kpi#what-it-says-of-a-pair"
      fileName={`lags-${score}-${outcome}`}
      table={{
        head: s.head,
        rows: lags.map(({ weeks, value, interval, n, effectiveWeeks, undefinedBecause }) => [
          ...[weeks, text(value), text(interval?.low), text(interval?.high), n],
          ...[effectiveWeeks == null ? null : Math.round(effectiveWeeks), undefinedBecause ?? ''],
        ]),
      }}
    >
      {(width) =>
        said.length === 0 ? (
          <p>{first.undefinedBecause}</p>
        ) : (
          <IntervalDots
            width={width}
            label={title}
            xAxis={s.weeksLater}
            yAxis={s.correlation}
            yDomain={[-1, 1]}
            nothing={0}
            dots={said.map(({ weeks, value, interval, n }) => ({
              ...{ x: weeks, y: value, low: interval?.low ?? null, high: interval?.high ?? null },
              label: `${plural(weeks, 'week')}: ${text(value)} [${text(interval?.low)}, ${text(interval?.high)}], ${s.sub(n)}`,
            }))}
          />
        )
      }
    </PlotFigure>
  );
}
