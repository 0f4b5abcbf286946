import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Answering, Bench } from './answering.ts';
import { missingAnswers } from './answers.ts';
import type { SkipReason } from './assignment.ts';
import { FlagDialog } from './flag-dialog.tsx';
import type { KeyCommand } from './key-map.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { NoteField } from './note-field.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import { SubmitBar } from './submit-bar.tsx';
import { missingTitle } from './titles.ts';
import { useKeyboard } from './use-keyboard.ts';
import { useTierExamples } from './use-tier-examples.ts';
import { Workbench } from './workbench.tsx';

/** A task fresh on the bench takes no Enter for so long: it may have been meant for the one before. */
const settleMs = 300;

/** One task with everything to answer it, by keyboard and by mouse. */
export function JudgingBench(props: {
  readonly bench: Bench;
  readonly readOnly: boolean;
  readonly revising: boolean;
  readonly notice: ReactNode;
  readonly onAct: (act: Answering) => void;
  readonly onSubmit: () => void;
  readonly onSkip: ((reason: SkipReason, note: string) => void) | null;
  readonly onUndo: (() => void) | null;
}) {
  const { bench, readOnly, onAct } = props;
  const { assignment, answers } = bench;
  const [dialog, setDialog] = useState<'SKIP' | 'FLAG' | 'KEYS' | null>(null);
  const [difference, setDifference] = useState(false);
  const examplesOf = useTierExamples(assignment.rubricVersion.id);
  const note = useRef<HTMLTextAreaElement>(null);
  const shown = useRef({ id: '', at: 0 });
  useEffect(() => {
    shown.current = { id: assignment.id, at: performance.now() };
  }, [assignment.id]);
  const close = () => setDialog(null);

  function onCommand(command: KeyCommand) {
    switch (command.type) {
      case 'side':
        return onAct({ type: 'side-pressed', side: command.side, stronger: command.stronger });
      case 'verdict':
        return onAct({ type: 'verdict-chosen', verdict: command.verdict });
      case 'digit':
        return onAct({ type: 'digit-pressed', digit: command.digit });
      case 'not-applicable':
        return onAct({ type: 'not-applicable-pressed' });
      case 'move':
        return onAct({ type: 'focus-moved', by: command.by });
      case 'nudge':
        return onAct({ type: 'nudged', by: command.by });
      case 'submit':
        if (performance.now() - shown.current.at > settleMs) props.onSubmit();
        return;
      case 'skip':
        if (props.onSkip !== null) setDialog('SKIP');
        return;
      case 'flag':
        return setDialog('FLAG');
      case 'keys':
        return setDialog('KEYS');
      case 'note':
        return note.current?.focus();
      case 'undo':
        return props.onUndo?.();
      case 'difference':
        return setDifference(!difference && assignment.responses.length === 2);
      case 'leave-field':
        // Out of the note: the keys are the page's again.
        return note.current?.blur();
    }
  }
  useKeyboard(
    {
      kind: assignment.kind,
      allowBothGood: assignment.allowBothGood,
      dialogOpen: dialog !== null,
      readOnly,
    },
    onCommand,
  );

  return (
    <>
      <Workbench
        key={assignment.id}
        bench={bench}
        examplesOf={examplesOf}
        readOnly={readOnly}
        difference={difference}
        onDifference={() => setDifference(!difference)}
        onAct={onAct}
        notice={props.notice}
        foot={
          <>
            <NoteField
              value={answers.note}
              readOnly={readOnly}
              fieldRef={note}
              onChange={(text) => onAct({ type: 'note-changed', note: text })}
            />
            {!readOnly && (
              <SubmitBar
                missing={
                  bench.showMissing
                    ? missingTitle(assignment, missingAnswers(assignment, answers))
                    : null
                }
                revising={props.revising}
                flags={answers.flags.length}
                onSkip={props.onSkip === null ? null : () => setDialog('SKIP')}
                onUndo={props.onUndo}
                onFlag={() => setDialog('FLAG')}
                onKeys={() => setDialog('KEYS')}
                onSubmit={props.onSubmit}
              />
            )}
          </>
        }
      />
      <SkipDialog
        opened={dialog === 'SKIP'}
        onClose={close}
        onSkip={(reason, text) => {
          close();
          props.onSkip?.(reason, text);
        }}
      />
      <FlagDialog
        opened={dialog === 'FLAG'}
        assignment={assignment}
        flags={answers.flags}
        onAct={onAct}
        onClose={close}
      />
      <KeysDialog opened={dialog === 'KEYS'} assignment={assignment} onClose={close} />
    </>
  );
}
