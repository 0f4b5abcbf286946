CREATE TYPE "public"."import_kind" AS ENUM('TASKS', 'OUTCOMES');--> statement-breakpoint
CREATE TYPE "public"."kpi_trigger" AS ENUM('PERSON', 'SCHEDULE', 'IMPORT');--> statement-breakpoint
CREATE TYPE "public"."proposal_decision" AS ENUM('APPROVED', 'REJECTED');--> statement-breakpoint
CREATE TYPE "public"."match_rule" AS ENUM('EXTERNAL_TICKET_ID', 'CONVERSATION_ID', 'ATTRIBUTE', 'PERSON');--> statement-breakpoint
CREATE TYPE "public"."measure_kind" AS ENUM('NUMBER', 'YES_NO');--> statement-breakpoint
CREATE TYPE "public"."outcome_clock" AS ENUM('NONE', 'CALENDAR', 'BUSINESS');--> statement-breakpoint
CREATE TYPE "public"."outcome_origin" AS ENUM('API', 'IMPORT', 'WEBHOOK', 'BACKFILL');--> statement-breakpoint
CREATE TYPE "public"."resolution_kind" AS ENUM('CONFIRMED', 'ASSUMED', 'AGENT', 'ESCALATED');--> statement-breakpoint
CREATE TYPE "public"."delivery_state" AS ENUM('RECEIVED', 'APPLIED', 'IGNORED', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."webhook_kind" AS ENUM('ZENDESK', 'INTERCOM', 'FRESHDESK', 'GENERIC');--> statement-breakpoint
CREATE TABLE "backfills" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"connector_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"pages_read" integer NOT NULL,
	"tickets_read" integer NOT NULL,
	"events_recorded" integer NOT NULL,
	"tickets_failed" integer NOT NULL,
	"last_problem" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "backfills_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "backfills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connectors" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" "webhook_kind" NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"base_url" text NOT NULL,
	"sealed_credential" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "connectors_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "connectors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calibrations" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"outcome" text NOT NULL,
	"model" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calibrations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "calibrations_version" UNIQUE("tenant_id","project_id","version"),
	CONSTRAINT "calibrations_run" UNIQUE("tenant_id","run_id")
);
--> statement-breakpoint
ALTER TABLE "calibrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "kpi_runs" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"trigger" "kpi_trigger" NOT NULL,
	"request" jsonb NOT NULL,
	"rerun_of" uuid,
	"seed" bigint NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"code_version" text NOT NULL,
	"input_sha256" text,
	"result" jsonb,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kpi_runs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "kpi_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "kpi_schedules" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"cron" text NOT NULL,
	"time_zone" text NOT NULL,
	"after_imports" boolean NOT NULL,
	"enabled" boolean NOT NULL,
	"next_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kpi_schedules_tenant_id_project_id_pk" PRIMARY KEY("tenant_id","project_id")
);
--> statement-breakpoint
ALTER TABLE "kpi_schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "kpi_settings" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"settings" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kpi_settings_tenant_id_project_id_pk" PRIMARY KEY("tenant_id","project_id")
);
--> statement-breakpoint
ALTER TABLE "kpi_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "weight_proposals" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"profile" text,
	"request" jsonb NOT NULL,
	"result" jsonb,
	"finished_at" timestamp with time zone,
	"decision" "proposal_decision",
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text,
	"draft_version_id" uuid,
	"retest" jsonb,
	"retested_at" timestamp with time zone,
	"expired_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "weight_proposals_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "weight_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outcome_events" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"origin" "outcome_origin" NOT NULL,
	"origin_id" uuid,
	"patch" jsonb NOT NULL,
	CONSTRAINT "outcome_events_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "outcome_events_once" UNIQUE("tenant_id","ticket_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "outcome_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outcome_measures" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"kind" "measure_kind" NOT NULL,
	"scale" text NOT NULL,
	"clock" "outcome_clock" NOT NULL,
	"lowest" double precision,
	"highest" double precision,
	"higher_is_better" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "outcome_measures_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "outcome_measures_key" UNIQUE("tenant_id","key")
);
--> statement-breakpoint
ALTER TABLE "outcome_measures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outcome_values" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"value" double precision NOT NULL,
	"scale" text NOT NULL,
	"clock" "outcome_clock" NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"event_id" text NOT NULL,
	CONSTRAINT "outcome_values_tenant_id_ticket_id_measure_id_pk" PRIMARY KEY("tenant_id","ticket_id","measure_id")
);
--> statement-breakpoint
ALTER TABLE "outcome_values" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_matches" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"rule" "match_rule" NOT NULL,
	"stands" boolean NOT NULL,
	"matched_at" timestamp with time zone NOT NULL,
	"matched_by" uuid,
	CONSTRAINT "ticket_matches_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "ticket_matches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_outcomes" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"conversation_id" text,
	"opened_at" timestamp with time zone,
	"responded_at" timestamp with time zone,
	"resolved" boolean,
	"resolution_kind" "resolution_kind",
	"resolved_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"abandoned_at" timestamp with time zone,
	"reopened_at" timestamp with time zone,
	"reopens" integer,
	"first_resolution_calendar_seconds" double precision,
	"first_resolution_business_seconds" double precision,
	"full_resolution_calendar_seconds" double precision,
	"full_resolution_business_seconds" double precision,
	"csat_raw" double precision,
	"csat_scale" text,
	"csat_normalised" double precision,
	"csat_offered_at" timestamp with time zone,
	"csat_answered_at" timestamp with time zone,
	"attributes" jsonb NOT NULL,
	"stamps" jsonb NOT NULL,
	"last_event_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_outcomes_tenant_id_ticket_id_pk" PRIMARY KEY("tenant_id","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "ticket_outcomes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tickets" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tickets_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "tickets_external_id" UNIQUE("tenant_id","source","external_id")
);
--> statement-breakpoint
ALTER TABLE "tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"state" "delivery_state" NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "webhook_deliveries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "webhook_deliveries_once" UNIQUE("tenant_id","endpoint_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" "webhook_kind" NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"sealed_previous_secret" text,
	"previous_until" timestamp with time zone,
	"rejected" integer NOT NULL,
	"last_rejected_at" timestamp with time zone,
	"last_rejection" text,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "webhook_endpoints_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "kind" "import_kind" DEFAULT 'TASKS' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "outcomes_recorded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "judgments" ADD COLUMN "outcome_visible" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "backfills" ADD CONSTRAINT "backfills_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backfills" ADD CONSTRAINT "backfills_tenant_id_connector_id_connectors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connector_id") REFERENCES "public"."connectors"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backfills" ADD CONSTRAINT "backfills_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_tenant_id_project_id_projects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_tenant_id_run_id_kpi_runs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."kpi_runs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_runs" ADD CONSTRAINT "kpi_runs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_runs" ADD CONSTRAINT "kpi_runs_tenant_id_project_id_projects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_runs" ADD CONSTRAINT "kpi_runs_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_runs" ADD CONSTRAINT "kpi_runs_tenant_id_rerun_of_kpi_runs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","rerun_of") REFERENCES "public"."kpi_runs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_schedules" ADD CONSTRAINT "kpi_schedules_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_schedules" ADD CONSTRAINT "kpi_schedules_tenant_id_project_id_projects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_settings" ADD CONSTRAINT "kpi_settings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_settings" ADD CONSTRAINT "kpi_settings_tenant_id_project_id_projects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_proposals" ADD CONSTRAINT "weight_proposals_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_proposals" ADD CONSTRAINT "weight_proposals_tenant_id_project_id_projects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_proposals" ADD CONSTRAINT "weight_proposals_tenant_id_run_id_kpi_runs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."kpi_runs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_proposals" ADD CONSTRAINT "weight_proposals_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_proposals" ADD CONSTRAINT "weight_proposals_tenant_id_rubric_version_id_rubric_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","rubric_version_id") REFERENCES "public"."rubric_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_proposals" ADD CONSTRAINT "weight_proposals_tenant_id_draft_version_id_rubric_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_version_id") REFERENCES "public"."rubric_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_proposals" ADD CONSTRAINT "weight_proposals_tenant_id_decided_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","decided_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_events" ADD CONSTRAINT "outcome_events_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_events" ADD CONSTRAINT "outcome_events_tenant_id_ticket_id_tickets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."tickets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_measures" ADD CONSTRAINT "outcome_measures_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_values" ADD CONSTRAINT "outcome_values_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_values" ADD CONSTRAINT "outcome_values_tenant_id_ticket_id_tickets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."tickets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_values" ADD CONSTRAINT "outcome_values_tenant_id_measure_id_outcome_measures_tenant_id_id_fk" FOREIGN KEY ("tenant_id","measure_id") REFERENCES "public"."outcome_measures"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_matches" ADD CONSTRAINT "ticket_matches_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_matches" ADD CONSTRAINT "ticket_matches_tenant_id_project_id_projects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_matches" ADD CONSTRAINT "ticket_matches_tenant_id_ticket_id_tickets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."tickets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_matches" ADD CONSTRAINT "ticket_matches_tenant_id_task_id_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."tasks"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_matches" ADD CONSTRAINT "ticket_matches_tenant_id_matched_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","matched_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_outcomes" ADD CONSTRAINT "ticket_outcomes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_outcomes" ADD CONSTRAINT "ticket_outcomes_tenant_id_ticket_id_tickets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."tickets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_tenant_id_endpoint_id_webhook_endpoints_tenant_id_id_fk" FOREIGN KEY ("tenant_id","endpoint_id") REFERENCES "public"."webhook_endpoints"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "backfills_by_connector" ON "backfills" USING btree ("tenant_id","connector_id","id");--> statement-breakpoint
CREATE INDEX "kpi_runs_by_project" ON "kpi_runs" USING btree ("tenant_id","project_id","id");--> statement-breakpoint
CREATE INDEX "kpi_schedules_due" ON "kpi_schedules" USING btree ("next_at") WHERE enabled;--> statement-breakpoint
CREATE INDEX "weight_proposals_by_project" ON "weight_proposals" USING btree ("tenant_id","project_id","id");--> statement-breakpoint
CREATE INDEX "ticket_matches_by_ticket" ON "ticket_matches" USING btree ("tenant_id","ticket_id","task_id","id");--> statement-breakpoint
CREATE INDEX "ticket_matches_by_task" ON "ticket_matches" USING btree ("tenant_id","task_id","ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_matches_by_project" ON "ticket_matches" USING btree ("tenant_id","project_id","ticket_id","task_id","id");--> statement-breakpoint
CREATE INDEX "ticket_outcomes_by_conversation" ON "ticket_outcomes" USING btree ("tenant_id","conversation_id");--> statement-breakpoint
CREATE INDEX "tickets_by_external_id" ON "tickets" USING btree ("tenant_id","external_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("next_attempt_at","tenant_id","id") WHERE state = 'RECEIVED';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_endpoint" ON "webhook_deliveries" USING btree ("tenant_id","endpoint_id","id");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "backfills" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "connectors" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "calibrations" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "kpi_runs" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "kpi_schedules" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scheduler" ON "kpi_schedules" AS PERMISSIVE FOR SELECT TO "assay_worker" USING (enabled);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "kpi_settings" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "weight_proposals" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "outcome_events" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "outcome_measures" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "outcome_values" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "ticket_matches" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "ticket_outcomes" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "tickets" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "inbox" ON "webhook_deliveries" AS PERMISSIVE FOR SELECT TO "assay_worker" USING (state = 'RECEIVED');--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "webhook_endpoints" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));