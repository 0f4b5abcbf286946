import type { ScoredDimension } from '@assay/scoring/rubrics/score-judgment';
import { IconAlertOctagon } from '@tabler/icons-react';
import { shown } from '../../components/figures.ts';
import type { Answering } from './answering.ts';
import type { CellAnswer } from './answers.ts';
import type { Assignment, Dimension } from './assignment.ts';
import type { Cell } from './cells.ts';
import classes from './dimension-row.module.css';
import { strings } from './strings.ts';
import { TierControl } from './tier-control.tsx';
import { redLineTitle } from './titles.ts';

export interface RowCell {
  readonly cell: Cell;
  readonly mark: string | null;
  readonly name: string;
  readonly answer: CellAnswer | undefined;
  readonly focused: boolean;
  readonly missing: boolean;
  readonly onFocus: () => void;
}

/** One dimension: its name, weight, what it adds to the score, and its tiers for each target. */
export function DimensionRow(props: {
  readonly assignment: Assignment;
  readonly dimension: Dimension;
  /** of the whole weight, in [0, 1] */
  readonly share: number;
  /** null until it is answered */
  readonly scored: ScoredDimension | null;
  readonly cells: readonly RowCell[];
  readonly readOnly: boolean;
  readonly onAct: (act: Answering) => void;
  readonly onPreview: (tier: number | null) => void;
}) {
  const { assignment, dimension, scored, cells, onAct } = props;
  const redLines = assignment.rubricVersion.redLines.filter(
    ({ dimensionKey }) => dimensionKey === dimension.key,
  );
  const redTier = redLines.reduce<number | null>(
    (highest, { atOrBelowTier }) => Math.max(highest ?? 0, atOrBelowTier ?? 0),
    null,
  );
  const marked = redLines.length > 0 || dimension.critical;
  return (
    <div
      className={classes.row}
      data-focused={cells.some(({ focused }) => focused) || undefined}
      data-red={marked || undefined}
    >
      <div className={classes.head}>
        <span className={classes.label}>{dimension.label}</span>
        {marked && (
          <span
            className={classes.red}
            title={redLines.map((line) => redLineTitle(assignment, line)).join(' ')}
          >
            <IconAlertOctagon size={13} aria-hidden />
            {redLines.length > 0 ? strings.redLine.label : strings.rubric.critical}
          </span>
        )}
        <span
          className={classes.weight}
          title={strings.rubric.weight(shown(props.share, 'percent'))}
        >
          {shown(props.share, 'percent')}
        </span>
        <Contribution scored={scored} />
      </div>
      {cells.map(({ cell, ...shown }) => (
        <TierControl
          key={cell.key}
          {...shown}
          dimension={dimension}
          redTier={redTier}
          readOnly={props.readOnly}
          onChoose={(tier) => onAct({ type: 'tier-chosen', cellKey: cell.key, tier })}
          onNotApplicable={() => onAct({ type: 'not-applicable-toggled', cellKey: cell.key })}
          onPreview={props.onPreview}
        />
      ))}
      {cells.some(({ missing }) => missing) && (
        <p className={classes.missing}>{strings.rubric.notAnswered}</p>
      )}
    </div>
  );
}

function Contribution({ scored }: { readonly scored: ScoredDimension | null }) {
  const contribution = scored?.contribution ?? null;
  if (contribution === null) return <span className={classes.contribution}>—</span>;
  if (scored?.failed)
    return (
      <span className={classes.contribution} title={strings.rubric.failed} data-failed>
        {shown(0, 'fraction')}
      </span>
    );
  return (
    <span
      className={classes.contribution}
      title={strings.rubric.contribution(shown(contribution, 'fraction'))}
    >
      +{shown(contribution, 'fraction')}
    </span>
  );
}
