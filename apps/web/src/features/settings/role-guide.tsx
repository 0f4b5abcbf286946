import { List, Text, Title } from '@mantine/core';
import type { Role } from '../tenancy/destinations.ts';
import { strings as s } from './strings.ts';

const order: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'];

/** What each role may do, in one line each. */
export function RoleGuide() {
  return (
    <section aria-labelledby="roles-title">
      <Title order={2} id="roles-title" mb="xs">
        {s.member.rolesTitle}
      </Title>
      <List listStyleType="none" spacing={4}>
        {order.map((role) => (
          <List.Item key={role}>
            <Text span fw={600}>
              {s.roles[role][0]}
            </Text>{' '}
            <Text span c="dimmed">
              {s.roles[role][1]}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
