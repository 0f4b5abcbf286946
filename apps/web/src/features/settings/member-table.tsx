import { useMutation } from '@apollo/client/react';
import { Badge, Button, Group, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { When } from '../../components/when.tsx';
import type { Role } from '../tenancy/destinations.ts';
import { isAdmin } from './pages-of.ts';
import { isNamed, rolesToGive } from './rules.ts';
import { strings as s } from './strings.ts';

const MemberTable_member = graphql(`
  fragment MemberTable_member on Member {
    id
    name
    email
    role
    joinedAt
    isViewer
  }
`);
const ChangeMemberRole = graphql(`
  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {
    changeMemberRole(input: $input) {
      __typename
      ... on ChangeMemberRolePayload {
        member {
          id
          ...MemberTable_member
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
const RemoveMember = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      __typename
      ... on RemoveMemberPayload {
        tenant {
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

interface MemberTableProps {
  readonly members: readonly FragmentType<typeof MemberTable_member>[];
  readonly viewerRole: Role;
  /** Somebody is no longer there. */
  readonly onRemoved: () => void;
}

/** So many are found at a glance. */
const findFrom = 10;

/** Who belongs to the organisation; an admin changes roles and removes people. */
export function MemberTable(props: MemberTableProps) {
  const all = readFragment(MemberTable_member, props.members);
  const [wanted, setWanted] = useState('');
  const members = all.filter(({ name, email }) => isNamed(wanted, name, email));
  const [leaving, setLeaving] = useState<{ readonly id: string; readonly name: string } | null>(
    null,
  );
  const [problem, setProblem] = useState<string | null>(null);
  const [change, { loading: changing }] = useMutation(ChangeMemberRole);
  const [remove, { loading: removing }] = useMutation(RemoveMember);
  const canChange = isAdmin(props.viewerRole);
  const toGive = rolesToGive(props.viewerRole);

  async function changeRole(memberId: string, name: string, role: Role) {
    const outcome = await attempt(
      async () =>
        (await change({ variables: { input: { memberId, role } } })).data?.changeMemberRole,
    );
    notifications.show(
      outcome.ok
        ? { message: s.member.changed(name, s.roles[role][0].toLowerCase()) }
        : { message: outcome.problem.message, color: 'red' },
    );
  }
  async function removeLeaving() {
    if (leaving === null) return;
    const outcome = await attempt(
      async () =>
        (await remove({ variables: { input: { memberId: leaving.id } } })).data?.removeMember,
    );
    if (!outcome.ok) return setProblem(outcome.problem.message);
    setLeaving(null);
    notifications.show({ message: s.member.removed(leaving.name) });
    props.onRemoved();
  }
  return (
    <>
      {all.length > findFrom && (
        <TextInput
          mb="xs"
          maw={320}
          aria-label={s.member.find}
          placeholder={s.member.findHint}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <Table.ScrollContainer
        minWidth={560}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': s.member.title } }}
      >
        <Table aria-label={s.member.title} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{s.member.name}</Table.Th>
              <Table.Th w={160}>{s.member.role}</Table.Th>
              <Table.Th w={130}>{s.member.joined}</Table.Th>
              {canChange && <Table.Th w={110}>{s.member.actions}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {members.map(({ id, name, email, role, joinedAt, isViewer }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Group gap={6}>
                    <Text fw={500}>{name}</Text>
                    {isViewer && (
                      <Badge size="sm" variant="light" color="gray">
                        {s.member.you}
                      </Badge>
                    )}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {email}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {canChange && toGive.includes(role) ? (
                    <NativeSelect
                      size="xs"
                      aria-label={s.member.roleOf(name)}
                      value={role}
                      disabled={changing}
                      data={toGive.map((value) => ({ value, label: s.roles[value][0] }))}
                      onChange={(event) => {
                        const chosen = toGive.find((other) => other === event.currentTarget.value);
                        if (chosen !== undefined) void changeRole(id, name, chosen);
                      }}
                    />
                  ) : (
                    s.roles[role][0]
                  )}
                </Table.Td>
                <Table.Td>
                  <When at={joinedAt} />
                </Table.Td>
                {canChange && (
                  <Table.Td>
                    {!isViewer && toGive.includes(role) && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="red"
                        aria-label={s.member.removeOf(name)}
                        onClick={() => {
                          setProblem(null);
                          setLeaving({ id, name });
                        }}
                      >
                        {s.member.remove}
                      </Button>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {members.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {s.member.noneNamed(wanted)}
        </Text>
      )}
      <ConfirmDialog
        key={leaving?.id}
        opened={leaving !== null}
        title={s.member.removeTitle(leaving?.name ?? '')}
        name={leaving?.name ?? ''}
        confirm={s.member.remove}
        busy={removing}
        problem={problem}
        onConfirm={() => void removeLeaving()}
        onClose={() => setLeaving(null)}
      >
        {s.member.removeLong}
      </ConfirmDialog>
    </>
  );
}
