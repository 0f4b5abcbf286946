import { AppShell, Box, Burger, Group, Text } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import classes from './shell.module.css';
import { SideNav } from './side-nav.tsx';
import { strings as s } from './strings.ts';
import { UserMenu } from './user-menu.tsx';

const Shell_viewer = graphql(`
  fragment Shell_viewer on Viewer {
    ...UserMenu_viewer
    member {
      id
      role
    }
  }
`);
const Shell_tenant = graphql(`
  fragment Shell_tenant on Tenant {
    slug
    name
    simulated
  }
`);
const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));

/** What stands around every page of an organisation: where one is, where one can go, who one is. */
export function Shell(props: {
  readonly viewer: FragmentType<typeof Shell_viewer>;
  readonly tenant: FragmentType<typeof Shell_tenant>;
}) {
  const viewer = readFragment(Shell_viewer, props.viewer);
  const tenant = readFragment(Shell_tenant, props.tenant);
  const role = viewer.member?.role ?? 'ANNOTATOR';
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [asked, setAsked] = useState(0);
  const { pathname } = useLocation();
  const isJudging = pathname.endsWith('/judge');
  const ask = () => setAsked((times) => times + 1);
  useHotkeys([['mod+K', ask]], []);
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen, desktop: isJudging } }}
      padding={isJudging ? 0 : 'md'}
    >
      <a className={classes.skip} href="#content">
        {s.skip}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" className={classes.brand}>
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? s.closeMenu : s.openMenu}
            />
            <Link to="/t/$tenant" params={{ tenant: tenant.slug }} className={classes.home}>
              {s.product}
            </Link>
            <Text c="dimmed" truncate visibleFrom="xs">
              {tenant.name}
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <button type="button" className={classes.go} onClick={ask} title={s.goToLabel}>
              {s.goTo} <kbd>{s.goToKeys}</kbd>
            </button>
            <UserMenu viewer={viewer} tenant={tenant.slug} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <div className={classes.nav}>
          <SideNav tenant={tenant.slug} role={role} onNavigate={close} />
        </div>
      </AppShell.Navbar>
      <AppShell.Main>
        <Box id="content" tabIndex={-1} className={classes.content}>
          {tenant.simulated && !isJudging && (
            <div className={classes.simulated} role="note">
              <b>{s.simulated}</b> <span>{s.simulatedLong}</span>
            </div>
          )}
          <Outlet />
        </Box>
      </AppShell.Main>
      {asked > 0 && (
        <Suspense>
          <CommandPalette tenant={tenant.slug} role={role} asked={asked} />
        </Suspense>
      )}
    </AppShell>
  );
}
