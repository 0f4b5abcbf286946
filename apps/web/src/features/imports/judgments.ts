import type { PreferenceDirection } from '../../__generated__/graphql.ts';
import { strings } from './strings.ts';

export interface Verdict {
  readonly value: string;
  readonly direction: PreferenceDirection;
  readonly strength: number | null;
}
/** How comparisons that were made elsewhere stand in a file. */
export interface Judgments {
  /** The column with the list of judgments; empty where a row is one judgment. */
  readonly path: string;
  readonly label: string;
  /** Empty where nobody knows who judged. */
  readonly annotator: string;
  readonly values: readonly Verdict[];
}
/** The first rows of a file: cells in the order of the columns. */
export interface Preview {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export const noJudgments: Judgments = { path: '', label: '', annotator: '', values: [] };

/** Columns that hold a list of objects, as JSON. */
export const listColumns = ({ columns, rows }: Preview): readonly string[] =>
  columns.filter((_, index) => rows.some((row) => /^\s*\[\s*\{/.test(row[index] ?? '')));

/** What a judgment has: the columns of a row, or the fields of the objects in a list. */
export function fieldsOf(preview: Preview, path: string): readonly string[] {
  if (path === '') return preview.columns;
  const names = cellsOf(preview, path).flatMap((cell) =>
    [...cell.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].flatMap(([, name]) => name ?? []),
  );
  return [...new Set(names)];
}

/** The verdicts that occur in the first rows, each with a guess at what it means. */
export function verdictsIn(preview: Preview, path: string, label: string): readonly Verdict[] {
  const found = path === '' ? cellsOf(preview, label) : valuesInLists(preview, path, label);
  return [...new Set(found)]
    .filter((value) => value !== '')
    .slice(0, 20)
    .map((value) => ({ value, direction: directionOf(value), strength: null }));
}

export function judgmentsProblem({ label, values }: Judgments): string | null {
  if (label === '') return strings.judgments.noLabel;
  return values.length === 0 ? strings.judgments.noValues : null;
}

function cellsOf({ columns, rows }: Preview, column: string): readonly string[] {
  const index = columns.indexOf(column);
  return rows.flatMap((row) => row[index] ?? []);
}

/** By pattern, since a long cell of a preview is cut and no whole JSON. */
function valuesInLists(preview: Preview, path: string, label: string): readonly string[] {
  const name = JSON.stringify(label).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(
    `${name}\\s*:\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(-?[\\w.]+)(?=\\s*[,}]))`,
    'g',
  );
  return cellsOf(preview, path).flatMap((cell) =>
    [...cell.matchAll(pattern)].map(([, text, plain]) => text ?? plain ?? ''),
  );
}

function directionOf(value: string): PreferenceDirection {
  const word = value.trim().toLowerCase();
  if (/^(a|1|left|first|(model|response|answer|output)[ _-]?(a|1))$/.test(word)) return 'A';
  if (/^(b|2|right|second|(model|response|answer|output)[ _-]?(b|2))$/.test(word)) return 'B';
  if (/both.?bad/.test(word)) return 'BOTH_BAD';
  return 'TIE';
}
