import { destinationStrings as s } from './strings.ts';

export type Role = 'OWNER' | 'ADMIN' | 'LEAD' | 'REVIEWER' | 'ANNOTATOR' | 'ANALYST';

export interface Destination {
  readonly path: string;
  readonly label: string;
  readonly hint: string;
}

const insiders: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD', 'REVIEWER', 'ANALYST'];
const admins: readonly Role[] = ['OWNER', 'ADMIN'];
const leads: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD'];

const all: readonly (Destination & { readonly roles: readonly Role[] | null })[] = [
  { path: '', ...s.home, roles: null },
  { path: '/rubrics', ...s.rubrics, roles: insiders },
  { path: '/new-project', ...s.newProject, roles: leads },
  { path: '/settings/members', ...s.members, roles: insiders },
  { path: '/settings/api-keys', ...s.apiKeys, roles: admins },
  { path: '/settings/connectors', ...s.connectors, roles: admins },
  { path: '/settings/events', ...s.events, roles: admins },
  { path: '/settings/audit', ...s.audit, roles: admins },
];

/** Where this role can go, in the order of the menu. */
export const destinationsOf = (role: Role): readonly Destination[] =>
  all.filter(({ roles }) => roles === null || roles.includes(role));

/** Roles that see figures and tasks, not only their own work. */
export const isInsider = (role: Role): boolean => insiders.includes(role);
export const isLead = (role: Role): boolean => leads.includes(role);

/** The API explorer, on its own page, asking in this organisation. */
export const explorerAddress = (tenant: string): string =>
  `/graphiql?tenant=${encodeURIComponent(tenant)}`;
