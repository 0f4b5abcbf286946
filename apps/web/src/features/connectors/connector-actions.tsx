import { useMutation } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CredentialDialog } from './credential-dialog.tsx';
import { strings as s } from './strings.ts';

const DisableConnector = graphql(`
  mutation DisableConnector($input: DisableConnectorInput!) {
    disableConnector(input: $input) {
      __typename
      ... on DisableConnectorPayload {
        connector {
          id
          disabledAt
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
const EnableConnector = graphql(`
  mutation EnableConnector($input: EnableConnectorInput!) {
    enableConnector(input: $input) {
      __typename
      ... on EnableConnectorPayload {
        connector {
          id
          disabledAt
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

/** What one can do with a connector besides reading. */
export function ConnectorActions(props: {
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly onChange: () => void;
}) {
  const { id, name, isEnabled, onChange } = props;
  const [asking, setAsking] = useState<'CREDENTIAL' | 'DISABLE' | null>(null);
  const [disable, disabling] = useMutation(DisableConnector);
  const [enable, enabling] = useMutation(EnableConnector);
  const variables = { input: { connectorId: id } };
  const close = () => setAsking(null);

  function tell(outcome: Awaited<ReturnType<typeof attempt>>) {
    if (!outcome.ok) notifications.show({ message: outcome.problem.message, color: 'red' });
    close();
    onChange();
  }
  const turnOff = async () =>
    tell(await attempt(async () => (await disable({ variables })).data?.disableConnector));
  const turnOn = async () =>
    tell(await attempt(async () => (await enable({ variables })).data?.enableConnector));
  const button = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <Group gap="xs">
      <Button {...button} onClick={() => setAsking('CREDENTIAL')}>
        {s.replace}
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
      {asking === 'CREDENTIAL' && <CredentialDialog id={id} name={name} onClose={close} />}
      <ConfirmDialog
        opened={asking === 'DISABLE'}
        title={s.disableOf(name)}
        name={null}
        confirm={s.disable}
        busy={disabling.loading}
        onConfirm={() => void turnOff()}
        onClose={close}
      >
        {s.disableConnectorLong}
      </ConfirmDialog>
    </Group>
  );
}
