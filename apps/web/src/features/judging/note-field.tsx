import { Textarea } from '@mantine/core';
import type { Ref } from 'react';
import { KeyHint } from './key-hint.tsx';
import classes from './note-field.module.css';
import { strings } from './strings.ts';

const noteMax = 5000;

/** The note of a judgment; grows while it is written. */
export function NoteField(props: {
  readonly value: string;
  readonly readOnly: boolean;
  readonly fieldRef: Ref<HTMLTextAreaElement>;
  readonly onChange: (note: string) => void;
}) {
  return (
    <div className={classes.note}>
      <Textarea
        ref={props.fieldRef}
        size="xs"
        aria-label={strings.actions.note}
        aria-keyshortcuts="N"
        placeholder={strings.actions.notePlaceholder}
        rightSection={<KeyHint>n</KeyHint>}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={noteMax}
        dir="auto"
        readOnly={props.readOnly}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </div>
  );
}
