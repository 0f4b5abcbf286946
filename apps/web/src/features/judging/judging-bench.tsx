import { type ReactNode, useRef, useState } from 'react';
import type { Answering, Bench } from './answering.ts';
import { missingAnswers } from './answers.ts';
import type { SkipReason } from './assignment.ts';
import { FlagDialog } from './flag-dialog.tsx';
import { answeringOf, type KeyCommand } from './key-map.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { NoteField } from './note-field.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import { SubmitBar } from './submit-bar.tsx';
import { missingTitle } from './titles.ts';
import { useKeyboard } from './use-keyboard.ts';
import { useTierExamples } from './use-tier-examples.ts';
import { Workbench } from './workbench.tsx';

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
  const close = () => setDialog(null);

  function onCommand(command: KeyCommand) {
    const act = answeringOf(command);
    if (act !== null) return onAct(act);
    switch (command.type) {
      case 'submit':
        return props.onSubmit();
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
