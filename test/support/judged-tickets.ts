import { createHash } from 'node:crypto';
import { importFile, jsonLines } from './imports.ts';
import { recordOutcomes } from './kpi.ts';
import type { Person } from './person.ts';
import { newProject } from './scenario.ts';

export const tickets = 700;
/** A number in [0, 1) that belongs to a ticket and a purpose, the same in every run of the test. */
const chance = (ticket: number, purpose: string): number =>
  createHash('sha256').update(`${purpose} ${ticket}`).digest().readUInt32BE() / 2 ** 32;
const tierOf = (ticket: number, dimension: string): number =>
  Math.floor(3 * chance(ticket, dimension));
export const opened = (ticket: number): Date => new Date(Date.UTC(2026, 0, 1, ticket));

/** Tasks with one judgment each. */
const judgedRows = () =>
  Array.from({ length: tickets }, (_, ticket) => ({
    externalId: `T-${ticket}`,
    attributes: { language: ticket % 3 === 0 ? 'de' : 'en' },
    messages: [{ role: 'user', content: `Question ${ticket}` }],
    responses: [{ content: `Answer ${ticket}`, model: ticket % 2 === 0 ? 'a' : 'b' }],
    judgments: [
      {
        annotator: `judge ${ticket % 4}`,
        scores: ['accuracy', 'tone', 'policy'].map((dimension) => ({
          ...{ dimension, response: 0, tier: tierOf(ticket, dimension) },
        })),
      },
    ],
  }));

/** Resolution follows accuracy and policy and not tone; satisfaction tone. */
export const outcomes = () =>
  Array.from({ length: tickets }, (_, ticket) => {
    const push = 2.4 * (tierOf(ticket, 'accuracy') - 1) + 2.4 * (tierOf(ticket, 'policy') - 1);
    const resolved = chance(ticket, 'resolved') < 1 / (1 + Math.exp(-push - 0.3));
    const openedAt = opened(ticket);
    const seconds = 3_600 * (1 + 40 * chance(ticket, 'time')) * Math.exp(-push / 4);
    const answers = chance(ticket, 'answers') < 0.5;
    return {
      ...{ source: 'desk', externalId: `T-${ticket}`, eventId: `e-${ticket}` },
      openedAt: openedAt.toISOString(),
      occurredAt: new Date(openedAt.getTime() + 1_000 * seconds).toISOString(),
      resolved,
      ...(resolved && { fullResolutionCalendarSeconds: seconds }),
      csatOfferedAt: openedAt.toISOString(),
      ...(answers && {
        csat: { raw: 1 + 2 * tierOf(ticket, 'tone'), scale: 'ONE_TO_FIVE' },
        csatAnsweredAt: new Date(openedAt.getTime() + 1_000).toISOString(),
      }),
      attributes: [
        {
          key: 'channel',
          value: ticket % 5 === 0 ? 'email' : 'chat',
          knownAt: openedAt.toISOString(),
        },
        {
          ...{ key: 'escalation_note', value: resolved ? 'none' : 'yes' },
          knownAt: new Date(openedAt.getTime() + 1_000 * seconds).toISOString(),
        },
      ],
    };
  });

/** A project of judged tasks with their tickets, told out of order. @returns its id */
export async function judgedTickets(owner: Person): Promise<string> {
  const projectId = await newProject(owner);
  await importFile(owner, projectId, jsonLines(judgedRows()));
  const recorded = await recordOutcomes(owner, outcomes().toReversed());
  if (recorded !== tickets) throw new Error(`${recorded} of ${tickets} outcomes were recorded`);
  return projectId;
}
