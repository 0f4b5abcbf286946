-- What `submitJudgment` writes, as one function for PostGraphile to call. It works as the application's
-- role under the same policies; ids, hashes and answers come in as they would from a server.
create schema if not exists bench;
grant usage on schema bench to assay_app;

create or replace function bench.submit_judgment(key text, input_hash text, assignment_id uuid, tier integer)
  returns uuid language sql volatile as $$
  with held as (
    select a.id, a.slot_id, a.project_id, a.task_id, a.annotator_id, a.rubric_version_id,
      (select r.id from public.responses r where r.tenant_id = a.tenant_id and r.task_id = a.task_id) as response_id
    from public.assignments a join public.slots s on s.tenant_id = a.tenant_id and s.id = a.slot_id
    where a.id = $3 and a.outcome is null and s.submitted_at is null for update of s),
  made as (select gen_random_uuid() as id),
  claimed as (
    insert into public.idempotency_keys (actor, mutation, key, input_hash, result_id, created_at)
    select 'member:' || h.annotator_id, 'judgment:submit', $1, $2, m.id, now() from held h, made m),
  slot as (update public.slots s set submitted_at = now() from held h where s.id = h.slot_id),
  assignment as (
    update public.assignments a set outcome = 'SUBMITTED', ended_at = now(), draft = null from held h where a.id = h.id),
  judgment as (
    insert into public.judgments (id, project_id, task_id, slot_id, assignment_id, annotator_id, rubric_version_id,
      purpose, revision, blind, composite, composite_ungated, red_line, note, active_seconds, submitted_at)
    select m.id, h.project_id, h.task_id, h.slot_id, h.id, h.annotator_id, h.rubric_version_id,
      'LIVE', 1, true, .5, .5, false, '', 42, now()
    from held h, made m),
  scores as (
    insert into public.dimension_scores (id, judgment_id, dimension_id, dimension_key, response_id, tier_id, tier_index,
      value, not_applicable)
    select gen_random_uuid(), m.id, d.id, d.key, h.response_id, t.id, t.position, t.value, false
    from held h, made m, public.dimensions d, public.tiers t
    where d.rubric_version_id = h.rubric_version_id and t.dimension_id = d.id and t.position = $4),
  audit as (
    insert into public.audit_entries (id, at, actor, action, target_id, request_id)
    select gen_random_uuid(), now(), 'member:' || h.annotator_id, 'judgment:submit', m.id, gen_random_uuid()::text
    from held h, made m),
  told as (
    insert into public.outbox (id, project_id, kind, at)
    select gen_random_uuid(), h.project_id, 'JUDGMENT_SUBMITTED', now() from held h)
  select m.id from held, made m
$$;
grant execute on function bench.submit_judgment to assay_app;
