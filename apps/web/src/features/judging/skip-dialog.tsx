import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { type SkipReason, skipReasons } from './assignment.ts';
import { ChoiceDialog } from './choice-dialog.tsx';
import { strings } from './strings.ts';

const noteMax = 2000;

/** Asks why a task is skipped; choosing a reason skips it. */
export function SkipDialog(props: {
  readonly opened: boolean;
  readonly onSkip: (reason: SkipReason, note: string) => void;
  readonly onClose: () => void;
}) {
  const [note, setNote] = useState('');
  return (
    <ChoiceDialog
      opened={props.opened}
      title={strings.skip.title}
      hint={strings.skip.hint}
      choices={skipReasons.map((value) => ({
        value,
        label: strings.skipReasons[value],
        marked: null,
      }))}
      onChoose={(reason) => {
        props.onSkip(reason, note.trim());
        setNote('');
      }}
      onClose={props.onClose}
    >
      <Textarea
        mt="sm"
        label={strings.skip.note}
        value={note}
        maxLength={noteMax}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ChoiceDialog>
  );
}
