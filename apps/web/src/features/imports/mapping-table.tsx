import { Group, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import type { ImportTarget } from '../../__generated__/graphql.ts';
import type { Preview } from './judgments.ts';
import type { Field } from './mapping.ts';
import { strings } from './strings.ts';

const s = strings.mapping;
const targets = Object.keys(s.targets) as ImportTarget[]; // its own keys

interface MappingTableProps {
  readonly preview: Preview;
  readonly fields: readonly Field[];
  /** Null where the file needs no mapping. */
  readonly onChange: ((fields: readonly Field[]) => void) | null;
}

/** The columns of a file with their first rows, and what each of them means. */
export function MappingTable({ preview, fields, onChange }: MappingTableProps) {
  const set = (index: number, change: Partial<Field>) =>
    onChange?.(fields.map((field, at) => (at === index ? { ...field, ...change } : field)));
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={s.table} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{s.column}</Table.Th>
            {onChange !== null && <Table.Th>{s.meaning}</Table.Th>}
            <Table.Th>{s.firstRows}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map(({ source, target, key }, index) => (
            <Table.Tr key={source}>
              <Table.Td fw={600} style={{ minWidth: 110, overflowWrap: 'anywhere' }}>
                {source}
              </Table.Td>
              {onChange !== null && (
                <Table.Td>
                  <Group gap="xs" wrap="nowrap">
                    <NativeSelect
                      size="xs"
                      aria-label={s.meaningOf(source)}
                      value={target}
                      data={targets.map((value) => ({ value, label: s.targets[value] }))}
                      onChange={(event) => {
                        const chosen = targets.find((each) => each === event.currentTarget.value);
                        if (chosen !== undefined) set(index, { target: chosen });
                      }}
                    />
                    {(target === 'ATTRIBUTE' || target === 'CONTEXT') && (
                      <TextInput
                        size="xs"
                        aria-label={s.nameOf(source)}
                        value={key ?? source}
                        w={120}
                        onChange={(event) => set(index, { key: event.currentTarget.value })}
                      />
                    )}
                  </Group>
                </Table.Td>
              )}
              <Table.Td>
                <FirstCells cells={preview.rows.slice(0, 3).map((row) => row[index] ?? '—')} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Cells as one text of a line each: they may repeat, so they are no list of things. */
function FirstCells({ cells }: { readonly cells: readonly string[] }) {
  const lines = cells.map((cell) => cell.replaceAll(/\s+/g, ' ').slice(0, 90)).join('\n');
  return (
    <Text size="xs" c="dimmed" dir="auto" style={{ whiteSpace: 'pre', overflow: 'hidden' }}>
      {lines}
    </Text>
  );
}
