-- Run after every migration; each statement may be repeated.
-- What drizzle-kit cannot express: forced policies, grants, lookups across tenants, frozen content.

-- 1. Every table of `public` is under forced row-level security, and the application role owns none.
do $$
declare t record;
begin
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'public' and c.relkind in ('r', 'p')
  loop
    execute format('alter table public.%I enable row level security', t.relname);
    execute format('alter table public.%I force row level security', t.relname);
    execute format('revoke all on public.%I from assay_app, assay_auth, assay_worker, public', t.relname);
    execute format('grant select, insert on public.%I to assay_app', t.relname);
  end loop;
end $$;

-- 2. What the application may change. Tables that are not named here are append-only.
grant update (name) on public.tenants to assay_app;
grant update (role, removed_at, name, email) on public.members to assay_app;
grant update (accepted_at, revoked_at) on public.invitations to assay_app;
grant update (revoked_at, last_used_at) on public.api_keys to assay_app;
grant update on public.rubrics, public.rubric_versions, public.projects, public.slots, public.assignments,
  public.jobs, public.imports to assay_app;
grant update (manifest) on public.dataset_releases to assay_app;
grant update on public.kept_figures, public.kept_outcomes to assay_app;
grant update on public.ticket_outcomes, public.outcome_values, public.backfills, public.kpi_settings,
  public.kpi_schedules to assay_app;
grant update (sealed_secret, sealed_previous_secret, previous_until, rejected, last_rejected_at, last_rejection,
  disabled_at) on public.webhook_endpoints to assay_app;
grant update (state, attempts, next_attempt_at, settled_at, reason, body) on public.webhook_deliveries to assay_app;
grant update (sealed_credential, disabled_at) on public.connectors to assay_app;
grant update (name, url, types, project_id, sealed_secret, sealed_previous_secret, previous_until, not_before, failing_since,
  disabled_at, disabled_because) on public.event_subscriptions to assay_app;
grant update (state, attempts, next_attempt_at, last_status, last_problem, settled_at, body) on public.event_deliveries
  to assay_app;
grant update (request, input_sha256, result, finished_at) on public.kpi_runs to assay_app;
grant update (result, finished_at, decision, decided_by, decided_at, reason, draft_version_id, retest, retested_at,
  expired_at) on public.weight_proposals to assay_app;
grant select (tenant_id, project_id, next_at) on public.kept_outcomes to assay_worker;
grant select (tenant_id, id, endpoint_id, state, next_attempt_at) on public.webhook_deliveries to assay_worker;
grant select (tenant_id, project_id, enabled, next_at) on public.kpi_schedules to assay_worker;
grant select (tenant_id) on public.webhook_endpoints to assay_worker;
grant select (tenant_id, id, not_before, disabled_at) on public.event_subscriptions to assay_worker;
grant select (tenant_id, id, subscription_id, state, next_attempt_at) on public.event_deliveries to assay_worker;
drop policy if exists cleaner on public.webhook_endpoints;
create policy cleaner on public.webhook_endpoints for select to assay_worker using (true);
grant update, delete on public.dimensions, public.tiers, public.tier_examples to assay_app;
grant select, update, delete on public.outbox to assay_worker;
grant usage on schema public to assay_app, assay_worker;
grant usage on schema auth to assay_auth;
grant select, insert, update, delete on all tables in schema auth to assay_auth;

-- 3. The four lookups that come before a tenant is known. Their owner may read four tables and nothing else.
grant usage, create on schema public to assay_lookup;
grant select on public.tenants, public.members, public.api_keys to assay_lookup;
grant select (tenant_id, id, disabled_at) on public.webhook_endpoints to assay_lookup;
drop policy if exists lookup on public.tenants;
create policy lookup on public.tenants for select to assay_lookup using (true);
drop policy if exists lookup on public.members;
create policy lookup on public.members for select to assay_lookup using (true);
drop policy if exists lookup on public.api_keys;
create policy lookup on public.api_keys for select to assay_lookup using (true);
drop policy if exists lookup on public.webhook_endpoints;
create policy lookup on public.webhook_endpoints for select to assay_lookup using (true);

create or replace function public.tenant_by_slug(wanted text) returns uuid
  language sql stable security definer set search_path = pg_catalog
  as 'select id from public.tenants where slug = wanted';
create or replace function public.memberships_of(wanted text)
  returns table (tenant_id uuid, slug text, tenant_name text, simulated boolean, tenant_created_at timestamptz,
                 member_id uuid, role public.role)
  language sql stable security definer set search_path = pg_catalog
  as 'select t.id, t.slug, t.name, t.simulated, t.created_at, m.id, m.role
      from public.members m join public.tenants t on t.id = m.tenant_id
      where m.user_id = wanted and m.removed_at is null order by t.name';
create or replace function public.api_key_by_hash(wanted text)
  returns table (tenant_id uuid, id uuid, scopes text[], expires_at timestamptz, revoked_at timestamptz,
                 last_used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog
  as 'select tenant_id, id, scopes, expires_at, revoked_at, last_used_at from public.api_keys where secret_hash = wanted';
create or replace function public.webhook_endpoint_tenant(wanted uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog
  as 'select tenant_id from public.webhook_endpoints where id = wanted and disabled_at is null';
alter function public.tenant_by_slug(text) owner to assay_lookup;
alter function public.webhook_endpoint_tenant(uuid) owner to assay_lookup;
alter function public.memberships_of(text) owner to assay_lookup;
alter function public.api_key_by_hash(text) owner to assay_lookup;
revoke all on function public.tenant_by_slug(text), public.memberships_of(text), public.api_key_by_hash(text),
  public.webhook_endpoint_tenant(uuid) from public;
grant execute on function public.tenant_by_slug(text), public.memberships_of(text), public.api_key_by_hash(text),
  public.webhook_endpoint_tenant(uuid) to assay_app;
revoke create on schema public from assay_lookup;

-- 4. Published content is frozen; a status goes one way.
create or replace function public.guard_rubric_version() returns trigger language plpgsql as $$
begin
  if old.status = 'DRAFT' and new.status in ('DRAFT', 'PUBLISHED') then return new; end if;
  if new.status = old.status or (old.status = 'PUBLISHED' and new.status = 'RETIRED') then
    if (to_jsonb(new) - 'status') = (to_jsonb(old) - 'status') then return new; end if;
  end if;
  raise exception 'a published rubric version never changes' using errcode = 'restrict_violation';
end $$;
create or replace trigger guard before update on public.rubric_versions
  for each row execute function public.guard_rubric_version();

create or replace function public.guard_rubric_content() returns trigger language plpgsql as $$
declare
  tenant uuid;
  row_version uuid;
  touched jsonb;
begin
  -- an update touches two versions where it moves a row from one to another
  foreach touched in array array_remove(array[to_jsonb(old), to_jsonb(new)], null) loop
    tenant := (touched ->> 'tenant_id')::uuid;
    row_version := case tg_table_name
      when 'dimensions' then (touched ->> 'rubric_version_id')::uuid
      when 'tiers' then (select d.rubric_version_id from public.dimensions d
        where d.tenant_id = tenant and d.id = (touched ->> 'dimension_id')::uuid)
      else (select d.rubric_version_id from public.tiers t
        join public.dimensions d on d.tenant_id = t.tenant_id and d.id = t.dimension_id
        where t.tenant_id = tenant and t.id = (touched ->> 'tier_id')::uuid)
      end;
    -- no version: the parent is being deleted, which its own trigger has allowed
    if exists (select from public.rubric_versions v
               where v.tenant_id = tenant and v.id = row_version and v.status <> 'DRAFT') then
      raise exception 'a published rubric version never changes' using errcode = 'restrict_violation';
    end if;
  end loop;
  return coalesce(new, old);
end $$;
create or replace trigger guard before insert or update or delete on public.dimensions
  for each row execute function public.guard_rubric_content();
create or replace trigger guard before insert or update or delete on public.tiers
  for each row execute function public.guard_rubric_content();
create or replace trigger guard before insert or update or delete on public.tier_examples
  for each row execute function public.guard_rubric_content();

create or replace function public.guard_release() returns trigger language plpgsql as $$
begin
  if old.manifest is null then return new; end if;
  raise exception 'a dataset release never changes' using errcode = 'restrict_violation';
end $$;
create or replace trigger guard before update on public.dataset_releases
  for each row execute function public.guard_release();

create or replace function public.guard_kpi_run() returns trigger language plpgsql as $$
begin
  if old.finished_at is null and (old.input_sha256 is null
    or (new.input_sha256, new.request) is not distinct from (old.input_sha256, old.request)) then return new; end if;
  raise exception 'a KPI run never changes' using errcode = 'restrict_violation';
end $$;
create or replace trigger guard before update on public.kpi_runs
  for each row execute function public.guard_kpi_run();

create or replace function public.guard_weight_proposal() returns trigger language plpgsql as $$
declare
  changed jsonb := to_jsonb(new);
  kept jsonb := to_jsonb(old);
begin
  if old.finished_at is not null and (changed -> 'result', changed -> 'finished_at') is distinct from
     (kept -> 'result', kept -> 'finished_at') then
    raise exception 'the evidence of a weight proposal never changes' using errcode = 'restrict_violation';
  end if;
  if old.decision is not null and
     (changed -> 'decision', changed -> 'decided_by', changed -> 'decided_at', changed -> 'reason', changed -> 'draft_version_id')
     is distinct from
     (kept -> 'decision', kept -> 'decided_by', kept -> 'decided_at', kept -> 'reason', kept -> 'draft_version_id') then
    raise exception 'the decision on a weight proposal never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create or replace trigger guard before update on public.weight_proposals
  for each row execute function public.guard_weight_proposal();

create or replace function public.guard_event_body() returns trigger language plpgsql as $$
begin
  if new.body in (old.body, '') then return new; end if;
  raise exception 'what an event says never changes' using errcode = 'restrict_violation';
end $$;
create or replace trigger guard before update on public.event_deliveries
  for each row execute function public.guard_event_body();

-- 5. A command takes its idempotency key first; the command that makes a tenant does so before the tenant is there.
alter table public.idempotency_keys alter constraint idempotency_keys_tenant_id_tenants_id_fk
  deferrable initially deferred;
