import type { AnnotatorRow, SkipRow } from '../queries/annotator-counts.ts';
import type { Mean } from '../queries/counted.ts';
import type { Kept } from '../queries/kept.ts';
import { type Figure, meanFigure, shareFigure, undefinedFigure } from './figures.ts';

export interface AnnotatorFigures {
  readonly annotatorId: string;
  readonly judgments: number;
  readonly composite: Figure;
  readonly agreementWithOthers: Figure;
  readonly medianActiveSeconds: number | null;
  readonly skips: number;
  readonly notApplicable: Figure;
}
/** Fewer judgments than this say nothing about a person. */
const judgmentsMin = 5;

/** Each annotator of a project, by name; nobody is ranked. */
export function annotatorFigures(
  rows: Kept['annotators'],
  declined: readonly SkipRow[],
): AnnotatorFigures[] {
  const skips = new Map(declined.map((row) => [row.annotatorId, row.skips]));
  return rows.map((row) => annotatorFigure(row, skips.get(row.annotatorId) ?? 0));
}

function annotatorFigure(row: AnnotatorRow, skips: number): AnnotatorFigures {
  const { annotatorId, judgments, median, identified } = row;
  const about = { annotatorId, judgments, skips };
  const withheld = !identified
    ? 'These ratings are of unknown people.'
    : judgments < judgmentsMin
      ? `Fewer than ${judgmentsMin} judgments say nothing about a person.`
      : null;
  if (withheld !== null) {
    const figure = undefinedFigure(withheld, judgments);
    return {
      ...about,
      ...{ composite: figure, agreementWithOthers: figure, notApplicable: figure },
      medianActiveSeconds: null,
    };
  }
  return {
    ...about,
    medianActiveSeconds: median,
    composite: ofPerson(row, row.n, 'rated tasks'),
    agreementWithOthers: ofPerson(
      { mean: row.same, deviation: row.sameDeviation },
      row.shared,
      'tasks shared with others',
    ),
    notApplicable: shareFigure(row.skipped, row.answers, 'answers'),
  };
}

/** A mean of enough values to say something about a person. */
const ofPerson = ({ mean, deviation }: Omit<Mean, 'n'>, n: number, what: string): Figure =>
  n > 0 && n < judgmentsMin
    ? undefinedFigure(`Fewer than ${judgmentsMin} ${what} say nothing about a person.`, n)
    : meanFigure(mean, deviation, n, what);
