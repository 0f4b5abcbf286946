ALTER TABLE "dimension_scores" DROP CONSTRAINT "dimension_scores_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "flags" DROP CONSTRAINT "flags_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "judgments" DROP CONSTRAINT "judgments_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "preferences" DROP CONSTRAINT "preferences_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "assignments" DROP CONSTRAINT "assignments_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "slots" DROP CONSTRAINT "slots_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "contexts" DROP CONSTRAINT "contexts_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "responses" DROP CONSTRAINT "responses_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "outcome_events" DROP CONSTRAINT "outcome_events_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "outcome_values" DROP CONSTRAINT "outcome_values_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "ticket_matches" DROP CONSTRAINT "ticket_matches_tenant_id_tenants_id_fk";
--> statement-breakpoint
ALTER TABLE "ticket_outcomes" DROP CONSTRAINT "ticket_outcomes_tenant_id_tenants_id_fk";
