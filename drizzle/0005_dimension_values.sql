ALTER TABLE "judgments" ADD COLUMN "dimension_values" double precision[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- of what is stored already; guards.sql forces the policies again
ALTER TABLE "judgments" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "dimension_scores" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "dimensions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "judgments" j SET "dimension_values" = filled.given FROM (
  SELECT i.tenant_id, i.id, array_agg(r.value ORDER BY d.position) AS given
  FROM "judgments" i
  JOIN "dimensions" d ON d.tenant_id = i.tenant_id AND d.rubric_version_id = i.rubric_version_id
  LEFT JOIN (
    SELECT s.tenant_id, s.judgment_id, s.dimension_id,
      CASE max(x.roll_up::text) WHEN 'WORST' THEN min(s.value)
        WHEN 'LAST' THEN (array_agg(s.value ORDER BY m.position DESC NULLS LAST))[1] ELSE avg(s.value) END AS value
    FROM "dimension_scores" s
    JOIN "dimensions" x ON x.tenant_id = s.tenant_id AND x.id = s.dimension_id
    LEFT JOIN "messages" m ON m.tenant_id = s.tenant_id AND m.id = s.message_id
    WHERE s.value IS NOT NULL GROUP BY 1, 2, 3
  ) r ON r.tenant_id = i.tenant_id AND r.judgment_id = i.id AND r.dimension_id = d.id
  WHERE EXISTS (SELECT FROM "dimension_scores" a WHERE a.tenant_id = i.tenant_id AND a.judgment_id = i.id)
  GROUP BY 1, 2
) filled WHERE j.tenant_id = filled.tenant_id AND j.id = filled.id;
