import { Kbd, Modal, Text, UnstyledButton } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import classes from './choice-dialog.module.css';
import { targetOf } from './use-keyboard.ts';

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  /** null where choices are not marked */
  readonly marked: boolean | null;
}

/** A short list to choose from by its numbers, by the arrow keys or by the mouse. */
export function ChoiceDialog<Value extends string>(props: {
  readonly opened: boolean;
  readonly title: string;
  readonly hint: string;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  function onKeyDown(event: KeyboardEvent) {
    if (targetOf(event.target) === 'TEXT' || event.repeat || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      moveWithin(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
    }
    const choice = /^[1-9]$/.test(event.key) ? props.choices[Number(event.key) - 1] : undefined;
    if (choice === undefined) return;
    event.preventDefault();
    props.onChoose(choice.value);
  }

  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      transitionProps={{ duration: 0 }}
      onKeyDown={onKeyDown}
    >
      <Text size="sm" c="dimmed" mb="xs">
        {props.hint}
      </Text>
      <div className={classes.choices}>
        {props.choices.map((choice, position) => (
          <UnstyledButton
            key={choice.value}
            className={classes.choice}
            aria-pressed={choice.marked ?? undefined}
            aria-keyshortcuts={String(position + 1)}
            data-autofocus={position === 0 || undefined}
            data-choice
            onClick={() => props.onChoose(choice.value)}
          >
            <Kbd>{position + 1}</Kbd>
            {choice.label}
          </UnstyledButton>
        ))}
      </div>
      {props.children}
    </Modal>
  );
}

function moveWithin(root: Element, by: 1 | -1) {
  const choices: HTMLElement[] = [...root.querySelectorAll<HTMLElement>('[data-choice]')];
  const at = choices.findIndex((choice) => choice.matches(':focus'));
  choices[(at + by + choices.length) % choices.length]?.focus();
}
