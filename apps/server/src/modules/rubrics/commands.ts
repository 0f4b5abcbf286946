import { one } from '@assay/db/one';
import {
  dimensions,
  type RubricVersion,
  rubrics,
  rubricVersions,
  tierExamples,
  tiers,
} from '@assay/db/tables/rubrics';
import { validateRubric } from '@assay/scoring/rubrics/validate-rubric';
import { and, desc, eq } from 'drizzle-orm';
import { AppError, notFound } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { command, type Op } from '../../operation.ts';
import { named } from '../../text.ts';
import { contentOf, scoringRubric } from './queries/content.ts';
import { type DraftContent, rubricTemplates } from './queries/templates.ts';
import { checkDraft, withWeights } from './rules.ts';

interface CreateRubric {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly description: string;
  readonly templateId: string | null;
  readonly rubricVersionId: string | null;
}

/** Makes a rubric with a first draft: from a template, from a version, or empty. */
export const createRubric = command('rubric:write', async (op, input: CreateRubric) => {
  const name = named(input.name, 'name');
  const content = await startingContent(op, input);
  await insertRubric(op, { id: op.resultId, name, description: input.description }, content);
  return op.resultId;
});

interface RubricRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** Stores a rubric with its first draft. @returns the id of the draft */
export async function insertRubric(op: Op, row: RubricRow, content: DraftContent): Promise<string> {
  await op.tx.insert(rubrics).values({ ...row, createdAt: op.now });
  const versionId = await insertVersion(op, row.id, 1, '', content);
  await insertContent(op, versionId, content);
  return versionId;
}

/** Makes a draft final: from then on it never changes. */
export const publishVersion = (op: Op, versionId: string) =>
  op.tx
    .update(rubricVersions)
    .set({ status: 'PUBLISHED', publishedAt: op.now })
    .where(and(eq(rubricVersions.id, versionId), eq(rubricVersions.status, 'DRAFT')));

async function startingContent(op: Op, input: CreateRubric): Promise<DraftContent> {
  if (input.templateId !== null) {
    const template = (await rubricTemplates()).find(({ id }) => id === input.templateId);
    if (template === undefined) {
      throw new AppError('NOT_FOUND', 'There is no such template.', { field: 'templateId' });
    }
    return template;
  }
  if (input.rubricVersionId !== null) {
    const [version] = await op.tx
      .select()
      .from(rubricVersions)
      .where(eq(rubricVersions.id, input.rubricVersionId));
    if (version === undefined) throw notFound();
    return draftOf(op, version.id);
  }
  return { dimensions: [], redLines: [], profiles: [] };
}

/** A version's content as a new draft would hold it. */
async function draftOf(op: Op, versionId: string): Promise<DraftContent> {
  const content = await contentOf(op, versionId);
  // the rows are what zod would have given: drafts are checked when they are saved
  return structuredClone({ ...content }) as unknown as DraftContent;
}

interface SaveRubricDraft extends DraftContent {
  readonly rubricId: string;
  readonly basedOnRevision: number | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly note: string;
}

/**
 * Replaces the content of a rubric's draft, which is made if there is none. A draft may be
 * unfinished, but not malformed.
 *
 * @throws AppError CONFLICT if the draft was saved by somebody else since `basedOnRevision`
 */
export const saveRubricDraft = command('rubric:write', async (op, input: SaveRubricDraft) => {
  checkDraft(input);
  const [rubric] = await op.tx
    .select()
    .from(rubrics)
    .where(eq(rubrics.id, input.rubricId))
    .for('update');
  if (rubric === undefined) throw notFound();
  const newest = await newestVersion(op, input.rubricId);
  if (input.name !== null || input.description !== null) {
    await op.tx
      .update(rubrics)
      .set({
        name: input.name === null ? rubric.name : named(input.name, 'name'),
        description: input.description ?? rubric.description,
      })
      .where(eq(rubrics.id, rubric.id));
  }
  const revision = newest?.status === 'DRAFT' ? newest.revision : 0;
  if (input.basedOnRevision !== null && input.basedOnRevision !== revision) {
    throw new AppError(
      'CONFLICT',
      'Somebody else saved this draft since you opened it. Reload it to see their changes.',
      { field: 'basedOnRevision' },
    );
  }
  return storeDraft(op, rubric.id, newest, input, input.note);
});

interface Reweigh {
  /** Whose content a new draft starts from. */
  readonly versionId: string;
  /** The context profile that the weights are for; null for the rubric's own. */
  readonly profile: string | null;
  readonly weights: ReadonlyMap<string, number>;
  readonly note: string;
}

/**
 * Puts other weights into a rubric's draft, which is made if there is none; what else the draft says stays.
 *
 * @returns the id of the draft
 * @throws AppError CONFLICT where the draft has no such dimension or profile any more
 */
export async function reweighDraft(op: Op, input: Reweigh): Promise<string> {
  const [base] = await op.tx
    .select()
    .from(rubricVersions)
    .where(eq(rubricVersions.id, input.versionId));
  if (base === undefined) throw notFound();
  await op.tx.select().from(rubrics).where(eq(rubrics.id, base.rubricId)).for('update');
  const newest = await newestVersion(op, base.rubricId);
  const isDraft = newest?.status === 'DRAFT';
  const content = await draftOf(op, isDraft ? newest.id : base.id);
  const note = isDraft && newest.note !== '' ? `${newest.note}\n${input.note}` : input.note;
  return storeDraft(op, base.rubricId, newest, withWeights(content, input), note);
}

async function newestVersion(op: Op, rubricId: string): Promise<RubricVersion | undefined> {
  const [newest] = await op.tx
    .select()
    .from(rubricVersions)
    .where(eq(rubricVersions.rubricId, rubricId))
    .orderBy(desc(rubricVersions.number))
    .limit(1);
  return newest;
}

/** Stores a draft in the place of the one there is, or as a version of its own. @returns its id */
async function storeDraft(
  op: Op,
  rubricId: string,
  newest: RubricVersion | undefined,
  content: DraftContent,
  note: string,
): Promise<string> {
  if (newest?.status !== 'DRAFT') {
    const number = (newest?.number ?? 0) + 1;
    const versionId = await insertVersion(op, rubricId, number, note, content);
    await insertContent(op, versionId, content);
    return versionId;
  }
  const { redLines, profiles } = content;
  await op.tx.delete(dimensions).where(eq(dimensions.rubricVersionId, newest.id));
  await op.tx
    .update(rubricVersions)
    .set({ note, redLines, profiles, revision: newest.revision + 1 })
    .where(eq(rubricVersions.id, newest.id));
  await insertContent(op, newest.id, content);
  return newest.id;
}

/** Publishes a draft: from then on it never changes. */
export const publishRubricVersion = command(
  'rubric:write',
  async (op, { rubricVersionId }: { rubricVersionId: string }) => {
    const [version] = await op.tx
      .select()
      .from(rubricVersions)
      .where(eq(rubricVersions.id, rubricVersionId))
      .for('update');
    if (version === undefined) throw notFound();
    if (version.status !== 'DRAFT') {
      throw new AppError('CONFLICT', 'This version is published already.');
    }
    const [problem] = validateRubric(scoringRubric(await contentOf(op, version.id)));
    if (problem !== undefined) {
      throw new AppError('INVALID_INPUT', `It cannot be published yet: ${problem.message}`, {
        field: problem.field,
      });
    }
    await publishVersion(op, version.id);
    return version.id;
  },
);

async function insertVersion(
  op: Op,
  rubricId: string,
  number: number,
  note: string,
  { redLines, profiles }: DraftContent,
): Promise<string> {
  const row = { id: newId(op.now), rubricId, number, note, redLines, profiles };
  const inserted = await op.tx
    .insert(rubricVersions)
    .values({ ...row, status: 'DRAFT', revision: 1, createdAt: op.now, publishedAt: null })
    .returning({ id: rubricVersions.id });
  return one(inserted).id;
}

/** Inserts dimensions, tiers and examples, one statement each. */
async function insertContent(
  op: Op,
  rubricVersionId: string,
  content: DraftContent,
): Promise<void> {
  const id = () => newId(op.now);
  const made = content.dimensions.map((dimension, position) => {
    const dimensionId = id();
    const madeTiers = dimension.tiers.map((tier, tierPosition) => {
      const tierId = id();
      const examples = tier.examples.map(({ kind, text, reason }, at) => ({
        ...{ id: id(), tierId, position: at, kind, text, reason },
      }));
      const { label, description, value } = tier;
      const row = { id: tierId, dimensionId, position: tierPosition, label, description, value };
      return { row, examples };
    });
    const { key, label, description, scope, weight, critical, locked, rollUp } = dimension;
    const { allowNotApplicable } = dimension;
    const row = {
      key,
      label,
      description,
      scope,
      weight,
      critical,
      locked,
      rollUp,
      allowNotApplicable,
    };
    return { row: { ...row, id: dimensionId, rubricVersionId, position }, tiers: madeTiers };
  });
  const tierRows = made.flatMap((dimension) => dimension.tiers.map((tier) => tier.row));
  const exampleRows = made.flatMap(({ tiers: of }) => of.flatMap((tier) => tier.examples));
  if (made.length > 0) await op.tx.insert(dimensions).values(made.map(({ row }) => row));
  if (tierRows.length > 0) await op.tx.insert(tiers).values(tierRows);
  if (exampleRows.length > 0) await op.tx.insert(tierExamples).values(exampleRows);
}
