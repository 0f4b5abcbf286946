import fc from 'fast-check';
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  getIntrospectionQuery,
  getOperationAST,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { expect, it } from 'vitest';
import { schema as wholeSchema } from '../schema.ts';
import { executeDocument } from './execute.ts';

const schema = buildSchema(`
  interface Named { name: String }
  type Person implements Named {
    id: ID! name: String age: Int! friend: Person boss: Person! pet: Pet strict: Pet!
    friends: [Person] team: [Person!] all: [Person!]! words: [String!] grid: [[Int]] named: Named
    greet(whom: String! = "you", times: Int): String
  }
  type Dog implements Named { name: String barks: Boolean! owner: Person }
  type Cat implements Named { name: String! lives: Int owner: Person! }
  union Pet = Dog | Cat
  type Query { me: Person you: Person! pets: [Pet] version: String! }
  type Mutation { rename(name: String!): Person }
`);

/** How the fields of one run behave, drawn from a number. */
type Behaviour = (path: string) => number;
interface Context {
  readonly behaviour: Behaviour;
  readonly isAsync: boolean;
}

const values: Readonly<Record<string, () => unknown>> = {
  ...{ id: () => 'x1', name: () => 'Ada', age: () => 36, barks: () => true, lives: () => 9 },
  ...{ version: () => '1', words: () => ['a', 'b'], grid: () => [[1, null], null, [2]] },
  ...{ friends: () => [{}, null, {}], team: () => [{}, {}], all: () => [{}], pets: () => [{}, {}] },
};

const resolve: GraphQLFieldResolver<object, Context> = (_source, args, context, info) => {
  const places: string[] = [];
  let typename: string | undefined;
  for (let at: typeof info.path | undefined = info.path; at !== undefined; at = at.prev) {
    places.push(String(at.key));
    typename ??= at.typename;
  }
  const drawn = context.behaviour(`${typename} ${places.join()} ${info.fieldName}`) % 16;
  const value = (): unknown => {
    if (drawn === 0) throw new Error(`broken ${info.fieldName}`);
    if (drawn === 1) return new Error(`an error as a value of ${info.fieldName}`);
    if (drawn === 2) return null;
    if (drawn === 3) return undefined;
    if (drawn === 4) return { not: 'what is wanted' };
    if (info.fieldName === 'greet') return JSON.stringify(args);
    return values[info.fieldName]?.() ?? {};
  };
  return context.isAsync && drawn % 2 === 0 ? Promise.resolve().then(value) : value();
};
for (const type of Object.values(schema.getTypeMap())) {
  if (!isObjectType(type) || type.name.startsWith('__')) continue;
  for (const field of Object.values(type.getFields())) field.resolve = resolve;
}
for (const name of ['Pet', 'Named']) {
  const type = schema.getType(name);
  if (type === undefined || !('resolveType' in type)) throw new Error(`${name} is abstract`);
  type.resolveType = (_value, { behaviour, isAsync }: Context, { path }) => {
    const drawn = behaviour(`type ${path.key}`) % 12;
    const found = drawn === 0 ? 'Query' : drawn === 1 ? undefined : drawn < 6 ? 'Cat' : 'Dog';
    return isAsync && drawn % 2 === 0 ? Promise.resolve(found) : found;
  };
}

const documents = [
  '{ me { id name age } you { id } version __typename }',
  '{ me { friends { name friends { id } } team { id boss { name } } all { age words grid } } }',
  `{ me { pet { __typename ... on Dog { barks owner { name } } ... on Cat { lives keeper: owner { age } } }
      strict { ...Animal } named { name ... on Cat { lives } } } pets { ... on Named { name } } }
    fragment Animal on Pet { ... on Dog { name ...Owned } }
    fragment Owned on Dog { owner { all { strict { __typename } } } }`,
  '{ me { friend { boss { friend { boss { id } } } } } a: me { name } b: me { friend { id } friend { age } } }',
  `query ($whom: String! = "Bo", $times: Int, $yes: Boolean!, $no: Boolean = false) {
    me { greet(whom: $whom, times: $times) again: greet name @include(if: $yes) age @skip(if: $yes)
      ... @include(if: $no) { id } boss @skip(if: $no) { name @skip(if: true) id } } }`,
  '{ __schema { queryType { name fields { name args { name } } } } __type(name: "Cat") { name } me { __proto__: id } }',
  'mutation { first: rename(name: "a") { name } second: rename(name: "b") { id age } }',
];

type Variables = Readonly<Record<string, unknown>>;

const byGraphqlJs = async (document: DocumentNode, contextValue: Context, variables: Variables) =>
  plain(await execute({ schema, document, contextValue, variableValues: variables }));

const byUs = async (document: DocumentNode, context: Context, variables: Variables) =>
  plain(
    await executeDocument({
      ...{ schema, document, variables: { ...variables }, context, operationName: undefined },
      operation: getOperationAST(document) ?? undefined,
    }),
  );

/** As it is sent. Two ways of saying that a value does not fit its type are not told apart. */
function plain(result: ExecutionResult) {
  const { data, errors = [] } = JSON.parse(JSON.stringify(result)) as ExecutionResult;
  const told = errors.map((error) => ({ ...error, message: error.message.replace(/".*/s, '') }));
  return { text: JSON.stringify(data), errors: told };
}

/** Some number for a text and a seed, the same at each call. */
const behaviourOf = (seed: number): Behaviour => {
  return (path) => {
    let hash = seed;
    for (const letter of path) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619) >>> 0;
    return (hash ^ (hash >>> 13)) >>> 0;
  };
};

for (const text of documents) {
  const document = parse(text);
  const variables = { yes: true, times: 3 };
  it(`answers as graphql-js does: ${text.slice(0, 60)}`, async () => {
    expect(validate(schema, document)).toEqual([]);
    const whole = await byUs(document, { behaviour: () => 9, isAsync: false }, variables);
    expect(whole.text).not.toContain(':null');
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const now = { behaviour: behaviourOf(seed), isAsync: false };
        const theirs = await byGraphqlJs(document, now, variables);
        expect(await byUs(document, now, variables)).toEqual(theirs);
        // which of several failures below one null is told depends on which came first
        const late = await byUs(document, { ...now, isAsync: true }, variables);
        expect(late.text).toBe(theirs.text);
        expect(late.errors.length > 0).toBe(theirs.errors.length > 0);
      }),
      { numRuns: 300 },
    );
  });
}

it('asks for other fields when other variables say so', async () => {
  const document = parse('query ($yes: Boolean!) { me { name @include(if: $yes) id } }');
  const context = { behaviour: () => 9, isAsync: false };
  for (const yes of [true, false, true]) {
    const answer = await byUs(document, context, { yes });
    expect(answer).toEqual(await byGraphqlJs(document, context, { yes }));
    expect(answer.text.includes('name')).toBe(yes);
  }
});

it('takes the variables of each request', async () => {
  const document = parse('query ($whom: String!) { me { greet(whom: $whom) } }');
  const context = { behaviour: () => 9, isAsync: false };
  for (const variables of [{ whom: 'Bo' }, { whom: 'Cy' }, {}, { whom: 7 }]) {
    const answer = await byUs(document, context, variables);
    expect(answer).toEqual(await byGraphqlJs(document, context, variables));
  }
});

it('refuses an operation that the document does not have', async () => {
  const document = parse('query A { version } query B { version }');
  const result = await executeDocument({
    ...{ schema, document, variables: {}, context: {}, operationName: 'C', operation: undefined },
  });
  expect(result.errors?.[0]?.message).toBe('Unknown operation named "C".');
});

const id = 'Project_018f0000-0000-7000-8000-000000000000';
for (const text of [
  getIntrospectionQuery({ inputValueDeprecation: true }),
  '{ __typename __type(name: "Judgment") { ...Shape } } fragment Shape on __Type { name interfaces { name } fields { name type { kind ofType { name } } } }',
  `{ project(id: "${id}") { name tasks(first: 2) { nodes { id judgments { scores { value } } } } } again: project(id: "${id}") { id } }`,
  `{ node(id: "${id}") { __typename id ... on Project { name } } nodes(ids: ["${id}", "x"]) { id } }`,
]) {
  it(`answers for the whole API as graphql-js does: ${text.slice(0, 50)}`, async () => {
    const document = parse(text);
    expect(validate(wholeSchema, document)).toEqual([]);
    // nobody asks and there is no database: each field that needs one fails in its own way
    const contextValue = {};
    const theirs = await execute({ schema: wholeSchema, document, contextValue });
    const ours = await executeDocument({
      ...{ schema: wholeSchema, document, variables: {}, context: contextValue },
      ...{ operationName: undefined, operation: getOperationAST(document) ?? undefined },
    });
    expect(JSON.parse(JSON.stringify(ours))).toEqual(JSON.parse(JSON.stringify(theirs)));
  });
}
