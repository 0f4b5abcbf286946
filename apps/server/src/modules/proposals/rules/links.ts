import type { KpiNote } from '../../kpi/rules/input.ts';
import type { WeightRow } from './evidence.ts';

type Link = { readonly low: number; readonly high: number } | null;

/** What is said of a dimension by the interval of what it adds beside the others. */
export function linkOf(link: Link): WeightRow['link'] {
  if (link === null) return 'NO_SEPARATE_LINK';
  if (link.high < 0) return 'NEGATIVE_LINK';
  return link.low > 0 ? 'POSITIVE' : 'NO_SEPARATE_LINK';
}

interface Found {
  readonly weights: readonly WeightRow[];
  /** By dimension: it has the same score on every ticket. */
  readonly constant: readonly boolean[];
  readonly outcome: string;
}

/** What people have to know of single dimensions. */
export function notesOf({ weights, constant, outcome }: Found): readonly KpiNote[] {
  const labelOf = (key: string) => weights.find((one) => one.key === key)?.label ?? key;
  return weights.flatMap(({ key, label, locked, link, block, proposed, today }, d) => {
    const notes: KpiNote[] = [];
    const warn = (code: string, message: string) =>
      notes.push({ severity: 'WARNING', code, message });
    const inform = (code: string, message: string) =>
      notes.push({ severity: 'INFO', code, message });
    if (locked && link === 'NEGATIVE_LINK') {
      warn(
        'LOCKED_CONFLICT',
        `${label} is locked, and beside the others a higher score of it goes with worse ${outcome}. Its weight is not moved: people decide whether the rubric or the outcome is at fault.`,
      );
    } else if (link === 'NEGATIVE_LINK') {
      warn(
        'NEGATIVE_LINK',
        `Beside the others a higher score of ${label} goes with worse ${outcome}. That does not make it unimportant: it may serve what this outcome does not measure.`,
      );
    } else if (proposed === 0 && today > 0) {
      inform(
        'NO_SEPARATE_LINK',
        `${label} gets no weight because no link of its own with ${outcome} is shown beside the others. That does not make it unimportant.`,
      );
    }
    if (proposed === 0 && today > 0) {
      warn(
        'NOT_ASKED',
        `With a weight of 0 ${label} would no longer be asked. A floor above 0 keeps it in sight.`,
      );
    }
    if (constant[d] === true) {
      inform('CONSTANT', `${label} has the same score on every ticket, so its weight stays.`);
    }
    const [first] = block;
    if (first !== undefined && key < first) {
      const names = [key, ...block].map(labelOf);
      const stays = [key, ...block].some((one) => weights.some((w) => w.key === one && w.locked));
      inform(
        'BLOCK',
        `${names.slice(0, -1).join(', ')} and ${names.at(-1)} cannot be told apart in these scores; ${stays ? 'one of them is locked, so all of them stay' : 'they move together'}.`,
      );
    }
    return notes;
  });
}
