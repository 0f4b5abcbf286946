import { Anchor, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { AppLink } from '../../components/app-link.tsx';
import { EstimateText } from '../../components/estimate-text.tsx';
import { shown } from '../../components/figures.ts';
import classes from './figure-tiles.module.css';
import { strings as s } from './strings.ts';

const FigureTiles_project = graphql(`
  fragment FigureTiles_project on Project {
    targetAgreement
    progress {
      tasks
      tasksComplete
      tasksOnHold
      tasksSkippedByAll
      slotsPlanned
      slotsLeased
      slotsSubmitted
      annotators
    }
    scores {
      composite {
        value
        n
        undefinedBecause
        interval {
          low
          high
          level
        }
      }
      redLineRate {
        value
        n
        undefinedBecause
        interval {
          low
          high
          level
        }
      }
    }
    agreements {
      value
    }
  }
`);

/** The four figures a lead looks at first, each with what stands behind it. */
export function FigureTiles(props: {
  readonly project: FragmentType<typeof FigureTiles_project>;
  readonly base: string;
}) {
  const { progress, scores, agreements, targetAgreement } = readFragment(
    FigureTiles_project,
    props.project,
  );
  const { base } = props;
  const defined = agreements.filter(({ value }) => value != null);
  const met = defined.filter(({ value }) => (value ?? 0) >= targetAgreement).length;
  return (
    <div className={classes.tiles}>
      <Tile label={s.progress}>
        <ProgressText {...progress} />
        {progress.tasksSkippedByAll > 0 && (
          <Small href={`${base}/tasks?state=SKIPPED_BY_ALL`}>
            {s.tasksSkipped(progress.tasksSkippedByAll)}
          </Small>
        )}
      </Tile>
      <Tile label={s.composite}>
        <EstimateText large estimate={scores.composite} counts={s.ratedTasks(scores.composite.n)} />
        {scores.composite.n > 0 && <Small href={`${base}/judgments?from=0&to=1`}>{s.behind}</Small>}
      </Tile>
      <Tile label={s.agreement}>
        <div className={classes.figure}>
          {defined.length === 0 ? '—' : s.metOf(met, defined.length)}
        </div>
        <Text size="xs" c="dimmed">
          {defined.length === 0
            ? s.noAgreement
            : s.atLeast(shown(targetAgreement, 'fraction'), progress.annotators)}
        </Text>
        <Small href={`${base}/quality`}>{s.byDimension}</Small>
      </Tile>
      <Tile label={s.redLines}>
        <EstimateText
          large
          as="percent"
          estimate={scores.redLineRate}
          counts={s.judgedTasks(scores.redLineRate.n)}
        />
        {progress.tasksOnHold > 0 && (
          <Small href={`${base}/tasks?state=ON_HOLD`}>{s.tasksOnHold(progress.tasksOnHold)}</Small>
        )}
      </Tile>
    </div>
  );
}

function ProgressText(props: {
  readonly slotsPlanned: number;
  readonly slotsSubmitted: number;
  readonly slotsLeased: number;
  readonly tasks: number;
  readonly tasksComplete: number;
}) {
  const { slotsPlanned, slotsSubmitted, slotsLeased, tasks, tasksComplete } = props;
  const percent = slotsPlanned === 0 ? 0 : Math.round((100 * slotsSubmitted) / slotsPlanned);
  return (
    <>
      <div className={classes.figure}>{percent} %</div>
      <Progress value={percent} size="sm" my={3} aria-label={s.progress} />
      <Text size="xs" c="dimmed">
        {[
          s.progressOf(slotsSubmitted, slotsPlanned),
          s.tasksOf(tasksComplete, tasks),
          ...(slotsLeased > 0 ? [s.inWork(slotsLeased)] : []),
        ].join(', ')}
      </Text>
    </>
  );
}

function Tile(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={classes.tile} aria-label={props.label}>
      <p className={classes.label}>{props.label}</p>
      {props.children}
    </section>
  );
}

function Small(props: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Anchor size="xs" renderRoot={(root) => <AppLink {...root} href={props.href} />}>
      {props.children}
    </Anchor>
  );
}
