import type { SignalRouteQuery } from '../../__generated__/graphql.ts';
import { AppLink } from '../../components/app-link.tsx';
import type { Column } from '../../components/data-table.tsx';
import { EstimateText } from '../../components/estimate-text.tsx';
import { plural, shown } from '../../components/figures.ts';
import { signalStrings as s } from './signal-strings.ts';

type Project = SignalRouteQuery['project'];
type ModelRow = Project['modelSignals'][number];
export const modelColumns: readonly Column<ModelRow>[] = [
  {
    key: 'model',
    label: s.model,
    fixed: true,
    csv: ({ model }) => model,
    cell: ({ model }) => model,
  },
  ...(['calibrated', 'composite'] as const).map(
    (which): Column<ModelRow> => ({
      key: which,
      label: s[which],
      csv: (row) => row[which].value ?? null,
      cell: (row) => <EstimateText estimate={row[which]} counts={plural(row[which].n, 'task')} />,
    }),
  ),
];

type TaskRow = Project['feedbackSignal']['nodes'][number];
const number = (value: number | null | undefined) =>
  value == null ? '—' : shown(value, 'fraction');
export const taskColumns = (base: string): readonly Column<TaskRow>[] => [
  {
    key: 'task',
    label: s.task,
    fixed: true,
    csv: ({ task }) => task.externalId ?? task.id,
    cell: ({ task }) => (
      <AppLink href={`${base}/${task.id}`}>{task.externalId ?? task.id.slice(-8)}</AppLink>
    ),
  },
  {
    key: 'score',
    label: s.score,
    numeric: true,
    csv: ({ calibratedScore }) => calibratedScore ?? null,
    cell: ({ calibratedScore, undefinedBecause }) => (
      <span title={undefinedBecause ?? undefined}>{number(calibratedScore)}</span>
    ),
  },
  {
    key: 'confidence',
    label: s.confidence,
    numeric: true,
    csv: ({ confidence }) => confidence ?? null,
    cell: ({ confidence }) => number(confidence),
  },
  {
    key: 'weight',
    label: s.weight,
    numeric: true,
    csv: ({ suggestedWeight }) => suggestedWeight ?? null,
    cell: ({ suggestedWeight }) => number(suggestedWeight),
  },
  {
    key: 'composite',
    label: s.composite,
    numeric: true,
    csv: ({ composite }) => composite ?? null,
    cell: ({ composite }) => number(composite),
  },
  {
    key: 'ratings',
    label: s.ratings,
    numeric: true,
    csv: ({ ratings }) => ratings,
    cell: ({ ratings }) => ratings,
  },
  {
    key: 'model',
    label: s.model,
    csv: ({ model }) => model ?? null,
    cell: ({ model }) => model ?? '—',
  },
];
