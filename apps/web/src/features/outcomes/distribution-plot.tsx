import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { Histogram } from '../../components/plots/histogram.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { ShareBars } from '../../components/plots/share-bars.tsx';
import { strings as s } from './strings.ts';

const DistributionPlot_distribution = graphql(`
  fragment DistributionPlot_distribution on OutcomeDistribution {
    key
    label
    unit
    n
    missing
    bins {
      low
      high
      count
    }
    levels {
      label
      count
    }
  }
`);

/** How one outcome is spread over the matched tickets. */
export function DistributionPlot(props: {
  readonly distribution: FragmentType<typeof DistributionPlot_distribution>;
}) {
  const { key, label, unit, n, missing, bins, levels } = readFragment(
    DistributionPlot_distribution,
    props.distribution,
  );
  const isNamed = levels.length > 0;
  return (
    <PlotFigure
      title={s.distribution(label)}
      sub={s.distributionSub(n, missing, unit)}
      definition={s.distributionDefinition}
      fileName={`outcome-${key}`}
      table={{
        head: isNamed ? s.levels : s.bins,
        rows: isNamed
          ? levels.map((level) => [level.label, level.count])
          : bins.map(({ low, high, count }) => [low, high, count]),
      }}
    >
      {(width) =>
        isNamed ? (
          <ShareBars
            width={width}
            rows={[
              {
                ...{ key, label, note: s.tickets(n) },
                segments: levels.map((level, index) => ({
                  ...{ key: level.label, label: level.label, count: level.count, href: null },
                  tone: levels.length < 2 ? 1 : index / (levels.length - 1),
                })),
              },
            ]}
          />
        ) : (
          <Histogram
            width={width}
            bins={bins.map(({ low, high, count }) => ({ low, high, count, href: null }))}
            axis={unit}
            unit="ticket"
          />
        )
      }
    </PlotFigure>
  );
}
