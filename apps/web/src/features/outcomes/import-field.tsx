import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { OutcomeTarget } from '../../__generated__/graphql.ts';
import { type Field, retarget } from './import-mapping.ts';
import { strings as s } from './import-strings.ts';

// their own keys
const targets = Object.keys(s.targets) as OutcomeTarget[];
const units = Object.keys(s.units) as (keyof typeof s.units)[];
const clocks = Object.keys(s.clocks) as (keyof typeof s.clocks)[];
const scales = Object.keys(s.scales) as (keyof typeof s.scales)[];

export interface Measure {
  readonly key: string;
  readonly label: string;
  readonly scale: string;
}
interface ImportFieldProps {
  readonly field: Field;
  readonly columns: readonly string[];
  readonly measures: readonly Measure[];
  readonly meaningLabel: string;
  readonly nameLabel: string;
  readonly onChange: (field: Field) => void;
  /** Asks for a measure that is not declared yet. */
  readonly onDeclare: () => void;
}

/** What one column tells of a ticket, with its unit, clock, scale or name. */
export function ImportField({ field, onChange, ...props }: ImportFieldProps) {
  const { source, target, unit, clock, scale } = field;
  const isDuration = target === 'FIRST_RESOLUTION' || target === 'FULL_RESOLUTION';
  const set = (change: Partial<Field>) => onChange({ ...field, ...change });
  return (
    <Group gap="xs">
      <Choice
        label={props.meaningLabel}
        value={target}
        values={targets}
        labelOf={(value) => s.targets[value]}
        onChange={(value) => onChange(retarget(field, value))}
      />
      {isDuration && (
        <>
          <Choice
            label={s.unit(source)}
            value={unit ?? 'MINUTES'}
            values={units}
            labelOf={(value) => s.units[value]}
            onChange={(value) => set({ unit: value })}
          />
          <Choice
            label={s.clock(source)}
            value={clock ?? 'CALENDAR'}
            values={clocks}
            labelOf={(value) => s.clocks[value]}
            onChange={(value) => set({ clock: value })}
          />
        </>
      )}
      {target === 'CSAT' && (
        <Choice
          label={s.scale(source)}
          value={scale ?? 'ONE_TO_FIVE'}
          values={scales}
          labelOf={(value) => s.scales[value]}
          onChange={(value) => set({ scale: value })}
        />
      )}
      {target === 'ATTRIBUTE' && (
        <>
          <TextInput
            size="xs"
            aria-label={props.nameLabel}
            value={field.key ?? source}
            w={120}
            onChange={(event) => set({ key: event.currentTarget.value })}
          />
          <KnownSince field={field} columns={props.columns} onChange={set} />
        </>
      )}
      {target === 'MEASURE' && (
        <MeasureChoice
          field={field}
          measures={props.measures}
          onChange={set}
          onDeclare={props.onDeclare}
        />
      )}
    </Group>
  );
}

const never = 'never';
const opening = 'opening';

/** Since when an attribute was known: only what was known before the judged answer may be adjusted for. */
function KnownSince(props: {
  readonly field: Field;
  readonly columns: readonly string[];
  readonly onChange: (change: Partial<Field>) => void;
}) {
  const { source, knownAtOpening, knownAtSource } = props.field;
  const others = props.columns.filter((column) => column !== source);
  const value =
    knownAtSource === null
      ? knownAtOpening
        ? opening
        : never
      : `column ${others.indexOf(knownAtSource)}`;
  return (
    <NativeSelect
      size="xs"
      aria-label={s.known(source)}
      value={value}
      data={[
        { value: never, label: s.knownAt.NEVER },
        { value: opening, label: s.knownAt.OPENING },
        ...others.map((name, at) => ({ value: `column ${at}`, label: s.knownAt.column(name) })),
      ]}
      onChange={({ currentTarget: { value: chosen } }) =>
        props.onChange({
          knownAtOpening: chosen === opening,
          knownAtSource: others.find((_name, at) => chosen === `column ${at}`) ?? null,
        })
      }
    />
  );
}

function MeasureChoice(props: {
  readonly field: Field;
  readonly measures: readonly Measure[];
  readonly onChange: (change: Partial<Field>) => void;
  readonly onDeclare: () => void;
}) {
  const { field, measures } = props;
  const chosen = measures.find(({ key }) => key === field.key);
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={s.measure(field.source)}
        value={chosen?.key ?? ''}
        data={[
          { value: '', label: measures.length === 0 ? s.noMeasure : s.chooseMeasure },
          ...measures.map(({ key, label }) => ({ value: key, label })),
        ]}
        onChange={(event) => props.onChange({ key: event.currentTarget.value, unit: null })}
      />
      {chosen?.scale === 'seconds' && (
        <Choice
          label={s.unit(field.source)}
          value={field.unit ?? 'SECONDS'}
          values={units}
          labelOf={(value) => s.units[value]}
          onChange={(value) => props.onChange({ unit: value })}
        />
      )}
      <Button
        size="compact-xs"
        variant="default"
        aria-label={s.declareFor(field.source)}
        onClick={props.onDeclare}
      >
        {s.declareMeasure}
      </Button>
    </>
  );
}

function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly labelOf: (value: T) => string;
  readonly onChange: (value: T) => void;
}) {
  const { values } = props;
  return (
    <NativeSelect
      size="xs"
      aria-label={props.label}
      value={props.value}
      data={values.map((value) => ({ value, label: props.labelOf(value) }))}
      onChange={(event) => {
        const chosen = values.find((value) => value === event.currentTarget.value);
        if (chosen !== undefined) props.onChange(chosen);
      }}
    />
  );
}
