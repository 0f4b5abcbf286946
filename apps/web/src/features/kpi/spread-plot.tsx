import type { CsatScale } from '../../__generated__/graphql.ts';
import { Histogram } from '../../components/plots/histogram.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { ShareBars } from '../../components/plots/share-bars.tsx';
import { readableBins } from './readable-bins.ts';
import { strings } from './strings.ts';

const s = strings.spread;

interface Spread {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly n: number;
  readonly bins: readonly { readonly low: number; readonly high: number; readonly count: number }[];
  /** Of satisfaction, whose bins are in [0, 1]. */
  readonly scale?: CsatScale | null;
  /** Of a yes or no; null for what has bins. */
  readonly yes: number | null;
}

/** How an outcome is spread over tickets: its bins, or the shares of yes and no. */
export function SpreadPlot(props: {
  readonly spread: Spread;
  /** What else there is to say of how many tickets there are. */
  readonly sub: string;
  readonly definition: string;
}) {
  const { key, label, unit, n, yes, scale } = props.spread;
  const { bins, axis, ticks, tickText } = readableBins(props.spread.bins, unit, scale ?? null);
  const levels =
    yes === null
      ? []
      : [
          { key: 'yes', label: s.yes, count: yes, tone: 'first' as const, href: null },
          { key: 'no', label: s.no, count: n - yes, tone: 'neither' as const, href: null },
        ];
  const text = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });
  return (
    <PlotFigure
      title={s.title(label)}
      sub={props.sub}
      definition={props.definition}
      docs="kpi#what-it-says-of-a-pair"
      fileName={`spread-${key}`}
      table={
        yes === null
          ? {
              head: [...s.bins.map((head) => `${head}, ${axis}`), s.tickets],
              rows: bins.map(({ low, high, count, label: named }) =>
                named === undefined ? [text(low), text(high), count] : [named, named, count],
              ),
            }
          : { head: [s.value, s.tickets], rows: levels.map((level) => [level.label, level.count]) }
      }
    >
      {(width) =>
        yes === null ? (
          <Histogram
            width={width}
            bins={bins}
            axis={axis}
            unit="ticket"
            {...(ticks !== null && { ticks })}
            {...(tickText !== undefined && { xText: tickText })}
          />
        ) : (
          <ShareBars
            width={width}
            rows={[{ ...{ key, label, note: strings.tickets(n) }, segments: levels }]}
          />
        )
      }
    </PlotFigure>
  );
}
