import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { SpreadPlot } from '../kpi/spread-plot.tsx';
import { strings as s } from './strings.ts';
import { summaryText } from './summary-text.ts';

const DistributionPlot_distribution = graphql(`
  fragment DistributionPlot_distribution on OutcomeDistribution {
    key
    label
    unit
    scale
    n
    missing
    mean
    p10
    median
    p90
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
  const { levels, missing, ...spread } = readFragment(
    DistributionPlot_distribution,
    props.distribution,
  );
  const yes = levels.find(({ label }) => label === 'yes')?.count ?? 0;
  return (
    <SpreadPlot
      spread={{ ...spread, yes: levels.length === 0 ? null : yes }}
      sub={[s.distributionSub(spread.n, missing), ...summaryText(spread)].join(' · ')}
      definition={s.distributionDefinition}
    />
  );
}
