import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** A table that scrolls by itself where the page is narrower, also by the keyboard. */
export function ScrollTable(props: {
  /** What the table is about. */
  readonly label: string;
  /** Pixels from which it scrolls. */
  readonly minWidth: number;
  /** Its head and body. */
  readonly children: ReactNode;
}) {
  const { label, minWidth, children } = props;
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': label } }}
    >
      <Table verticalSpacing={6} aria-label={label}>
        {children}
      </Table>
    </Table.ScrollContainer>
  );
}
