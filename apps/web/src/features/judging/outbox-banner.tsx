import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { type Outbox, refusals, unsent } from './outbox.ts';
import { strings } from './strings.ts';

/** Says plainly what is not on the server yet, and what the server did not take. Silent when all is well. */
export function OutboxBanner(props: {
  readonly outbox: Outbox;
  readonly onSendNow: () => void;
  readonly onDismiss: (key: string) => void;
}) {
  const online = useOnline();
  const { outbox } = props;
  const waiting = unsent(outbox).length;
  const stuck = waiting > 0 && (outbox.trouble !== null || !online);
  const text = strings.outbox;
  return (
    <div aria-live="polite">
      {!online && waiting === 0 && (
        <Alert color="yellow" icon={<IconCloudOff size={18} />} p="xs" radius={0}>
          {text.offline}
        </Alert>
      )}
      {stuck && (
        <Alert color="yellow" icon={<IconCloudUp size={18} />} p="xs" radius={0}>
          <Group gap="sm" justify="space-between">
            <Text size="sm">
              <strong>{text.waiting(waiting)}.</strong> {text.why[outbox.trouble ?? 'OFFLINE']}{' '}
              {text.kept}
            </Text>
            <Button size="compact-sm" variant="default" onClick={props.onSendNow}>
              {text.sendNow}
            </Button>
          </Group>
        </Alert>
      )}
      {refusals(outbox).map(({ key, title, state }) => (
        <Alert key={key} color="red" icon={<IconAlertTriangle size={18} />} p="xs" radius={0}>
          <Group gap="sm" justify="space-between">
            <Text size="sm">
              {state.type === 'REFUSED' && state.code !== 'LEASE_EXPIRED'
                ? text.refused(title, state.message)
                : text.leaseExpired(title)}
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => props.onDismiss(key)}>
              {text.dismiss}
            </Button>
          </Group>
        </Alert>
      ))}
    </div>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(watchConnection, () => navigator.onLine);
}

function watchConnection(callback: () => void) {
  addEventListener('online', callback);
  addEventListener('offline', callback);
  return () => {
    removeEventListener('online', callback);
    removeEventListener('offline', callback);
  };
}
