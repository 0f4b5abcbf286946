CREATE TABLE "kept_figures" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"judgments" integer NOT NULL,
	"rows" jsonb NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_figures_tenant_id_project_id_rubric_version_id_pk" PRIMARY KEY("tenant_id","project_id","rubric_version_id")
);
--> statement-breakpoint
ALTER TABLE "kept_figures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "kept_figures" ADD CONSTRAINT "kept_figures_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_figures" ADD CONSTRAINT "kept_figures_tenant_id_project_id_projects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."projects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_figures" ADD CONSTRAINT "kept_figures_tenant_id_rubric_version_id_rubric_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","rubric_version_id") REFERENCES "public"."rubric_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "kept_figures" AS PERMISSIVE FOR ALL TO "assay_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));