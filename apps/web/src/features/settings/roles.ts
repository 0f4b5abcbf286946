import type { Role } from '../../__generated__/graphql.ts';

const says: Record<Role, string> = {
  OWNER: 'Owner: everything, and who owns the organisation.',
  ADMIN: 'Admin: members, API keys, audit log, and all a lead may do.',
  LEAD: 'Lead: rubrics, projects, imports, releases, invitations; sees all figures.',
  REVIEWER: 'Reviewer: judges, reads judgments and settles red lines.',
  ANNOTATOR: 'Annotator: judges, and sees only their own work.',
  ANALYST: 'Analyst: reads everything, judges nothing.',
};
const order: readonly Role[] = ['ANNOTATOR', 'REVIEWER', 'ANALYST', 'LEAD', 'ADMIN', 'OWNER'];

/** What a role may do, in a sentence. */
export const roleOf = (role: Role): string => says[role];

/** The roles that somebody with this role may give. */
export function roleChoices(giver: Role): { readonly value: Role; readonly label: string }[] {
  const given =
    giver === 'OWNER'
      ? order
      : order.filter((role) => role !== 'OWNER' && (giver === 'ADMIN' || role !== 'ADMIN'));
  return given.map((role) => ({ value: role, label: role.toLowerCase() }));
}
