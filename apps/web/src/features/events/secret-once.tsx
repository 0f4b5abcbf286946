import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyField } from '../../components/copy-field.tsx';
import { strings as s } from './strings.ts';

/** Shows a secret for the one time that it is known, until it is said to be copied. */
export function SecretOnce(props: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Modal
      opened
      centered
      size="lg"
      title={s.onceTitle}
      onClose={props.onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Text>{s.onceLong}</Text>
        <CopyField label={s.secret} value={props.secret} />
        <Group justify="flex-end">
          <Button onClick={props.onClose}>{s.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
