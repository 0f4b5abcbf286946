import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { type DraftDimension, keyOf, newTier, withAt } from './draft.ts';
import { TierEditor } from './tier-editor.tsx';

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
  const follows =
    !props.keyIsFixed &&
    (dimension.key === keyOf(dimension.label) || /^dimension_\d+$/.test(dimension.key));
  const name = dimension.label === '' ? dimension.key : dimension.label;
  return (
    <Paper withBorder p="md" component="section" aria-label={`Dimension ${name}`}>
      <Stack gap="sm">
        <Group align="flex-end">
          <TextInput
            label="Label"
            flex={2}
            miw={160}
            value={dimension.label}
            error={problems.get('label')}
            onChange={(event) => {
              const label = event.currentTarget.value;
              set({ label, ...(follows && keyOf(label) !== '' && { key: keyOf(label) }) });
            }}
          />
          <TextInput
            label="Key"
            flex={1}
            miw={120}
            disabled={props.keyIsFixed}
            value={dimension.key}
            error={problems.get('key')}
            onChange={(event) => set({ key: event.currentTarget.value })}
          />
          <NumberInput
            label="Weight"
            w={100}
            min={0}
            step={0.1}
            decimalScale={4}
            value={dimension.weight}
            error={problems.get('weight')}
            onChange={(weight) => set({ weight: Number(weight) })}
          />
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Move ${name} up`}
              onClick={() => props.onMove(-1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Move ${name} down`}
              onClick={() => props.onMove(1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove ${name}`}
              onClick={props.onRemove}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        </Group>
        <Textarea
          label="What it asks"
          autosize
          minRows={1}
          value={dimension.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <Group align="flex-end">
          <NativeSelect
            label="Judged"
            value={dimension.scope}
            data={[
              { value: 'RESPONSE', label: 'for each response' },
              { value: 'TURN', label: 'for each judged turn' },
              { value: 'CONVERSATION', label: 'once a conversation' },
            ]}
            onChange={(event) =>
              set({
                scope: event.currentTarget
                  .value as DraftDimension['scope'] /* one of the options above */,
              })
            }
          />
          {dimension.scope === 'TURN' && (
            <NativeSelect
              label="Turns become one score by"
              value={dimension.rollUp}
              data={[
                { value: 'MEAN', label: 'their mean' },
                { value: 'WORST', label: 'the worst' },
                { value: 'LAST', label: 'the last' },
              ]}
              onChange={(event) =>
                set({
                  rollUp: event.currentTarget
                    .value as DraftDimension['rollUp'] /* one of the options above */,
                })
              }
            />
          )}
          <Checkbox
            label="May not apply"
            checked={dimension.allowNotApplicable}
            onChange={(event) => set({ allowNotApplicable: event.currentTarget.checked })}
          />
          <Checkbox
            label="Critical"
            checked={dimension.critical}
            onChange={(event) => set({ critical: event.currentTarget.checked })}
          />
          <Checkbox
            label="Weight set by people only"
            checked={dimension.locked}
            onChange={(event) => set({ locked: event.currentTarget.checked })}
          />
        </Group>
        {dimension.tiers.map((tier, index) => (
          <TierEditor
            key={tier.id}
            number={index + 1}
            tier={tier}
            problem={
              problems.get(`tiers.${index}.label`) ??
              problems.get(`tiers.${index}.value`) ??
              problems.get(`tiers.${index}`)
            }
            onChange={(changed) => set({ tiers: withAt(dimension.tiers, index, changed) })}
            onRemove={() => set({ tiers: dimension.tiers.filter((_, at) => at !== index) })}
          />
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => set({ tiers: [...dimension.tiers, newTier(1)] })}
          >
            Add tier
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
