import { projects } from '@assay/db/tables/projects';
import { rubricVersions } from '@assay/db/tables/rubrics';
import { eq } from 'drizzle-orm';
import { AppError, notFound } from '../../errors.ts';
import { command, type Op } from '../../operation.ts';
import { named } from '../../text.ts';
import { checkSettings, type ProjectSettings } from './rules.ts';

interface CreateProject extends ProjectSettings {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  readonly rubricVersionId: string;
  readonly allowBothGood: boolean;
  readonly renderMarkdown: boolean;
}

export const createProject = command('project:write', async (op, input: CreateProject) => {
  checkSettings(input);
  await requirePublished(op, input.rubricVersionId);
  const { idempotencyKey: _key, ...settings } = input;
  await op.tx
    .insert(projects)
    .values({ ...settings, id: op.resultId, name: named(input.name, 'name'), createdAt: op.now });
  return op.resultId;
});

interface UpdateProject extends Partial<ProjectSettings> {
  readonly projectId: string;
  readonly name?: string;
  readonly description?: string;
  readonly instructions?: string;
  readonly paused?: boolean;
  readonly allowBothGood?: boolean;
  readonly renderMarkdown?: boolean;
}

/** Changes what is given and leaves the rest. Overlap is fixed when tasks are made. */
export const updateProject = command(
  'project:write',
  async (op, { projectId, paused, ...changes }: UpdateProject) => {
    checkSettings(changes);
    const updated = await op.tx
      .update(projects)
      .set({
        ...changes,
        ...(changes.name !== undefined && { name: named(changes.name, 'name') }),
        ...(paused !== undefined && { pausedAt: paused ? op.now : null }),
        id: projectId,
      })
      .where(eq(projects.id, projectId))
      .returning({ id: projects.id });
    if (updated.length === 0) throw notFound();
    return projectId;
  },
);

/** Judges what is claimed from now on under another version; what is held or done keeps its own. */
export const adoptRubricVersion = command(
  'project:write',
  async (op, input: { projectId: string; rubricVersionId: string }) => {
    await requirePublished(op, input.rubricVersionId);
    const updated = await op.tx
      .update(projects)
      .set({ rubricVersionId: input.rubricVersionId })
      .where(eq(projects.id, input.projectId))
      .returning({ id: projects.id });
    if (updated.length === 0) throw notFound();
    return input.projectId;
  },
);

async function requirePublished(op: Op, rubricVersionId: string): Promise<void> {
  const [version] = await op.tx
    .select({ status: rubricVersions.status })
    .from(rubricVersions)
    .where(eq(rubricVersions.id, rubricVersionId));
  if (version === undefined) throw notFound();
  if (version.status !== 'PUBLISHED') {
    throw new AppError(
      'CONFLICT',
      'A project is judged by a published rubric version. Publish it first.',
      {
        field: 'rubricVersionId',
      },
    );
  }
}
