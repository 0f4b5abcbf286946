import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural, shown } from '../../components/figures.ts';
import { ForestPlot } from '../../components/plots/forest-plot.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { strings as s } from './strings.ts';

const GainPlot_evidence = graphql(`
  fragment GainPlot_evidence on ProposalEvidence {
    measure
    gain {
      value
      undefinedBecause
      n
      interval {
        low
        high
        level
      }
    }
    gainOverEqual {
      value
      undefinedBecause
      n
      interval {
        low
        high
        level
      }
    }
    holdout {
      tickets
      gain {
        value
        undefinedBecause
        n
        interval {
          low
          high
          level
        }
      }
    }
    heldOut {
      today
      equal
      proposed
    }
  }
`);
const GainPlot_retest = graphql(`
  fragment GainPlot_retest on HeldOutGain {
    value
    undefinedBecause
    n
    interval {
      low
      high
      level
    }
  }
`);

/** What the proposed weights bring, on every set of tickets that they were tried on. */
export function GainPlot(props: {
  readonly evidence: FragmentType<typeof GainPlot_evidence>;
  readonly retest: FragmentType<typeof GainPlot_retest> | null;
}) {
  const evidence = readFragment(GainPlot_evidence, props.evidence);
  const retest = props.retest === null ? null : readFragment(GainPlot_retest, props.retest);
  const { gain, gainOverEqual, holdout, heldOut, measure } = evidence;
  const rows = [
    { key: 'gain', label: s.gainFolds, of: gain },
    { key: 'latest', label: s.latest(holdout.tickets), of: holdout.gain },
    { key: 'equal', label: s.gainEqual, of: gainOverEqual },
    ...(retest === null ? [] : [{ key: 'retest', label: s.retest, of: retest }]),
  ];
  const ends = rows.flatMap(({ of }) => [of.interval?.low ?? 0, of.interval?.high ?? 0]);
  const most = Math.max(0.02, ...ends.map(Math.abs));
  const figure = (value: number | null | undefined) => (value == null ? '—' : shown(value, 'fine'));
  return (
    <PlotFigure
      title={s.gain}
      sub={`${s.measure[measure]}: ${s.today.toLowerCase()} ${figure(heldOut.today)}, ${s.equal.toLowerCase()} ${figure(heldOut.equal)}, ${s.proposed.toLowerCase()} ${figure(heldOut.proposed)}`}
      definition={s.gainDefinition}
      docs="weight-proposals"
      fileName="gain"
      table={{
        head: ['Tried on', 'Gain', 'Low', 'High', 'n', 'Note'],
        rows: rows.map(({ label, of }) => [
          label,
          ...[of.value, of.interval?.low, of.interval?.high].map(figure),
          of.n,
          of.undefinedBecause ?? '',
        ]),
      }}
    >
      {(width) => (
        <ForestPlot
          width={width}
          axis={s.gainAxis(s.measure[measure])}
          as="fine"
          domain={[-most, most]}
          target={{ value: 0, label: s.noGain }}
          rows={rows.map(({ key, label, of }) => ({
            ...{ key, label, estimate: of, href: null },
            counts: plural(of.n, 'ticket'),
          }))}
        />
      )}
    </PlotFigure>
  );
}
