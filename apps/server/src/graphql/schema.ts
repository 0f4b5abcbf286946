import { builder } from './builder.ts';
import './node.ts';
import '../modules/activity/graphql.ts';
import '../modules/api-keys/graphql.ts';
import '../modules/assignments/graphql/mutations.ts';
import '../modules/assignments/graphql/viewer.ts';
import '../modules/audit/graphql.ts';
import '../modules/imports/graphql/mutations.ts';
import '../modules/jobs/graphql.ts';
import '../modules/judgments/graphql/own.ts';
import '../modules/judgments/graphql/types.ts';
import '../modules/projects/graphql/mutations.ts';
import '../modules/quality/graphql/agreement.ts';
import '../modules/quality/graphql/scores.ts';
import '../modules/releases/graphql.ts';
import '../modules/rubrics/graphql/mutations.ts';
import '../modules/tasks/graphql/mutations.ts';
import '../modules/tasks/graphql/progress.ts';
import '../modules/tenancy/graphql.ts';

/** The whole API, from what each module adds to the builder. */
export const schema = builder.toSchema();
