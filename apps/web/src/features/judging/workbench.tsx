import { ActionIcon, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type Answering, type Bench, stopAt } from './answering.ts';
import { missingAnswers } from './answers.ts';
import { AnswersZone } from './answers-zone.tsx';
import type { Assignment } from './assignment.ts';
import { askedCells, stopsOf } from './cells.ts';
import { ConversationZone } from './conversation-zone.tsx';
import { PreferenceScale } from './preference-scale.tsx';
import { RubricPanel } from './rubric-panel.tsx';
import { strings } from './strings.ts';
import type { ExamplesOf } from './use-tier-examples.ts';
import classes from './workbench.module.css';

/** The three zones of one task: conversation, answers, rubric. On a narrow screen the rubric is a sheet. */
export function Workbench(props: {
  readonly bench: Bench;
  readonly examplesOf: ExamplesOf;
  readonly readOnly: boolean;
  readonly difference: boolean;
  readonly onDifference: () => void;
  readonly onAct: (act: Answering) => void;
  /** above the zones: what has to be said about this task */
  readonly notice?: ReactNode;
  /** below the rubric: note and actions */
  readonly foot: ReactNode;
}) {
  const { bench, readOnly, onAct } = props;
  const { assignment, answers } = bench;
  const [sheet, setSheet] = useState(false);
  const stop = stopAt(bench);
  const stops = stopsOf(assignment);
  const done = stops.length - missingAnswers(assignment, answers).length;
  const rated = askedCells(assignment).length > 0;
  const layout = layoutOf(assignment, rated);
  const scale = assignment.kind === 'PAIRWISE' && (
    <PreferenceScale
      assignment={assignment}
      preference={answers.preference}
      focused={stop?.kind === 'PREFERENCE' && !readOnly}
      missing={bench.showMissing && answers.preference === null}
      readOnly={readOnly}
      onFocus={() => onAct({ type: 'focus-set', focus: 0 })}
      onAct={onAct}
    />
  );
  return (
    <div className={classes.bench} data-layout={layout}>
      {props.notice}
      <div className={classes.zones}>
        <section className={classes.conversation} aria-label={strings.page.conversation}>
          <ConversationZone
            assignment={assignment}
            messageId={stop?.kind === 'CELL' ? stop.cell.messageId : null}
          />
        </section>
        {assignment.responses.length > 0 && (
          <section className={classes.answers} aria-label={strings.page.answers}>
            <AnswersZone
              assignment={assignment}
              preference={answers.preference}
              difference={props.difference}
              onDifference={props.onDifference}
            />
            {rated && scale}
          </section>
        )}
        <section
          className={classes.rubric}
          aria-label={rated ? strings.page.rubric : strings.page.verdict}
          data-sheet={sheet || bench.showMissing || !rated ? 'open' : 'closed'}
        >
          {rated ? (
            <>
              <div className={classes.handle}>
                <Text size="sm" fw={600}>
                  {strings.page.rubric}
                </Text>
                <Text size="sm" c="dimmed">
                  {strings.rubric.answered(done, stops.length)}
                </Text>
                <ActionIcon
                  ms="auto"
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-expanded={sheet}
                  aria-label={sheet ? strings.rubric.closeSheet : strings.rubric.openSheet}
                  onClick={() => setSheet(!sheet)}
                >
                  {sheet ? <IconChevronDown size={18} /> : <IconChevronUp size={18} />}
                </ActionIcon>
              </div>
              <div className={classes.panel}>
                <RubricPanel
                  bench={bench}
                  examplesOf={props.examplesOf}
                  readOnly={readOnly}
                  onAct={onAct}
                />
              </div>
            </>
          ) : (
            scale
          )}
          <div className={classes.foot}>{props.foot}</div>
        </section>
      </div>
    </div>
  );
}

type Layout = 'CONVERSATION' | 'RATING' | 'COMPARISON' | 'RATED_COMPARISON';

/** How the zones are laid out depends on what there is to see and to answer. */
function layoutOf({ responses }: Assignment, rated: boolean): Layout {
  if (responses.length === 0) return 'CONVERSATION';
  if (responses.length === 1) return 'RATING';
  return rated ? 'RATED_COMPARISON' : 'COMPARISON';
}
