import { Paper, Table, Text, Title } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { factorName, strings } from './strings.ts';

const SelectionTable_row = graphql(`
  fragment SelectionTable_row on SelectionRow {
    attribute
    level
    judged
    all
  }
`);
const s = strings.explorer;

/** Which tickets were judged, beside all there are, by every attribute that is known of them. */
export function SelectionTable(props: {
  readonly rows: readonly FragmentType<typeof SelectionTable_row>[];
}) {
  const rows = readFragment(SelectionTable_row, props.rows);
  if (rows.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={s.selection}>
      <Title order={3}>{s.selection}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {s.selectionLead}
      </Text>
      <ScrollTable label={s.selection} minWidth={340}>
        <Table.Thead>
          <Table.Tr>
            {s.selectionHead.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ attribute, level, judged, all }) => (
            <Table.Tr key={`${attribute} ${level}`}>
              <Table.Td>{factorName(attribute)}</Table.Td>
              <Table.Td>{level}</Table.Td>
              <Table.Td>{judged.toLocaleString('en')}</Table.Td>
              <Table.Td>{all.toLocaleString('en')}</Table.Td>
              <Table.Td>{all === 0 ? '—' : shown(judged / all, 'percent')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
    </Paper>
  );
}
