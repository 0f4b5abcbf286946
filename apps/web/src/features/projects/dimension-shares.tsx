import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown, shownInterval } from '../../components/figures.ts';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { ShareBars } from '../../components/plots/share-bars.tsx';
import { dimensionFinding } from './findings.ts';
import { plotTexts, strings as s } from './strings.ts';

const DimensionShares_dimensions = graphql(`
  fragment DimensionShares_dimensions on DimensionScores {
    dimension {
      id
      key
      label
      share
    }
    mean {
      value
      undefinedBecause
      n
      interval {
        low
        high
        level
      }
    }
    tierCounts {
      tier {
        id
        index
        label
      }
      count
    }
    notApplicable {
      value
      n
    }
  }
`);

/** Each dimension: its mean, and how its tiers were chosen. */
export function DimensionShares(props: {
  readonly dimensions: readonly FragmentType<typeof DimensionShares_dimensions>[];
  readonly judgments: string;
}) {
  const dimensions = readFragment(DimensionShares_dimensions, props.dimensions);
  const answers = dimensions.flatMap(({ tierCounts }) => tierCounts);
  const total = answers.reduce((sum, { count }) => sum + count, 0);
  return (
    <PlotFigure
      title={dimensionFinding(
        dimensions.map(({ dimension, mean }) => ({ label: dimension.label, estimate: mean })),
      )}
      sub={plotTexts.tiers(total)}
      definition={s.sharesDefinition}
      docs="statistics#rubric-scores"
      fileName="tiers"
      table={{
        head: plotTexts.tierHead,
        rows: dimensions.flatMap(({ dimension, mean, tierCounts }) =>
          tierCounts.map(({ tier, count }) => [dimension.label, tier.label, count, meanText(mean)]),
        ),
      }}
    >
      {(width) => (
        <ShareBars
          width={width}
          rows={dimensions.map(({ dimension, mean, tierCounts }) => ({
            key: dimension.key,
            label: dimension.label,
            note: width > 380 ? meanText(mean) : (meanText(mean).split(',')[0] ?? ''),
            segments: tierCounts.map(({ tier, count }) => ({
              key: tier.id,
              label: tier.label,
              count,
              tone: tierCounts.length < 2 ? 1 : tier.index / (tierCounts.length - 1),
              href: `${props.judgments}?dimension=${dimension.key}&tier=${tier.index}`,
            })),
          }))}
        />
      )}
    </PlotFigure>
  );
}

type Mean = Parameters<typeof shownInterval>[0] & { readonly n: number };

const meanText = (mean: Mean): string =>
  mean.value == null
    ? `— ${mean.undefinedBecause ?? ''}`
    : plotTexts.mean(shown(mean.value, 'fraction'), shownInterval(mean, 'fraction'));
