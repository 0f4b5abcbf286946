import {
  boolean,
  doublePrecision,
  foreignKey,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantId, tenantPolicy } from '../tenant-table.ts';

/** What is judged by. Its content lives in versions. */
export const rubrics = pgTable(
  'rubrics',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), tenantPolicy()],
);
export type Rubric = typeof rubrics.$inferSelect;

export const rubricVersionStatus = pgEnum('rubric_version_status', [
  'DRAFT',
  'PUBLISHED',
  'RETIRED',
]);

export const flagKinds = [
  'AMBIGUOUS_PROMPT',
  'REFUSAL',
  'STALE_SOURCE',
  'RED_LINE',
  'NEEDS_EXPERT',
  'OFF_TOPIC',
  'PII',
] as const;
export type FlagKind = (typeof flagKinds)[number];

export interface RedLineRow {
  readonly dimensionKey: string | null;
  readonly atOrBelowTier: number | null;
  readonly flag: FlagKind | null;
  readonly effect: 'FAIL_ALL' | 'FAIL_DIMENSION';
  readonly failDimensionKey: string | null;
}
export interface ContextProfileRow {
  readonly name: string;
  readonly attribute: string;
  readonly equals: readonly string[];
  readonly weights: readonly { readonly dimensionKey: string; readonly weight: number }[];
}

/**
 * One version of a rubric. A draft is edited in place; from PUBLISHED on a trigger freezes its
 * content and that of its dimensions, tiers and examples for ever.
 */
export const rubricVersions = pgTable(
  'rubric_versions',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    rubricId: uuid('rubric_id').notNull(),
    number: integer('number').notNull(),
    status: rubricVersionStatus('status').notNull(),
    note: text('note').notNull(),
    /** Counts the saves of a draft, so that two editors notice each other. */
    revision: integer('revision').notNull(),
    redLines: jsonb('red_lines').$type<readonly RedLineRow[]>().notNull(),
    profiles: jsonb('profiles').$type<readonly ContextProfileRow[]>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.rubricId],
      foreignColumns: [rubrics.tenantId, rubrics.id],
    }),
    unique('rubric_versions_number').on(t.tenantId, t.rubricId, t.number),
    tenantPolicy(),
  ],
);
export type RubricVersion = typeof rubricVersions.$inferSelect;

export const dimensionScope = pgEnum('dimension_scope', ['CONVERSATION', 'TURN', 'RESPONSE']);
export const rollUpEnum = pgEnum('roll_up', ['MEAN', 'WORST', 'LAST']);

/** What is scored. `key` is stable across versions. Frozen with its version. */
export const dimensions = pgTable(
  'dimensions',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    rubricVersionId: uuid('rubric_version_id').notNull(),
    position: integer('position').notNull(),
    key: text('key').notNull(),
    label: text('label').notNull(),
    description: text('description').notNull(),
    scope: dimensionScope('scope').notNull(),
    weight: doublePrecision('weight').notNull(),
    critical: boolean('critical').notNull(),
    locked: boolean('locked').notNull(),
    allowNotApplicable: boolean('allow_not_applicable').notNull(),
    rollUp: rollUpEnum('roll_up').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.rubricVersionId],
      foreignColumns: [rubricVersions.tenantId, rubricVersions.id],
    }),
    unique('dimensions_key').on(t.tenantId, t.rubricVersionId, t.key),
    tenantPolicy(),
  ],
);
export type Dimension = typeof dimensions.$inferSelect;

/** One level of a dimension, value in [0, 1], lowest position first. Frozen with its version. */
export const tiers = pgTable(
  'tiers',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    dimensionId: uuid('dimension_id').notNull(),
    position: integer('position').notNull(),
    label: text('label').notNull(),
    description: text('description').notNull(),
    value: doublePrecision('value').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.dimensionId],
      foreignColumns: [dimensions.tenantId, dimensions.id],
    }).onDelete('cascade'),
    unique('tiers_position').on(t.tenantId, t.dimensionId, t.position),
    tenantPolicy(),
  ],
);
export type Tier = typeof tiers.$inferSelect;

export const tierExampleKind = pgEnum('tier_example_kind', ['EXAMPLE', 'COUNTER_EXAMPLE']);

/** An answer that belongs to a tier, or one that looks so and does not. Frozen with its version. */
export const tierExamples = pgTable(
  'tier_examples',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    tierId: uuid('tier_id').notNull(),
    position: integer('position').notNull(),
    kind: tierExampleKind('kind').notNull(),
    text: text('text').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.tierId],
      foreignColumns: [tiers.tenantId, tiers.id],
    }).onDelete('cascade'),
    tenantPolicy(),
  ],
);
export type TierExample = typeof tierExamples.$inferSelect;
