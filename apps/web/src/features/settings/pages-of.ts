import type { Role } from '../tenancy/destinations.ts';
import type { SettingsPage } from './settings-frame.tsx';

/** May change members, keys and read the audit log. */
export const isAdmin = (role: Role): boolean => role === 'OWNER' || role === 'ADMIN';

/** The settings that this role can open. */
export const pagesOf = (role: Role): readonly SettingsPage[] =>
  isAdmin(role) ? ['members', 'api-keys', 'connectors', 'events', 'audit'] : ['members'];
