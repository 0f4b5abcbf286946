import { shown } from '../../components/figures.ts';
import { directionLabels, directionOf, flagLabels, flagOf } from '../tasks/strings.ts';
import { strings as s } from './strings.ts';

type Search = Readonly<Record<string, string>>;

const numberOf = (text: string | undefined): number | null => {
  const value = Number(text);
  return text === undefined || text === '' || Number.isNaN(value) ? null : value;
};

/** The filter that the query of the URL asks for; what cannot be read is left out. */
export function readFilter(search: Search) {
  const dimensionKey = search.dimension ?? null;
  return {
    taskId: search.task ?? null,
    annotatorId: search.annotator ?? null,
    dimensionKey,
    tier: dimensionKey === null ? null : numberOf(search.tier),
    notApplicable: dimensionKey !== null && search.na === 'true' ? true : null,
    compositeFrom: numberOf(search.from),
    compositeTo: numberOf(search.to),
    direction: directionOf(search.direction),
    flag: flagOf(search.flag),
    model: search.model ?? null,
    day: /^\d{4}-\d{2}-\d{2}$/.test(search.day ?? '') ? (search.day ?? null) : null,
  };
}

export interface Chip {
  /** Of the URL; they go together when the chip is taken off. */
  readonly keys: readonly string[];
  readonly label: string;
}

/** The filters in force, in words. */
export function chipsOf(
  filter: ReturnType<typeof readFilter>,
  names: {
    readonly annotator: string | undefined;
    readonly dimension: string | undefined;
    readonly tier: string | undefined;
  },
): Chip[] {
  const { dimensionKey, tier, compositeFrom, compositeTo } = filter;
  const tierText = tier === null ? '' : `: ${names.tier ?? s.tier(tier + 1)}`;
  const chips: (Chip | null)[] = [
    dimensionKey === null
      ? null
      : {
          keys: ['dimension', 'tier', 'na'],
          label: `${names.dimension ?? dimensionKey}${filter.notApplicable ? `: ${s.notApplicable}` : tierText}`,
        },
    compositeFrom === null && compositeTo === null
      ? null
      : {
          keys: ['from', 'to'],
          label: s.compositeFrom(
            shown(compositeFrom ?? 0, 'fraction'),
            shown(compositeTo ?? 1, 'fraction'),
          ),
        },
    filter.direction === null
      ? null
      : { keys: ['direction'], label: directionLabels[filter.direction] },
    filter.flag === null ? null : { keys: ['flag'], label: flagLabels[filter.flag] },
    filter.annotatorId === null
      ? null
      : { keys: ['annotator'], label: names.annotator ?? s.oneAnnotator },
    filter.taskId === null ? null : { keys: ['task'], label: s.oneTask },
    filter.model === null ? null : { keys: ['model'], label: s.model(filter.model) },
    filter.day === null ? null : { keys: ['day'], label: filter.day },
  ];
  return chips.filter((chip) => chip !== null);
}
