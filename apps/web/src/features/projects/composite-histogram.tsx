import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { Histogram } from '../../components/plots/histogram.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { compositeFinding } from './findings.ts';
import { plotTexts, strings as s } from './strings.ts';

const CompositeHistogram_bins = graphql(`
  fragment CompositeHistogram_bins on HistogramBin {
    low
    high
    count
  }
`);

/** Where the composites lie. */
export function CompositeHistogram(props: {
  readonly bins: readonly FragmentType<typeof CompositeHistogram_bins>[];
  readonly judgments: string;
}) {
  const bins = readFragment(CompositeHistogram_bins, props.bins);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <PlotFigure
      title={compositeFinding(bins)}
      sub={plotTexts.composites(total)}
      definition={s.histogramDefinition}
      docs="statistics#rubric-scores"
      fileName="composites"
      table={{
        head: plotTexts.compositeHead,
        rows: bins.map(({ low, high, count }) => [low, high, count]),
      }}
    >
      {(width) => (
        <Histogram
          width={width}
          axis={s.compositeAxis}
          unit="judgment"
          bins={bins.map((bin) => ({
            ...bin,
            href: `${props.judgments}?from=${bin.low}&to=${upTo(bin.high)}`,
          }))}
        />
      )}
    </PlotFigure>
  );
}

/** Bins leave out their upper end, filters take it in: all but the last stop just below. */
const upTo = (high: number): number => (high >= 1 ? 1 : high - 1e-9);
