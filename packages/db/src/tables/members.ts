import {
  foreignKey,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy } from '../tenant-table.ts';

export const roleEnum = pgEnum('role', [
  'OWNER',
  'ADMIN',
  'LEAD',
  'REVIEWER',
  'ANNOTATOR',
  'ANALYST',
]);

/** A user in a tenant. Name and e-mail are copies: the application role cannot read accounts. */
export const members = pgTable(
  'members',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    role: roleEnum('role').notNull(),
    joinedAt: timestamp('joined_at', { withTimezone: true }).notNull(),
    /** Set when the person is taken out; the row stays, since judgments name it. */
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('members_one_per_user').on(t.tenantId, t.userId),
    tenantPolicy(),
  ],
);
export type Member = typeof members.$inferSelect;

/** An invitation by link. Only the hash of its token is kept. */
export const invitations = pgTable(
  'invitations',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    email: text('email'),
    role: roleEnum('role').notNull(),
    tokenHash: text('token_hash').notNull(),
    invitedBy: uuid('invited_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.invitedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    unique('invitations_token').on(t.tenantId, t.tokenHash),
    tenantPolicy(),
  ],
);
export type Invitation = typeof invitations.$inferSelect;

/** A program's credential. Only the hash is kept; the secret is shown once. */
export const apiKeys = pgTable(
  'api_keys',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** The first characters of the secret, to tell keys apart. */
    prefix: text('prefix').notNull(),
    secretHash: text('secret_hash').notNull(),
    scopes: text('scopes').array().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.createdBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    unique('api_keys_secret').on(t.tenantId, t.secretHash),
    tenantPolicy(),
  ],
);
export type ApiKey = typeof apiKeys.$inferSelect;
