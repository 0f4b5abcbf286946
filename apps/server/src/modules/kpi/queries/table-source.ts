import type { Context } from '../../../context.ts';
import type { KpiRequest } from '../rules/input.ts';
import type { Section, TableOptions } from '../rules/table.ts';
import { attributesOf } from '../rules/table-factors.ts';
import { info } from '../rules/table-outcomes.ts';
import { readAdjusted } from './adjusted.ts';
import { readRunContext } from './run-context.ts';
import { sectionsOf, type TableSource } from './table-sections.ts';

/** What whoever makes a table is told before its rows come: plain data. */
export interface TablePlan {
  readonly options: TableOptions;
  /** The copies that come, in their order. */
  readonly sections: readonly Section[];
  /** About how many tickets there will be. */
  readonly expected: number;
}

interface AskedTable {
  readonly projectId: string;
  readonly request: KpiRequest;
  /** Open tickets are censored then. */
  readonly asOf: Date;
}

/** Decides what the input table of a run is made of. */
export async function planTable(
  reader: Context,
  { projectId, request: asked, asOf }: AskedTable,
): Promise<{ readonly plan: TablePlan; readonly source: TableSource }> {
  const context = await readRunContext(reader, { projectId, request: asked });
  const { versions, dimensions, request, scales, measures, matched, facts, notes } = context;
  const attributeKeys = attributesOf(request);
  const source = { projectId, request, versions, attributeKeys, facts };
  const isAdjusted = request.scoreKind === 'ADJUSTED';
  const options: TableOptions = {
    ...{ request, dimensions, scales, measures, attributeKeys },
    versions: versions.map(({ number, dimensions: own }) => ({
      number,
      dimensionKeys: own.map(({ key }) => key),
    })),
    asOf: asOf.getTime() / 1_000,
    onlySource: facts.onlySource,
    adjusted: isAdjusted ? await readAdjusted(reader, source) : null,
    notes: isAdjusted ? [...notes, adjustedNote] : notes,
  };
  return { plan: { options, sections: sectionsOf(source), expected: matched }, source };
}

const adjustedNote = info(
  'ADJUSTED_SCORES',
  'The composite is without the leniency of annotators, by a crossed random-effects model over identified annotators. Dimensions, reliability and red lines are those of the raw ratings.',
);
