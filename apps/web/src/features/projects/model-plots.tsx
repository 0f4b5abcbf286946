import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { type EstimateLike, plural, type Show, shown } from '../../components/figures.ts';
import { ForestPlot } from '../../components/plots/forest-plot.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { modelFinding } from './findings.ts';
import { plotTexts, strings as s } from './strings.ts';

const ModelPlots_byModel = graphql(`
  fragment ModelPlots_byModel on ModelScore {
    model
    composite {
      value
      undefinedBecause
      n
      interval {
        low
        high
        level
      }
    }
    winRate {
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
`);

/** How each model fared: what its responses scored, and what it won. Only what was judged is drawn. */
export function ModelPlots(props: {
  readonly byModel: readonly FragmentType<typeof ModelPlots_byModel>[];
  /** the judgments of responses by a model */
  readonly hrefOf: (model: string) => string;
}) {
  const byModel = readFragment(ModelPlots_byModel, props.byModel);
  const wins = byModel.map(({ model, winRate }) => ({ model, estimate: winRate }));
  const scores = byModel.map(({ model, composite }) => ({ model, estimate: composite }));
  return (
    <>
      {wins.some(({ estimate }) => estimate.n > 0) && (
        <ModelPlot
          models={wins}
          hrefOf={props.hrefOf}
          what="comparisons"
          unit="decided comparison"
          as="percent"
          definition={s.winDefinition}
          axis={s.winAxis}
          target={{ value: 0.5, label: s.even }}
        />
      )}
      {scores.some(({ estimate }) => estimate.n > 0) && (
        <ModelPlot
          models={scores}
          hrefOf={props.hrefOf}
          what="score"
          unit="task"
          as="fraction"
          definition={s.modelDefinition}
          axis={s.compositeAxis}
        />
      )}
    </>
  );
}

function ModelPlot(props: {
  readonly models: readonly {
    readonly model: string;
    readonly estimate: EstimateLike & { readonly n: number };
  }[];
  readonly hrefOf: (model: string) => string;
  readonly what: string;
  readonly unit: string;
  readonly as: Show;
  readonly definition: string;
  readonly axis: string;
  readonly target?: { readonly value: number; readonly label: string };
}) {
  const { models, as } = props;
  const rows = models.map(({ model, estimate }) => ({
    key: model,
    label: model,
    estimate,
    counts: plural(estimate.n, props.unit),
    href: props.hrefOf(model),
  }));
  return (
    <PlotFigure
      title={modelFinding(rows, props.what)}
      sub={plotTexts.models(models.length)}
      definition={props.definition}
      docs="statistics#rubric-scores"
      fileName={`models-${props.what}`}
      table={{
        head: plotTexts.modelHead(props.axis),
        rows: models.map(({ model, estimate }) => [
          model,
          ...[estimate.value, estimate.interval?.low, estimate.interval?.high].map((value) =>
            value == null ? null : shown(value, as),
          ),
          estimate.n,
          estimate.undefinedBecause ?? '',
        ]),
      }}
    >
      {(width) => (
        <ForestPlot
          width={width}
          rows={rows}
          domain={[0, 1]}
          axis={props.axis}
          as={as}
          {...(props.target !== undefined && { target: props.target })}
        />
      )}
    </PlotFigure>
  );
}
