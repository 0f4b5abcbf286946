/** Every table, for drizzle-kit. Code imports each table from its own file. */
export * from './tables/auth.ts';
export * from './tables/imports.ts';
export * from './tables/jobs.ts';
export * from './tables/judgments.ts';
export * from './tables/members.ts';
export * from './tables/operations.ts';
export * from './tables/projects.ts';
export * from './tables/releases.ts';
export * from './tables/rubrics.ts';
export * from './tables/slots.ts';
export * from './tables/tasks.ts';
export * from './tables/tenants.ts';
