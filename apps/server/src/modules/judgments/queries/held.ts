import { run } from '@assay/db/statement';
import type { Assignment, Slot } from '@assay/db/tables/slots';
import type { Task } from '@assay/db/tables/tasks';
import { notFound } from '../../../errors.ts';
import type { Op } from '../../../operation.ts';
import { type Parts, partsOf } from '../../assignments/rules.ts';

/** What a judgment of an assignment is made from. */
export interface Held {
  readonly assignment: Pick<
    Assignment,
    | 'id'
    | 'projectId'
    | 'taskId'
    | 'annotatorId'
    | 'rubricVersionId'
    | 'profile'
    | 'shownOrder'
    | 'outcome'
  >;
  readonly slot: Pick<Slot, 'id' | 'purpose' | 'assignmentId' | 'submittedAt'>;
  readonly taskKind: Task['kind'];
  readonly allowBothGood: boolean;
  readonly parts: Parts;
  /** Ids of what may be rated, by position. */
  readonly responseIds: readonly string[];
  readonly messageIds: ReadonlyMap<number, string>;
}

interface Row extends Omit<Held['assignment'], 'id'> {
  readonly slotId: string;
  readonly purpose: Slot['purpose'];
  readonly slotAssignmentId: string | null;
  readonly submittedAt: string | null;
  readonly taskKind: Task['kind'];
  readonly allowBothGood: boolean;
  readonly responseIds: string[];
  readonly judged: { readonly position: number; readonly id: string }[];
}

const heldRow = `
  select a.project_id as "projectId", a.task_id as "taskId", a.annotator_id as "annotatorId",
    a.rubric_version_id as "rubricVersionId", a.profile, a.shown_order as "shownOrder", a.outcome,
    s.id as "slotId", s.purpose, s.assignment_id as "slotAssignmentId", s.submitted_at as "submittedAt",
    k.kind as "taskKind", p.allow_both_good as "allowBothGood",
    array(select r.id from responses r where r.tenant_id = a.tenant_id and r.task_id = a.task_id
      order by r.position) as "responseIds",
    (select coalesce(json_agg(json_build_object('position', m.position, 'id', m.id)), '[]') from messages m
      where m.tenant_id = a.tenant_id and m.task_id = a.task_id and m.judged) as judged
  from assignments a
    join annotators n on n.tenant_id = a.tenant_id and n.id = a.annotator_id
    join slots s on s.tenant_id = a.tenant_id and s.id = a.slot_id
    join tasks k on k.tenant_id = a.tenant_id and k.id = a.task_id
    join projects p on p.tenant_id = a.tenant_id and p.id = a.project_id
  where a.id = $1`;
const ownRow = `${heldRow} and n.member_id = $2`;
const lockedRow = `${ownRow} for update of s`;

/** The caller's assignment, its slot locked until the transaction ends. @throws AppError NOT_FOUND */
export const lockHeld = (op: Op, id: string): Promise<Held> => readHeld(op, id, lockedRow);

/** The caller's assignment. @throws AppError NOT_FOUND */
export const ownHeld = (op: Op, id: string): Promise<Held> => readHeld(op, id, ownRow);

/** Anybody's assignment, for a command of a lead. @throws AppError NOT_FOUND */
export const heldOfAnyone = (op: Op, id: string): Promise<Held> => readHeld(op, id, heldRow);

async function readHeld(op: Op, id: string, text: string): Promise<Held> {
  const { viewer, services } = op;
  const own = text === heldRow ? [] : [viewer.kind === 'MEMBER' ? viewer.memberId : null];
  const [row] = await run<Row>(op.tx, { text, values: [id, ...own] });
  if (row === undefined) throw notFound();
  const { slotId, purpose, slotAssignmentId, submittedAt, ...rest } = row;
  const { taskKind, allowBothGood, responseIds, judged, ...assignment } = rest;
  const judgedPositions = judged.map(({ position }) => position).sort((a, b) => a - b);
  const key = { secret: services.secret, assignmentId: id };
  return {
    assignment: { ...assignment, id },
    slot: {
      id: slotId,
      purpose,
      assignmentId: slotAssignmentId,
      submittedAt: submittedAt === null ? null : new Date(submittedAt),
    },
    ...{ taskKind, allowBothGood, responseIds },
    parts: partsOf(key, responseIds.length, judgedPositions),
    messageIds: new Map(judged.map((message) => [message.position, message.id])),
  };
}
