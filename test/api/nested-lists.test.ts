import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { jsonLines, uploaded } from '../support/imports.ts';
import {
  branchesOf,
  countBranches,
  documentFor,
  glanceAt,
  itemsAt,
  type ListedType,
  listedTypes,
  type Step,
} from '../support/nested-lists.ts';
import { files, judge, proposalOf, ticketSystems, toldOfEvents } from '../support/one-of-each.ts';
import { record, startOutcomeImport, told } from '../support/outcomes.ts';
import { newKey, type Person } from '../support/person.ts';
import {
  addTasks,
  claim,
  join,
  newProject,
  organisation,
  payload,
  ratingTask,
} from '../support/scenario.ts';

const schema = buildSchema(
  readFileSync(new URL('../../apps/server/schema.graphql', import.meta.url), 'utf8'),
);
const listed = listedTypes(schema);

const statements: string[] = [];
let assay: Assay;
let few: Person;
let many: Person;
const copies = 4;
beforeAll(async () => {
  assay = await startAssay({ onStatement: (statement) => statements.push(statement) });
  few = await filled(1);
  many = await filled(copies);
}, 120_000);
afterAll(() => assay.stop());

/** An organisation with so many of everything that lists hold. @returns its owner, who may judge nothing more */
async function filled(count: number): Promise<Person> {
  const { owner, slug } = await organisation(assay);
  const annotator = await join(assay, owner, slug, 'ANNOTATOR');
  for (let n = 0; n < count; n += 1) {
    const projectId = await newProject(owner);
    await addTasks(owner, projectId, [ratingTask('one'), ratingTask('two')]);
    for (const one of await claim(annotator, projectId, 2)) await judge(annotator, one);
    await files(owner, projectId);
    const outcomes = [told(`T-${n}`, { resolved: true })];
    await record(owner, outcomes);
    await startOutcomeImport(owner, projectId, await uploaded(owner, jsonLines(outcomes)));
    const run = payload(
      await owner.change(
        'runKpiAnalysis',
        { idempotencyKey: newKey(), projectId },
        'kpiRun { id job { id } project { rubricVersion { id } } }',
      ),
    );
    await proposalOf(assay, run.kpiRun, projectId);
    await ticketSystems(owner);
    await toldOfEvents(owner);
  }
  return owner;
}

/** What a document answers once what is kept between documents is kept, and its statements. */
async function sent(person: Person, document: string) {
  await person.get(document);
  statements.length = 0;
  const answer = await person.get(document);
  return { answer, count: statements.length };
}

type Nested = readonly [name: string, listed: ListedType, field: Step];
const nested = (isWanted: (kind: Step['kind']) => boolean): Nested[] =>
  listed.flatMap((each) =>
    branchesOf(each.type)
      .filter(({ kind }) => isWanted(kind))
      .map((step) => [`${each.type.name}.${step.field}`, each, step] as const),
  );

/** Asks for a field of every item, where there is one item and where there are several. */
async function expectBounded(each: ListedType, field: Step): Promise<void> {
  const document = documentFor(each, glanceAt(field));
  const [one, more] = [await sent(few, document), await sent(many, document)];
  expect(itemsAt(one.answer, each.path).length).toBeGreaterThan(0);
  expect(itemsAt(more.answer, each.path).length).toBeGreaterThanOrEqual(copies);
  expect(more.count).toBe(one.count);
  expect(more.count).toBeLessThanOrEqual(2 + countBranches(document));
}

describe('a list within a list', () => {
  const connections = nested((kind) => kind === 'connection');

  it.each(connections)('is one statement for all: %s', async (_name, each, field) => {
    await expectBounded(each, field);
  });

  it.each(connections)('is the very list of each by itself: %s', async (_name, each, { field }) => {
    for (const page of ['first: 1', 'last: 1', 'first: 20']) {
      const asked = `id ${field}(${page}) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage } }`;
      const together = itemsAt(await many.get(documentFor(each, asked)), each.path);
      for (const item of together) {
        const { node } = await many.get(
          `query ($id: ID!) { node(id: $id) { ... on ${each.type.name} { ${asked} } } }`,
          { id: Reflect.get(Object(item), 'id') },
        );
        expect(item).toEqual(node);
      }
      const lists = together.map((item) => JSON.stringify(Reflect.get(Object(item), field)));
      const filled = lists.filter((list) => list.includes('"cursor"'));
      expect(new Set(filled).size).toBe(filled.length);
    }
  });

  it('covers the schema', () => {
    const names = connections.map(([name]) => name);
    expect(names).toContain('Project.kpiRuns');
    expect(names).toContain('Import.problems');
    expect(names).toContain('Ticket.events');
    expect(names.length).toBeGreaterThan(12);
  });
});

describe('what every item of a list holds', () => {
  /** Items with an id: others came with what they are a part of. Of tenants one sees but one's own. */
  const hasId = ({ type }: ListedType) =>
    type.name !== 'Tenant' && type.getInterfaces().some(({ name }) => name === 'Node');
  const fields = nested((kind) => kind !== 'connection').filter(([, each]) => hasId(each));

  it.each(fields)('is a bounded number of statements for all: %s', async (_name, each, field) => {
    await expectBounded(each, field);
  });
});
