import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { explorerAddress } from './destinations.ts';
import { signOut } from './session.ts';
import { strings as s } from './strings.ts';

const UserMenu_viewer = graphql(`
  fragment UserMenu_viewer on Viewer {
    name
    email
    memberships {
      role
      tenant {
        id
        slug
        name
      }
    }
  }
`);

const themes = ['auto', 'light', 'dark'] as const;

/** Who one is, the other organisations, the theme, and the way out. */
export function UserMenu(props: {
  readonly viewer: FragmentType<typeof UserMenu_viewer>;
  /** the short name of the organisation one is in */
  readonly tenant: string;
}) {
  const viewer = readFragment(UserMenu_viewer, props.viewer);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="subtle" color="gray" rightSection={<IconChevronDown size={14} />} px="xs">
          {viewer.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{viewer.email}</Menu.Label>
        {viewer.memberships.map(({ tenant, role }) => (
          <Menu.Item key={tenant.id} component={Link} to={`/t/${tenant.slug}`}>
            {tenant.name} · {s.roles[role]}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} to="/new-organisation">
          {s.newOrganisation}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{s.theme}</Menu.Label>
        {themes.map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            fw={colorScheme === scheme ? 600 : 400}
            onClick={() => setColorScheme(scheme)}
          >
            {s.themes[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component="a" href="/docs/statistics" target="_blank">
          {s.docs}
        </Menu.Item>
        <Menu.Item component="a" href={explorerAddress(props.tenant)}>
          {s.explorer}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{s.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
