import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';

/** Asks before something that cannot be undone; where its object has a name, that must be typed. */
export function ConfirmDialog(props: {
  readonly opened: boolean;
  readonly title: string;
  /** What must be typed: the name of what is changed; null to ask only. */
  readonly name: string | null;
  /** What will happen, and what will stay. */
  readonly children: ReactNode;
  readonly confirm: string;
  readonly busy?: boolean;
  readonly problem?: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const matches = props.name === null || typed.trim() === props.name.trim();
  function close() {
    setTyped('');
    props.onClose();
  }
  return (
    <Modal opened={props.opened} onClose={close} title={props.title} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (matches) props.onConfirm();
        }}
      >
        <Stack gap="sm">
          <Text component="div">{props.children}</Text>
          {props.name !== null && (
            <TextInput
              label={
                <>
                  Type <b>{props.name}</b> to go on
                </>
              }
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={props.problem}
              autoComplete="off"
              data-autofocus
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" color="red" disabled={!matches} loading={props.busy === true}>
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
