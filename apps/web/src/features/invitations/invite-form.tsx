import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { rolesToGive } from '../settings/rules.ts';
import { strings as settings } from '../settings/strings.ts';
import type { Role } from '../tenancy/destinations.ts';
import { strings } from './strings.ts';

const InviteMember = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      __typename
      ... on InviteMemberPayload {
        invitation {
          id
        }
        url
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);
const s = strings.invite;

/** Makes an invitation link and shows it once. */
export function InviteForm(props: { readonly viewerRole: Role; readonly onInvited: () => void }) {
  const roles = rolesToGive(props.viewerRole);
  const [role, setRole] = useState<Role>('ANNOTATOR');
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(InviteMember);

  async function invite(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = { idempotencyKey: key, role, email: email.trim() === '' ? null : email.trim() };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.inviteMember,
    );
    if (outcome.ok || outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    if (!outcome.ok) return setProblem(outcome.problem);
    const { url } = outcome.payload;
    setProblem(url == null ? { code: 'CONFLICT', message: s.replayed } : null);
    setLink(url == null ? null : new URL(url, location.origin).href);
    props.onInvited();
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="invite-title">
      <Stack gap="sm">
        <div>
          <Title order={2} id="invite-title">
            {s.title}
          </Title>
          <Text c="dimmed">{s.lead}</Text>
        </div>
        {problem !== null && at('email') === null && at('role') === null && (
          <Alert color="red" role="alert">
            {problem.message}
          </Alert>
        )}
        {link === null ? (
          <form onSubmit={(event) => void invite(event)}>
            <Group align="flex-start">
              <NativeSelect
                label={s.role}
                description={settings.roles[role][1]}
                value={role}
                error={at('role')}
                w={{ base: '100%', xs: 260 }}
                data={roles.map((value) => ({ value, label: settings.roles[value][0] }))}
                onChange={(event) =>
                  setRole(roles.find((other) => other === event.currentTarget.value) ?? 'ANNOTATOR')
                }
              />
              <TextInput
                type="email"
                label={s.email}
                description={s.emailHint}
                value={email}
                error={at('email')}
                flex={1}
                miw={240}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
            </Group>
            <Button type="submit" mt="sm" loading={loading}>
              {s.create}
            </Button>
          </form>
        ) : (
          <Stack gap="xs" align="stretch">
            <CopyField label={s.link} value={link} />
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {s.once}
              </Text>
              <Button variant="subtle" size="compact-sm" onClick={() => setLink(null)}>
                {s.another}
              </Button>
            </Group>
          </Stack>
        )}
      </Stack>
    </Paper>
  );
}
