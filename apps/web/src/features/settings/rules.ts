import type { Role } from '../tenancy/destinations.ts';

const all: readonly Role[] = ['OWNER', 'ADMIN', 'LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST'];

/** The roles that somebody of this role may give to others; nobody gives what is above them. */
export function rolesToGive(role: Role): readonly Role[] {
  if (role === 'OWNER') return all;
  if (role === 'ADMIN') return all.filter((other) => other !== 'OWNER');
  if (role === 'LEAD') return all.filter((other) => other !== 'OWNER' && other !== 'ADMIN');
  return [];
}

/** Whether somebody is meant by what was typed: a part of the name or of the address. */
export function isNamed(wanted: string, name: string, email: string): boolean {
  const part = wanted.trim().toLowerCase();
  return `${name}\n${email}`.toLowerCase().includes(part);
}
