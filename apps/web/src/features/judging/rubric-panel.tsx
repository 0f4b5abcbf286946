import { useState } from 'react';
import type { Answering, Bench } from './answering.ts';
import { missingAnswers } from './answers.ts';
import { stopsOf } from './cells.ts';
import { DimensionRow, type RowCell } from './dimension-row.tsx';
import { liveScore, weightShares } from './live-score.ts';
import classes from './rubric-panel.module.css';
import { ScoreSummary } from './score-summary.tsx';
import { TierGuide } from './tier-guide.tsx';
import { cellTitle, targetTitle } from './titles.ts';
import type { ExamplesOf } from './use-tier-examples.ts';

/** The tier that is pointed at, wherever the keyboard stands. */
interface Preview {
  readonly dimensionKey: string;
  readonly tier: number;
}

/** Every dimension with its tiers, what the tier pointed at means, and the score so far. */
export function RubricPanel(props: {
  readonly bench: Bench;
  readonly examplesOf: ExamplesOf;
  readonly readOnly: boolean;
  readonly onAct: (act: Answering) => void;
}) {
  const { bench, readOnly, onAct } = props;
  const { assignment, answers } = bench;
  const [preview, setPreview] = useState<Preview | null>(null);
  const score = liveScore(assignment, answers);
  const shares = weightShares(assignment);
  const missing = new Set(
    missingAnswers(assignment, answers).map((entry) =>
      entry.kind === 'CELL' ? entry.cell.key : '',
    ),
  );
  const stop = stopsOf(assignment)[bench.focus];
  const focusedCell = stop?.kind === 'CELL' ? stop.cell : null;
  const shown = assignment.dimensions.find(
    ({ dimension }) => dimension.key === (preview?.dimensionKey ?? focusedCell?.dimension.key),
  )?.dimension;
  const focusedAnswer = focusedCell === null ? undefined : answers.cells[focusedCell.key];
  const chosenTier =
    focusedAnswer === undefined || focusedAnswer === 'NOT_APPLICABLE' ? null : focusedAnswer.tier;

  return (
    <div className={classes.panel}>
      <div className={classes.rows}>
        {rowsOf(bench).map((row) => (
          <section key={row.key} aria-label={row.heading ?? undefined}>
            {row.heading !== null && <h3 className={classes.heading}>{row.heading}</h3>}
            <DimensionRow
              assignment={assignment}
              dimension={row.dimension}
              share={shares.get(row.dimension.key) ?? 0}
              scored={score.scored?.dimensions.find(({ key }) => key === row.dimension.key) ?? null}
              cells={row.cells.map(({ cell, at, mark }) => ({
                cell,
                mark,
                name: cellTitle(assignment, cell),
                answer: answers.cells[cell.key],
                focused: at === bench.focus && !readOnly,
                missing: bench.showMissing && missing.has(cell.key),
                onFocus: () => onAct({ type: 'focus-set', focus: at }),
              }))}
              readOnly={readOnly}
              onAct={onAct}
              onPreview={(tier) =>
                setPreview(tier === null ? null : { dimensionKey: row.dimension.key, tier })
              }
            />
          </section>
        ))}
      </div>
      <div className={classes.guide}>
        {shown !== undefined && (
          <TierGuide
            dimension={shown}
            examplesOf={props.examplesOf}
            tier={preview?.tier ?? chosenTier}
            redLines={assignment.rubricVersion.redLines.filter(
              ({ dimensionKey }) => dimensionKey === shown.key,
            )}
            assignment={assignment}
          />
        )}
      </div>
      <ScoreSummary assignment={assignment} score={score} />
    </div>
  );
}

interface Row {
  readonly key: string;
  /** the turn the rows below are about, above the first of them */
  readonly heading: string | null;
  readonly dimension: RowCell['cell']['dimension'];
  readonly cells: readonly (Pick<RowCell, 'cell' | 'mark'> & { readonly at: number })[];
}

/** One row for each dimension; for dimensions of turns one for each turn, under the turn's heading. */
function rowsOf({ assignment }: Bench): readonly Row[] {
  const rows: Row[] = [];
  let turn: string | null = null;
  stopsOf(assignment).forEach((stop, at) => {
    if (stop.kind !== 'CELL') return;
    const { cell } = stop;
    const last = rows.at(-1);
    if (cell.responseId !== null && last?.dimension.key === cell.dimension.key) {
      rows[rows.length - 1] = { ...last, cells: [...last.cells, { cell, at, mark: markOf(last) }] };
      return;
    }
    const heading = cell.messageId === turn ? null : targetTitle(assignment, cell);
    turn = cell.messageId;
    const several = cell.responseId !== null && assignment.responses.length > 1;
    rows.push({
      key: cell.key,
      heading: cell.messageId === null ? null : heading,
      dimension: cell.dimension,
      cells: [{ cell, at, mark: several ? '1' : null }],
    });
  });
  return rows;
}

function markOf(row: Row): string {
  return String(row.cells.length + 1);
}
