import { NavLink } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { destinationsOf, type Role } from './destinations.ts';
import { strings as s } from './strings.ts';

/** The menu of an organisation, with what this role can reach. */
export function SideNav(props: {
  readonly tenant: string;
  readonly role: Role;
  readonly onNavigate: () => void;
}) {
  const { pathname } = useLocation();
  const base = `/t/${props.tenant}`;
  return (
    <nav aria-label={s.menu}>
      {destinationsOf(props.role).map(({ path, label }) => {
        const to = `${base}${path}`;
        const isHere =
          path === ''
            ? pathname === base ||
              pathname === `${base}/` ||
              /^\/(projects|tasks)\//.test(pathname.slice(base.length))
            : pathname.startsWith(to);
        return (
          <NavLink
            key={path}
            component={Link}
            to={to}
            // a link marks itself on every page below its own; here `isHere` decides
            activeOptions={{ exact: true }}
            label={label}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
            onClick={props.onNavigate}
          />
        );
      })}
    </nav>
  );
}
