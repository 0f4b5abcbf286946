import type { Composite } from '@assay/scoring/rubrics/score-judgment';
import { IconAlertOctagon } from '@tabler/icons-react';
import { shown } from '../../components/figures.ts';
import type { Assignment } from './assignment.ts';
import { askedCells } from './cells.ts';
import type { LiveScore } from './live-score.ts';
import classes from './score-summary.module.css';
import { strings } from './strings.ts';
import { redLineTitle } from './titles.ts';

/** The score of the answers so far, what each dimension adds, and the red lines that were crossed. */
export function ScoreSummary(props: {
  readonly assignment: Assignment;
  readonly score: LiveScore;
}) {
  const { assignment, score } = props;
  if (askedCells(assignment).length === 0) return null;
  const { scored } = score;
  const responses = assignment.responses.length > 1 ? (scored?.responses ?? []) : [];
  return (
    <div className={classes.summary}>
      <div className={classes.line}>
        <span className={classes.name}>
          {score.complete ? strings.rubric.composite : strings.rubric.compositeSoFar}
        </span>
        {scored === null ? (
          <span className={classes.none}>{strings.rubric.compositeNone}</span>
        ) : (
          <Figure score={scored} large />
        )}
      </div>
      {scored !== null && (
        <div className={classes.bar} aria-hidden>
          {scored.dimensions.map(({ key, contribution, failed }) => (
            <span
              key={key}
              data-failed={failed || scored.composite === 0 || undefined}
              style={{ width: `${(contribution ?? 0) * 100}%` }}
            />
          ))}
        </div>
      )}
      {responses.length > 0 && (
        <div className={classes.responses}>
          {responses.map((response, position) => (
            <span key={response.responseId} className={classes.line}>
              <span className={classes.name}>{strings.response.name(position + 1)}</span>
              <Figure score={response} />
            </span>
          ))}
        </div>
      )}
      <div role="status">
        {scored?.redLinesHit.map((line) => (
          <p key={redLineTitle(assignment, line)} className={classes.red}>
            <IconAlertOctagon size={15} aria-hidden />
            <span>
              <strong>{strings.redLine.crossed}.</strong> {redLineTitle(assignment, line)}{' '}
              {strings.redLine.hold}
            </span>
          </p>
        ))}
      </div>
    </div>
  );
}

function Figure(props: { readonly score: Composite; readonly large?: boolean }) {
  const { composite, compositeUngated, undefinedBecause } = props.score;
  if (composite === null || compositeUngated === null)
    return (
      <span className={classes.none} title={undefinedBecause}>
        — {props.large && undefinedBecause}
      </span>
    );
  const gated = composite !== compositeUngated;
  return (
    <span className={classes.figure} data-large={props.large} data-gated={gated || undefined}>
      {gated && (
        <span
          className={classes.ungated}
          title={strings.rubric.beforeRedLine(shown(compositeUngated, 'fraction'))}
        >
          {shown(compositeUngated, 'fraction')}
        </span>
      )}
      {shown(composite, 'fraction')}
    </span>
  );
}
