import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyField } from './copy-field.tsx';

interface Texts {
  readonly onceTitle: string;
  readonly onceLong: string;
  readonly secret: string;
  readonly done: string;
}

/** Shows a secret for the one time that it is known, until it is said to be copied. */
export function SecretOnce(props: {
  readonly texts: Texts;
  readonly secret: string;
  readonly onClose: () => void;
  /** How it is used, below it. */
  readonly children?: ReactNode;
}) {
  const { texts, secret, onClose, children } = props;
  return (
    <Modal
      opened
      centered
      size="lg"
      title={texts.onceTitle}
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Text>{texts.onceLong}</Text>
        <CopyField label={texts.secret} value={secret} />
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose}>{texts.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
