import { readFileSync } from 'node:fs';
import { buildSchema, getVariableValues, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { examples } from './examples.ts';

const schema = buildSchema(
  readFileSync(new URL('../../../../server/schema.graphql', import.meta.url), 'utf8'),
);

it.each(examples.map(({ query, variables }) => [query, variables ?? '{}']))(
  'is a document of this API, with variables that fit: %s',
  (query, variables) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const [operation] = document.definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
    const { errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      JSON.parse(variables),
    );
    expect(errors).toBeUndefined();
  },
);
