import {
  type Column,
  getTableColumns,
  getTableName,
  type InferInsertModel,
  type SQL,
} from 'drizzle-orm';
import { type PgColumn, PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import { serializeArray } from './array-types.ts';
import { rowText, selectRowText } from './row-text.ts';
import type { TenantTx } from './tenant.ts';

/** What is sent as it is: dates as ISO texts, JSON as text. The driver cannot fail to write it. */
export type Value = string | number | boolean | null;

/** A statement as it is sent. Where its text is made once, nothing is built anew for each. */
export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

/** Sends a statement at once. @returns its rows, dates as texts */
export function run<R extends object = object>(tx: TenantTx, statement: Statement): Promise<R[]> {
  // what a row looks like is known to whoever wrote the statement
  return tx.$client.run(statement) as Promise<R[]>;
}

const dialect = new PgDialect();

/**
 * Asks about most rows of the tables that it names, such as all tickets of a project. It is planned anew each
 * time, and joins by hashing or sorting: what PostgreSQL knows of a table that was just filled, or of one
 * tenant among many, makes it expect a handful of rows, and a loop over both sides would take their product.
 *
 * @param timeoutMs - milliseconds that it may take, where that is more than of others
 * @returns its rows, dates as texts
 */
export function runWhole<R extends object = object>(
  tx: TenantTx,
  whole: SQL,
  timeoutMs: number | null = null,
): Promise<R[]> {
  const { sql: text, params } = dialect.sqlToQuery(whole);
  // parameters of such statements are ids, texts and numbers; what a row looks like is known to whoever wrote it
  return tx.$client.runWhole({ text, values: params as Value[] }, timeoutMs) as Promise<R[]>;
}

/**
 * The rows of a statement about most of a table in PostgreSQL's binary form, piece by piece: nobody makes objects
 * or texts of them on the way. COPY takes no parameters, so they are written into the statement; an array is
 * given as `arrayText`. Nothing else may be asked for until it has ended or was given up.
 *
 * @param timeoutMs - milliseconds that it may take, waiting for whoever reads included
 */
export function copyWhole(tx: TenantTx, whole: SQL, timeoutMs: number): AsyncGenerator<Buffer> {
  const { sql: text } = dialect.sqlToQuery(whole.inlineParams());
  return tx.$client.copyOut(`copy (${text}) to stdout (format binary)`, timeoutMs);
}

/** An array as PostgreSQL writes it. */
export const arrayText = (values: readonly (string | number)[]): string =>
  String(serializeArray([...values]));

const combinations = new Map<string, string>();

/**
 * Several inserts and updates as one statement, all of which see the state before it. One statement
 * costs the server and the driver much less than its parts one by one.
 *
 * @param statements - at least one, with no `returning` that anybody reads; no two change the same row
 */
export function together(statements: readonly Statement[]): Statement {
  const [first] = statements;
  if (first === undefined) throw new RangeError('together requires a statement');
  if (statements.length === 1) return first;
  const name = statements.map(({ text }) => text).join(';');
  let text = combinations.get(name);
  if (text === undefined) {
    text = combine(statements);
    combinations.set(name, text);
  }
  return { text, values: statements.flatMap(({ values }) => values) };
}

function combine(statements: readonly Statement[]): string {
  let before = 0;
  const parts = statements.map(({ text, values }, at) => {
    const moved = text.replaceAll(/\$(\d+)/g, (_, place) => `$${Number(place) + before}`);
    before += values.length;
    return `part_${at} as (${moved})`;
  });
  return `with ${parts.join(', ')} select`;
}

interface Shape {
  readonly columns: readonly PgColumn[];
  readonly keys: readonly string[];
  readonly one: string;
  readonly many: string;
  /** For rows that cannot be written as a text. */
  readonly json: string;
}
const shapes = new Map<PgTable, Map<string, Shape>>();

/**
 * Inserts one row, or any number of them with one parameter and in the order given.
 *
 * @param rows - at least one; all have the keys of the first, and what it lacks takes its default
 * @param onConflict - such as `on conflict do nothing returning id`
 */
export function insertion<T extends PgTable>(
  table: T,
  rows: readonly InferInsertModel<T>[],
  onConflict = '',
): Statement {
  const [first] = rows;
  if (first === undefined) throw new RangeError('insertion requires a row');
  const { columns, keys, one, many, json } = shapeOf(table, Object.keys(first));
  if (rows.length > 1) {
    const text = rowText(columns, keys, rows);
    if (text !== null) return { text: `${many} ${onConflict}`, values: [text] };
    return { text: `${json} ${onConflict}`, values: [JSON.stringify(rows)] };
  }
  const given = new Map<string, unknown>(Object.entries(first));
  const values = columns.map((column, at) => driverValue(column, given.get(keys[at] ?? '')));
  return { text: `${one} ${onConflict}`, values };
}

function shapeOf(table: PgTable, keys: readonly string[]): Shape {
  let known = shapes.get(table);
  if (known === undefined) {
    known = new Map();
    shapes.set(table, known);
  }
  const name = keys.join(' ');
  let shape = known.get(name);
  if (shape === undefined) {
    shape = makeShape(table, keys);
    known.set(name, shape);
  }
  return shape;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function makeShape(table: PgTable, keys: readonly string[]): Shape {
  const all = new Map(Object.entries(getTableColumns(table)));
  const columns = keys.map((key) => {
    const column = all.get(key);
    if (column === undefined) throw new Error(`${getTableName(table)} has no column for ${key}`);
    return column;
  });
  const into = `insert into ${quoted(getTableName(table))} (${columns.map(({ name }) => quoted(name)).join(', ')})`;
  const fields = columns.map((column, at) => `${quoted(keys[at] ?? '')} ${column.getSQLType()}`);
  return {
    columns,
    keys,
    one: `${into} values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    many: `${into} ${selectRowText(columns)}`,
    json: `${into} select ${keys.map(quoted).join(', ')} from json_to_recordset($1::json) as r(${fields.join(', ')})`,
  };
}

function driverValue(column: Column, value: unknown): Value {
  if (value === null || value === undefined) return null;
  const mapped = column.mapToDriverValue(value);
  switch (typeof mapped) {
    case 'string':
    case 'number':
    case 'boolean':
      return mapped;
    default:
      throw new Error(`${column.name} takes no ${typeof mapped}`);
  }
}
