import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { ImportTarget } from '../../__generated__/graphql.ts';
import { ColumnTable } from './column-table.tsx';
import type { Preview } from './judgments.ts';
import type { Field } from './mapping.ts';
import { strings } from './strings.ts';

const s = strings.mapping;
const targets = Object.keys(s.targets) as ImportTarget[]; // its own keys

interface MappingTableProps {
  readonly preview: Preview;
  /** One a column. */
  readonly fields: readonly Field[];
  /** Null where the file needs no mapping. */
  readonly onChange: ((fields: readonly Field[]) => void) | null;
}

/** The columns of a file of tasks, and what each of them becomes. */
export function MappingTable({ preview, fields, onChange }: MappingTableProps) {
  if (onChange === null) return <ColumnTable preview={preview} meaning={null} />;
  const meaning = (index: number) => {
    const field = fields[index];
    if (field === undefined) return null;
    const { source, target, key } = field;
    const set = (change: Partial<Field>) =>
      onChange(fields.map((each, at) => (at === index ? { ...each, ...change } : each)));
    return (
      <Group gap="xs" wrap="nowrap">
        <NativeSelect
          size="xs"
          aria-label={s.meaningOf(source)}
          value={target}
          data={targets.map((value) => ({ value, label: s.targets[value] }))}
          onChange={(event) => {
            const chosen = targets.find((each) => each === event.currentTarget.value);
            if (chosen !== undefined) set({ target: chosen });
          }}
        />
        {(target === 'ATTRIBUTE' || target === 'CONTEXT') && (
          <TextInput
            size="xs"
            aria-label={s.nameOf(source)}
            value={key ?? source}
            w={120}
            onChange={(event) => set({ key: event.currentTarget.value })}
          />
        )}
      </Group>
    );
  };
  return <ColumnTable preview={preview} meaning={meaning} />;
}
