import { Badge, Button, Group, Skeleton, Table, Text, UnstyledButton } from '@mantine/core';
import { shown } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
import type { HistoryRow } from './history-row.ts';
import classes from './history-table.module.css';
import { strings } from './strings.ts';
import type { OwnHistory } from './use-own-judgments.ts';

/** The viewer's judgments, newest first; a line opens one. */
export function HistoryTable(props: {
  readonly history: OwnHistory;
  readonly onOpen: (judgmentId: string) => void;
  readonly onMore: () => void;
}) {
  const { rows, total, next, loading } = props.history;
  const text = strings.history;
  return (
    <>
      <Table highlightOnHover className={classes.table ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.task}</Table.Th>
            <Table.Th>{text.verdict}</Table.Th>
            <Table.Th ta="end">{text.score}</Table.Th>
            <Table.Th ta="end">{text.revision}</Table.Th>
            <Table.Th>{text.submitted}</Table.Th>
            <Table.Th aria-label={text.revisable} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} onOpen={props.onOpen} />
          ))}
          {loading && rows.length === 0 && <Waiting />}
        </Table.Tbody>
      </Table>
      {rows.length > 0 && (
        <Group justify="space-between" mt="sm">
          <Text size="sm" c="dimmed">
            {total.exact
              ? text.count(rows.length, total.count)
              : text.countMore(rows.length, total.count)}
          </Text>
          {next !== null && (
            <Button variant="default" size="compact-md" loading={loading} onClick={props.onMore}>
              {text.more}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}

function Row(props: { readonly row: HistoryRow; readonly onOpen: (judgmentId: string) => void }) {
  const { row } = props;
  const text = strings.history;
  return (
    <Table.Tr>
      <Table.Td className={classes.task ?? ''}>
        <UnstyledButton
          className={classes.open ?? ''}
          dir="auto"
          aria-label={text.open(row.title)}
          onClick={() => props.onOpen(row.id)}
        >
          {row.title}
        </UnstyledButton>
        {row.flags.length > 0 && (
          <Text span size="xs" c="orange" ml="xs">
            {row.flags.map(({ kind }) => strings.flags[kind]).join(', ')}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-name={text.verdict}>{row.verdict ?? '—'}</Table.Td>
      <Table.Td ta="end" data-name={text.score}>
        {row.composite === null ? '—' : shown(row.composite, 'fraction')}
      </Table.Td>
      <Table.Td ta="end" data-name={text.revision}>
        {row.revision}
      </Table.Td>
      <Table.Td>
        <When at={row.submittedAt} />
      </Table.Td>
      <Table.Td>
        <Badge variant="light" {...(!row.revisable && { color: 'gray' })} tt="none">
          {row.revisable ? text.revisable : text.closed}
        </Badge>
      </Table.Td>
    </Table.Tr>
  );
}

function Waiting() {
  return ['one', 'two', 'three', 'four'].map((row) => (
    <Table.Tr key={row}>
      <Table.Td colSpan={6}>
        <Skeleton height={18} />
      </Table.Td>
    </Table.Tr>
  ));
}
