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
  { path: '', label: 'Home', hint: 'Your work and your projects', roles: null },
  { path: '/rubrics', label: 'Rubrics', hint: 'What is judged by', roles: insiders },
  {
    path: '/new-project',
    label: 'New project',
    hint: 'Tasks judged under one rubric',
    roles: leads,
  },
  {
    path: '/settings/members',
    label: 'Members',
    hint: 'People, roles and invitations',
    roles: insiders,
  },
  { path: '/settings/api-keys', label: 'API keys', hint: 'For programs', roles: admins },
  { path: '/settings/audit', label: 'Audit log', hint: 'Who did what', roles: admins },
];

/** Where this role can go, in the order of the menu. */
export const destinationsOf = (role: Role): readonly Destination[] =>
  all.filter(({ roles }) => roles === null || roles.includes(role));

/** Roles that see figures and tasks, not only their own work. */
export const isInsider = (role: Role): boolean => insiders.includes(role);
export const isLead = (role: Role): boolean => leads.includes(role);
