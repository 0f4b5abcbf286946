import { useQuery } from '@apollo/client/react';
import { Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { PageSkeleton } from '../../components/states.tsx';
import { InvitationList } from '../../features/invitations/invitation-list.tsx';
import { InviteForm } from '../../features/invitations/invite-form.tsx';
import { MemberTable } from '../../features/settings/member-table.tsx';
import { pagesOf } from '../../features/settings/pages-of.ts';
import { RoleGuide } from '../../features/settings/role-guide.tsx';
import { SettingsFrame } from '../../features/settings/settings-frame.tsx';
import { strings as s } from '../../features/settings/strings.ts';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const MembersRoute = graphql(`
  query MembersRoute {
    viewer {
      id
      member {
        id
        role
      }
    }
    tenant {
      id
      members {
        id
        ...MemberTable_member
      }
      invitations {
        id
        ...InvitationList_invitation
      }
    }
  }
`);

/** /t/:tenant/settings/members */
export function Component() {
  const [revoked, setRevoked] = useState(0);
  const { data, error, refetch } = useQuery(MembersRoute, { fetchPolicy: 'cache-and-network' });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const again = () => void refetch();
  const role = data.viewer.member?.role ?? 'ANNOTATOR';
  return (
    <SettingsFrame page="members" pages={pagesOf(role)}>
      <Stack gap="xl">
        <section aria-labelledby="members-title">
          <Title order={2} id="members-title" mb="xs">
            {s.member.title}
          </Title>
          <MemberTable members={data.tenant.members} viewerRole={role} onRemoved={again} />
        </section>
        {isLead(role) && (
          <>
            <InviteForm key={revoked} viewerRole={role} onInvited={again} />
            <InvitationList
              invitations={data.tenant.invitations}
              onRevoked={() => {
                // the link that is still shown may be the one that no longer works
                setRevoked(revoked + 1);
                again();
              }}
            />
          </>
        )}
        <RoleGuide />
      </Stack>
    </SettingsFrame>
  );
}
