import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { ForestPlot } from '../../components/plots/forest-plot.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { agreementFinding } from './findings.ts';
import { plotTexts, strings as s } from './strings.ts';

const AgreementPlot_agreements = graphql(`
  fragment AgreementPlot_agreements on AgreementEstimate {
    dimension {
      id
      key
      label
    }
    value
    interval {
      low
      high
      level
      method
    }
    undefinedBecause
    units
    annotators
    pairable
  }
`);

/** Agreement of each dimension with its interval against the target. */
export function AgreementPlot(props: {
  readonly agreements: readonly FragmentType<typeof AgreementPlot_agreements>[];
  readonly target: number;
  /** Where a row leads; `key` is null for preferences. */
  readonly hrefOf: (key: string | null) => string | null;
}) {
  const all = readFragment(AgreementPlot_agreements, props.agreements);
  // where something can be compared, what nobody was asked is only named
  const comparable = all.filter(({ units }) => units > 0);
  const agreements = comparable.length === 0 ? all : comparable;
  const left = all.filter((estimate) => !agreements.includes(estimate));
  const rows = agreements.map((estimate) => ({
    key: estimate.dimension?.key ?? '',
    label: estimate.dimension?.label ?? s.preferences,
    estimate,
    counts: plotTexts.rated(estimate.units, estimate.annotators, estimate.pairable),
    href: props.hrefOf(estimate.dimension?.key ?? null),
  }));
  const lows = agreements.map(({ value, interval }) => interval?.low ?? value ?? 0);
  const annotators = Math.max(0, ...agreements.map((estimate) => estimate.annotators));
  return (
    <PlotFigure
      title={agreementFinding(rows, props.target)}
      sub={[
        plotTexts.annotators(annotators),
        ...left.map(({ dimension }) => `${dimension?.label ?? s.preferences}: ${s.notCompared}`),
      ].join(' · ')}
      definition={s.agreementDefinition}
      docs="statistics#agreement-of-raters"
      fileName="agreement"
      table={{
        head: plotTexts.agreementHead,
        rows: all.map((a) => [
          a.dimension?.label ?? s.preferences,
          ...[a.value, a.interval?.low, a.interval?.high].map((value) =>
            value == null ? null : shown(value, 'fraction'),
          ),
          ...[a.units, a.annotators, a.pairable],
          a.undefinedBecause ?? '',
        ]),
      }}
    >
      {(width) => (
        <ForestPlot
          width={width}
          rows={rows}
          domain={[Math.min(0, Math.floor(Math.min(...lows) * 5) / 5), 1]}
          axis={s.agreementAxis}
          target={{ value: props.target, label: `${s.target} ${shown(props.target, 'fraction')}` }}
        />
      )}
    </PlotFigure>
  );
}
