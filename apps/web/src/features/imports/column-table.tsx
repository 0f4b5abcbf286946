import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Preview } from './judgments.ts';
import { strings } from './strings.ts';

const s = strings.mapping;

interface ColumnTableProps {
  readonly preview: Preview;
  /** What a column means, to choose; null where the file needs no mapping. */
  readonly meaning: ((index: number) => ReactNode) | null;
}

/** The columns of a file with their first rows, and what each of them means. */
export function ColumnTable({ preview, meaning }: ColumnTableProps) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={s.table} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{s.column}</Table.Th>
            {meaning !== null && <Table.Th>{s.meaning}</Table.Th>}
            <Table.Th>{s.firstRows}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.columns.map((column, index) => (
            <Table.Tr key={column}>
              <Table.Td fw={600} style={{ minWidth: 110, overflowWrap: 'anywhere' }}>
                {column}
              </Table.Td>
              {meaning !== null && <Table.Td>{meaning(index)}</Table.Td>}
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
