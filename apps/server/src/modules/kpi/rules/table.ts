import type { CopyRow } from '../../../copy-rows.ts';
import type { KpiInput, KpiNote, KpiRequest } from './input.ts';
import { Pairs } from './pairs.ts';
import { TableRows } from './table-rows.ts';
import type { MeasureRow } from './ticket-row.ts';

/** A dimension of the rubric, as a column is named. */
export interface TableDimension {
  readonly key: string;
  readonly label: string;
  readonly locked: boolean;
  /** Normalised to 1. */
  readonly weight: number;
}

/** A rubric version whose judgments count. */
export interface TableVersion {
  readonly number: number;
  /** Of its dimensions, in their order. */
  readonly dimensionKeys: readonly string[];
}

/** What a table is made by, beside its rows: plain data. */
export interface TableOptions {
  readonly request: KpiRequest;
  readonly dimensions: readonly TableDimension[];
  readonly versions: readonly TableVersion[];
  readonly scales: readonly string[];
  readonly measures: readonly MeasureRow[];
  /** Seconds since 1970: open tickets are censored then. */
  readonly asOf: number;
  /** Attributes that the run asks for, in the order in which tasks tell of them. */
  readonly attributeKeys: readonly string[];
  /** The source that all tickets have; null where each tells its own. */
  readonly onlySource: string | null;
  /** By ticket, the composite without the leniency of annotators; null where the raw one is meant. */
  readonly adjusted: ReadonlyMap<string, number> | null;
  /** What was found while the rows were chosen. */
  readonly notes: readonly KpiNote[];
}

/** The copies that a table is made from, in their order. The fields of each are those that its reader reads. */
export const sections = [
  'pairs',
  'judgments',
  'outcomes',
  'models',
  'tasks',
  'measures',
  'levels',
] as const;
export type Section = (typeof sections)[number];

/**
 * Gathers the input table of a run, one ticket a row, from rows that come table by table: they are put together
 * here, by hashes of their ids, because that costs less than joins and sorts of the database.
 */
export class Table {
  readonly #options: TableOptions;
  readonly #pairs = new Pairs();
  #section: Section = 'pairs';
  /** Null as long as it is not known how many tickets there are. */
  #rows: TableRows | null = null;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  /** How many tickets there are, as far as it is known. */
  get size(): number {
    return this.#pairs.tickets.size;
  }

  push(section: Section, row: CopyRow): void {
    if (section === 'pairs') this.#pairs.add(row.view, row.uuid(), row.uuid());
    else this.#rowsAt(section)[section](row);
  }

  take(): KpiInput {
    return this.#rowsAt('levels').take();
  }

  #rowsAt(section: Section): TableRows {
    this.#rows ??= new TableRows(this.#pairs, this.#options);
    if (this.#section === 'judgments' && section !== 'judgments') this.#rows.endJudgments();
    this.#section = section;
    return this.#rows;
  }
}
