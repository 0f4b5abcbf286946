import { Table, Text } from '@mantine/core';
import { strings } from './strings.ts';

const s = strings.card;

interface Problem {
  readonly line: number;
  readonly severity: 'ERROR' | 'WARNING';
  readonly field?: string | null;
  readonly message: string;
}

/** Rows that were or would be left out or changed, with the reason. A row may have several. */
export function ProblemRows({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table aria-label={s.problems} mt="xs" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={70}>{s.line}</Table.Th>
            <Table.Th w={160}>{s.field}</Table.Th>
            <Table.Th>{s.what}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.map(({ line, severity, field, message }) => (
            <Table.Tr key={`${line} ${severity} ${field} ${message}`}>
              <Table.Td>{line}</Table.Td>
              <Table.Td>{field ?? '—'}</Table.Td>
              <Table.Td>
                {severity === 'WARNING' && (
                  <Text span c="dimmed">
                    {s.warning}{' '}
                  </Text>
                )}
                {message}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
