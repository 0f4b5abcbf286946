import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconFlag,
  IconKeyboard,
  IconPlayerSkipForward,
} from '@tabler/icons-react';
import { KeyHint } from './key-hint.tsx';
import { strings } from './strings.ts';
import classes from './submit-bar.module.css';

/** What can be done with the task as a whole; every key has its button here. */
export function SubmitBar(props: {
  /** in words, or null where nothing is missing or it has not been asked */
  readonly missing: string | null;
  readonly revising: boolean;
  readonly flags: number;
  /** null where a judgment is revised: that cannot be skipped */
  readonly onSkip: (() => void) | null;
  readonly onUndo: (() => void) | null;
  readonly onFlag: () => void;
  readonly onKeys: () => void;
  readonly onSubmit: () => void;
}) {
  const { actions } = strings;
  return (
    <div className={classes.bar}>
      <p className={classes.missing} role="status">
        {props.missing}
      </p>
      <div className={classes.buttons}>
        {props.onSkip !== null && (
          <Button
            variant="default"
            size="compact-sm"
            fw={500}
            leftSection={<IconPlayerSkipForward size={14} aria-hidden />}
            rightSection={<KeyHint>s</KeyHint>}
            aria-keyshortcuts="S"
            onClick={props.onSkip}
          >
            {actions.skip}
          </Button>
        )}
        <Button
          {...(props.flags > 0 ? { variant: 'light', color: 'orange' } : { variant: 'default' })}
          size="compact-sm"
          fw={500}
          leftSection={<IconFlag size={14} aria-hidden />}
          rightSection={<KeyHint>f</KeyHint>}
          aria-keyshortcuts="F"
          onClick={props.onFlag}
        >
          {props.flags > 0 ? actions.flagCount(props.flags) : actions.flag}
        </Button>
        {props.onUndo !== null && (
          <Button
            variant="default"
            size="compact-sm"
            fw={500}
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            rightSection={<KeyHint>u</KeyHint>}
            aria-keyshortcuts="U"
            onClick={props.onUndo}
          >
            {actions.undo}
          </Button>
        )}
        <Tooltip label={`${actions.keys} (?)`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={actions.keys}
            aria-keyshortcuts="?"
            onClick={props.onKeys}
          >
            <IconKeyboard size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Button
          className={classes.submit ?? ''}
          rightSection={<KeyHint>↵</KeyHint>}
          aria-keyshortcuts="Enter"
          onClick={props.onSubmit}
        >
          {props.revising ? actions.submitRevision : actions.submit}
        </Button>
      </div>
    </div>
  );
}
