import { Button, Checkbox, Group, Menu, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconColumns, IconDownload } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { type Cell, download, toCsv } from './csv.ts';
import classes from './data-table.module.css';
import { useRowKeys } from './use-row-keys.ts';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column says in a CSV file. */
  readonly csv: (row: Row) => Cell;
  readonly numeric?: boolean;
  /** Cannot be left out. */
  readonly fixed?: boolean;
}

/**
 * Rows with a head that stays, a choice of columns, keys (arrows, Home, End, Enter) and a CSV file.
 * Only the rows in view are in the page.
 */
export function DataTable<Row>(props: {
  /** Names the table, its file and its remembered columns: "tasks". */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly summary?: ReactNode;
  readonly footer?: ReactNode;
  /** Where the page is too narrow for columns, each row is a block with its cells under their names. */
  readonly stacks?: boolean;
}) {
  const { rows, keyOf, onOpen } = props;
  const [left, setLeft] = useLocalStorage<string[]>({
    key: `assay.columns.${props.name}`,
    defaultValue: [],
  });
  const columns = props.columns.filter(({ key, fixed }) => fixed || !left.includes(key));
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 34,
    overscan: 12,
    initialRect: { width: 1000, height: 600 },
  });
  const { rowProps } = useRowKeys({
    count: rows.length,
    show: (index) => virtual.scrollToIndex(index),
    open: (index) => {
      const row = rows[index];
      if (row !== undefined) onOpen?.(row);
    },
    frame,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const spacer = (height: number) => (
    <tr className={classes.spacer} aria-hidden>
      <td colSpan={columns.length} style={{ height }} />
    </tr>
  );
  return (
    <div>
      <Group justify="space-between" mb="xs" gap="xs">
        <Text size="sm" c="dimmed" component="div" aria-live="polite">
          {props.summary}
        </Text>
        <Group gap="xs">
          <ColumnChoice columns={props.columns} left={left} onChange={setLeft} />
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconDownload size={14} />}
            onClick={() => {
              const head = columns.map(({ label }) => label);
              const cells = rows.map((row) => columns.map(({ csv }) => csv(row)));
              download(`${props.name}.csv`, toCsv(head, cells), 'text/csv');
            }}
          >
            CSV
          </Button>
        </Group>
      </Group>
      <div ref={frame} className={classes.frame}>
        <table
          className={classes.table}
          data-stacks={props.stacks || undefined}
          aria-label={props.label}
          aria-rowcount={rows.length + 1}
        >
          <thead>
            <tr>
              {columns.map(({ key, label, numeric }) => (
                <th key={key} scope="col" data-numeric={numeric || undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && spacer(before)}
            {items.map(({ index }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <tr
                  key={keyOf(row)}
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-rowindex={index + 2}
                  className={classes.row}
                  data-opens={onOpen !== undefined || undefined}
                  {...rowProps(index)}
                >
                  {columns.map(({ key, label, cell, numeric, fixed }) => (
                    <td
                      key={key}
                      data-numeric={numeric || undefined}
                      data-name={fixed ? undefined : label}
                    >
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
            {after > 0 && spacer(after)}
          </tbody>
        </table>
      </div>
      {props.footer}
    </div>
  );
}

function ColumnChoice<Row>(props: {
  readonly columns: readonly Column<Row>[];
  readonly left: readonly string[];
  readonly onChange: (left: string[]) => void;
}) {
  const { left } = props;
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<IconColumns size={14} />}>
          Columns
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {props.columns.map(({ key, label, fixed }) => {
          const isShown = fixed === true || !left.includes(key);
          return (
            <Menu.Item
              key={key}
              role="menuitemcheckbox"
              aria-checked={isShown}
              disabled={fixed === true}
              onClick={() =>
                props.onChange(isShown ? [...left, key] : left.filter((other) => other !== key))
              }
              leftSection={
                <Checkbox size="xs" checked={isShown} readOnly tabIndex={-1} aria-hidden />
              }
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
