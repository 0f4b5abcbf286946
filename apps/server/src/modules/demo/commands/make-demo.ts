import { members } from '@assay/db/tables/members';
import { annotators } from '@assay/db/tables/slots';
import { tenants } from '@assay/db/tables/tenants';
import { demoAnnotators } from '../../../../demo/annotators.ts';
import type { DemoContent } from '../../../../demo/content.ts';
import { simulateJudgments } from '../../../../demo/simulate.ts';
import { pairwiseTasks, ratingTasks } from '../../../../demo/tasks.ts';
import type { Exchanges } from '../../../../demo/tickets/exchanges.ts';
import { simulateTickets } from '../../../../demo/tickets/simulate.ts';
import type { Role } from '../../../auth/viewer.ts';
import { newId } from '../../../ids.ts';
import { command, type Op } from '../../../operation.ts';
import { insertRubric, publishVersion } from '../../rubrics/commands.ts';
import { DraftContent } from '../../rubrics/queries/templates.ts';
import { demoSlug, demoTenantName } from '../rules.ts';
import { insertConnections } from './insert-connections.ts';
import { insertOutcomes } from './insert-outcomes.ts';
import { insertProject } from './insert-project.ts';

interface DemoPerson {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}
interface LoadDemo {
  readonly tenantId: string;
  readonly content: DemoContent;
  readonly exchanges: Exchanges;
  /** Those who can be entered with one click. */
  readonly people: readonly DemoPerson[];
}

const seed = 20_260_601;
const days = 20;
/** Two quarters, and what the help desk counted in them. */
const ticketDays = 182;
const ticketCount = 1_150;
const dayMs = 24 * 3600 * 1000;

/** Makes the demo tenant with all that is in it, in one transaction: wholly or not at all. */
export const makeDemo = command(
  'demo:load',
  async (op, { tenantId, content, exchanges, people }: LoadDemo) => {
    await op.tx.insert(tenants).values({
      id: tenantId,
      slug: demoSlug,
      name: demoTenantName,
      simulated: true,
      createdAt: op.now,
    });
    const annotatorIds = await insertPeople(op, people);
    await insertConnections(op);
    const rubricVersionId = await insertRubric(
      op,
      {
        id: newId(op.now),
        name: content.rubric.name ?? 'Support answer quality',
        description: content.rubric.description ?? '',
      },
      DraftContent.parse(content.rubric),
    );
    await publishVersion(op, rubricVersionId);
    const daysAgo = (n: number) => new Date((Math.floor(op.now.getTime() / dayMs) - n) * dayMs);
    const annotators = demoAnnotators;
    const simulated = simulateJudgments({
      ...content,
      ...{ annotators, seed, days, start: daysAgo(days) },
    });
    const about = { annotatorIds, rubricVersionId, overlap: 3 };
    await insertProject(op, {
      ...about,
      name: 'Answer quality',
      description: 'Single answers of the support bot, judged by accuracy, tone and policy.',
      tasks: ratingTasks(content.conversations),
      judgments: simulated.ratings,
    });
    await insertProject(op, {
      ...about,
      name: 'Harbor 2 against Harbor 1',
      description: 'Two answers to the same customer: which one is better?',
      tasks: pairwiseTasks(content.conversations),
      judgments: simulated.pairs,
    });
    const { tasks, judgments, events } = simulateTickets({
      ...{ exchanges, annotators, seed, count: ticketCount },
      ...{ days: ticketDays, start: daysAgo(ticketDays) },
    });
    const projectId = await insertProject(op, {
      ...about,
      overlap: 1,
      name: 'Support bot, last two quarters',
      description: 'Answers of the support bot beside what became of their tickets.',
      ...{ tasks, judgments },
    });
    await insertOutcomes(op, { projectId, events, middle: daysAgo(ticketDays / 2) });
    return tenantId;
  },
);

/** Members with their annotators. @returns annotator ids by name */
async function insertPeople(op: Op, people: readonly DemoPerson[]): Promise<Map<string, string>> {
  const simulated = demoAnnotators.map(({ name }, index) => ({
    userId: `simulated-${index}`,
    name,
    email: `annotator-${index + 1}@${demoSlug}.example`,
    role: 'ANNOTATOR' as const,
  }));
  const rows = [...people, ...simulated].map((person) => ({
    ...person,
    id: newId(op.now),
    joinedAt: op.now,
  }));
  await op.tx.insert(members).values(rows);
  const made = rows.map(({ id, name }) => ({
    id: newId(op.now),
    memberId: id,
    name,
    identified: true,
  }));
  await op.tx.insert(annotators).values(made);
  return new Map(made.map(({ name, id }) => [name, id]));
}
