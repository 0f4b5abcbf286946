import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { type DraftDimension, newTier } from './draft.ts';
import { keyOf, withAt, withoutAt, withTierMoved } from './draft-edits.ts';
import classes from './editor.module.css';
import { strings } from './strings.ts';
import { numberOf, TierEditor } from './tier-editor.tsx';

const s = strings.dimension;

interface DimensionEditorProps {
  readonly dimension: DraftDimension;
  /** Messages by path below this dimension, such as `tiers.0.value`. */
  readonly problems: ReadonlyMap<string, string>;
  /** It was in a published version: its key ties the versions together. */
  readonly keyIsFixed: boolean;
  readonly onChange: (dimension: DraftDimension) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One dimension with its tiers. */
export function DimensionEditor(props: DimensionEditorProps) {
  const { dimension, problems, onChange } = props;
  const set = (change: Partial<DraftDimension>) => onChange({ ...dimension, ...change });
  const name = dimension.label.trim() === '' ? s.unnamed : dimension.label;
  const tierProblems = (index: number) =>
    new Map(
      ['label', 'value'].flatMap((field) => {
        const message = problems.get(`tiers.${index}.${field}`);
        return message === undefined ? [] : [[field, message] as const];
      }),
    );
  return (
    <section className={classes.dimension} aria-label={s.section(name)}>
      <Group align="flex-start" gap="sm">
        <TextInput
          label={s.label}
          flex={2}
          miw={160}
          value={dimension.label}
          error={problems.get('label')}
          onChange={(event) =>
            set(labelled(dimension, event.currentTarget.value, props.keyIsFixed))
          }
        />
        <TextInput
          label={s.key}
          flex={1}
          miw={120}
          disabled={props.keyIsFixed}
          title={props.keyIsFixed ? s.keyFixed : undefined}
          value={dimension.key}
          error={problems.get('key')}
          onChange={(event) => set({ key: event.currentTarget.value })}
        />
        <NumberInput
          label={s.weight}
          w={100}
          min={0}
          step={0.1}
          decimalScale={4}
          value={dimension.weight}
          error={problems.get('weight')}
          onChange={(weight) => set({ weight: numberOf(weight) })}
        />
        <Order name={name} onMove={props.onMove} onRemove={props.onRemove} />
      </Group>
      <Textarea
        label={s.asks}
        autosize
        minRows={1}
        value={dimension.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <Rules dimension={dimension} onChange={set} />
      <Text size="sm" c={problems.has('tiers') ? 'var(--mantine-color-error)' : 'dimmed'}>
        {problems.get('tiers') ?? s.tiers}
      </Text>
      <div className={classes.tiers}>
        {dimension.tiers.map((tier, index) => (
          <TierEditor
            key={tier.id}
            number={index + 1}
            tier={tier}
            last={index === dimension.tiers.length - 1}
            problems={tierProblems(index)}
            onChange={(changed) => set({ tiers: withAt(dimension.tiers, index, changed) })}
            onMove={(by) => set({ tiers: withTierMoved(dimension.tiers, index, by) })}
            onRemove={() => set({ tiers: withoutAt(dimension.tiers, index) })}
          />
        ))}
      </div>
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          disabled={dimension.tiers.length >= 10}
          onClick={() => set({ tiers: [...dimension.tiers, newTier(1)] })}
        >
          {s.addTier}
        </Button>
      </Group>
    </section>
  );
}

/** A new label; the key follows it as long as nobody has chosen one. */
function labelled(
  dimension: DraftDimension,
  label: string,
  keyIsFixed: boolean,
): Partial<DraftDimension> {
  const follows = dimension.key === keyOf(dimension.label) || /^dimension_\d+$/.test(dimension.key);
  const key = keyOf(label);
  return keyIsFixed || !follows || key === '' ? { label } : { label, key };
}

function Order(props: {
  readonly name: string;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}) {
  const look = { variant: 'subtle', color: 'gray', size: 'lg' } as const;
  return (
    <Group gap={2} wrap="nowrap" mt={24}>
      <ActionIcon {...look} aria-label={s.up(props.name)} onClick={() => props.onMove(-1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon {...look} aria-label={s.down(props.name)} onClick={() => props.onMove(1)}>
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon {...look} aria-label={s.remove(props.name)} onClick={props.onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

const scopes = ['RESPONSE', 'TURN', 'CONVERSATION'] as const;
const rollUps = ['MEAN', 'WORST', 'LAST'] as const;

/** How often it is asked, and what may happen to its answers. */
function Rules(props: {
  readonly dimension: DraftDimension;
  readonly onChange: (change: Partial<DraftDimension>) => void;
}) {
  const { dimension, onChange } = props;
  return (
    <Group align="flex-end" gap="lg">
      <NativeSelect
        label={s.judged}
        value={dimension.scope}
        data={scopes.map((value) => ({ value, label: s.scope[value] }))}
        onChange={(event) => {
          const scope = scopes.find((other) => other === event.currentTarget.value);
          if (scope !== undefined) onChange({ scope });
        }}
      />
      {dimension.scope === 'TURN' && (
        <NativeSelect
          label={s.rollUpLabel}
          value={dimension.rollUp}
          data={rollUps.map((value) => ({ value, label: s.rollUp[value] }))}
          onChange={(event) => {
            const rollUp = rollUps.find((other) => other === event.currentTarget.value);
            if (rollUp !== undefined) onChange({ rollUp });
          }}
        />
      )}
      <Checkbox
        label={s.mayNotApply}
        title={s.mayNotApplyHint}
        checked={dimension.allowNotApplicable}
        onChange={(event) => onChange({ allowNotApplicable: event.currentTarget.checked })}
        mb={8}
      />
      <Checkbox
        label={s.critical}
        title={s.criticalHint}
        checked={dimension.critical}
        onChange={(event) => onChange({ critical: event.currentTarget.checked })}
        mb={8}
      />
      <Checkbox
        label={s.locked}
        title={s.lockedHint}
        checked={dimension.locked}
        onChange={(event) => onChange({ locked: event.currentTarget.checked })}
        mb={8}
      />
    </Group>
  );
}
