import { Button, TextInput } from '@mantine/core';
import type { Answering } from './answering.ts';
import { type Assignment, type Flag, flagKinds } from './assignment.ts';
import { ChoiceDialog } from './choice-dialog.tsx';
import { strings } from './strings.ts';
import { redLineTitle } from './titles.ts';

const noteMax = 2000;

/** Sets and clears flags, each with a note; says which of them is a red line. */
export function FlagDialog(props: {
  readonly opened: boolean;
  readonly assignment: Assignment;
  readonly flags: readonly Flag[];
  readonly onAct: (act: Answering) => void;
  readonly onClose: () => void;
}) {
  const redLines = props.assignment.rubricVersion.redLines.filter(({ flag }) => flag !== null);
  return (
    <ChoiceDialog
      opened={props.opened}
      title={strings.flag.title}
      hint={[
        strings.flag.hint,
        ...redLines.map((line) => redLineTitle(props.assignment, line)),
      ].join(' ')}
      choices={flagKinds.map((value) => ({
        value,
        label: strings.flags[value],
        marked: props.flags.some(({ kind }) => kind === value),
      }))}
      onChoose={(kind) => props.onAct({ type: 'flag-toggled', kind })}
      onClose={props.onClose}
    >
      {props.flags.map(({ kind, note }) => (
        <TextInput
          key={kind}
          mt="sm"
          label={strings.flag.note(strings.flags[kind])}
          value={note}
          maxLength={noteMax}
          onChange={(event) =>
            props.onAct({ type: 'flag-noted', kind, note: event.currentTarget.value })
          }
        />
      ))}
      <Button mt="md" fullWidth variant="default" onClick={props.onClose}>
        {strings.flag.done}
      </Button>
    </ChoiceDialog>
  );
}
