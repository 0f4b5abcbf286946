import { useMutation } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { newKey } from '../../api/outcome.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { strings as s } from './strings.ts';
import type { ProjectName, SubscriptionDraft } from './subscription-fields.tsx';

const SendTestEvent = graphql(`
  mutation SendTestEvent($input: SendTestEventInput!) {
    sendTestEvent(input: $input) {
      __typename
      ... on SendTestEventPayload {
        eventDelivery {
          id
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);
const DisableEventSubscription = graphql(`
  mutation DisableEventSubscription($input: DisableEventSubscriptionInput!) {
    disableEventSubscription(input: $input) {
      __typename
      ... on DisableEventSubscriptionPayload {
        eventSubscription {
          id
          disabledAt
          disabledBecause
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);
const EnableEventSubscription = graphql(`
  mutation EnableEventSubscription($input: EnableEventSubscriptionInput!) {
    enableEventSubscription(input: $input) {
      __typename
      ... on EnableEventSubscriptionPayload {
        eventSubscription {
          id
          disabledAt
          disabledBecause
          failingSince
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);

/** What one can do with a subscription. */
export function SubscriptionActions(props: {
  readonly id: string;
  readonly known: SubscriptionDraft;
  readonly isEnabled: boolean;
  readonly projects: readonly ProjectName[];
  readonly onChange: () => void;
}) {
  const { id, known, isEnabled, projects, onChange } = props;
  const [asking, setAsking] = useState<'EDIT' | 'ROTATE' | 'DISABLE' | null>(null);
  const [test, testing] = useMutation(SendTestEvent);
  const [disable, disabling] = useMutation(DisableEventSubscription);
  const [enable, enabling] = useMutation(EnableEventSubscription);
  const input = { eventSubscriptionId: id };
  const close = () => setAsking(null);

  /** Tells what went wrong, or else the message. */
  function tell(outcome: Awaited<ReturnType<typeof attempt>>, message?: string) {
    if (!outcome.ok) notifications.show({ message: outcome.problem.message, color: 'red' });
    else if (message !== undefined) notifications.show({ message });
    onChange();
  }
  async function sendTest() {
    const variables = { input: { ...input, idempotencyKey: newKey() } };
    tell(await attempt(async () => (await test({ variables })).data?.sendTestEvent), s.tested);
  }
  async function turnOff() {
    const variables = { input };
    tell(await attempt(async () => (await disable({ variables })).data?.disableEventSubscription));
    close();
  }
  async function turnOn() {
    const variables = { input };
    tell(await attempt(async () => (await enable({ variables })).data?.enableEventSubscription));
  }
  const button = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <Group gap="xs">
      {isEnabled && (
        <Button {...button} loading={testing.loading} onClick={() => void sendTest()}>
          {s.test}
        </Button>
      )}
      <Button {...button} onClick={() => setAsking('EDIT')}>
        {s.edit}
      </Button>
      <Button {...button} onClick={() => setAsking('ROTATE')}>
        {s.rotate}
      </Button>
      {isEnabled ? (
        <Button {...button} color="red" onClick={() => setAsking('DISABLE')}>
          {s.disable}
        </Button>
      ) : (
        <Button {...button} loading={enabling.loading} onClick={() => void turnOn()}>
          {s.enable}
        </Button>
      )}
      {asking === 'EDIT' && (
        <EditDialog id={id} known={known} projects={projects} onClose={close} />
      )}
      {asking === 'ROTATE' && <RotateDialog id={id} name={known.name} onClose={close} />}
      <ConfirmDialog
        opened={asking === 'DISABLE'}
        title={s.disableOf(known.name)}
        name={null}
        confirm={s.disable}
        busy={disabling.loading}
        onConfirm={() => void turnOff()}
        onClose={close}
      >
        {s.disableLong}
      </ConfirmDialog>
    </Group>
  );
}
