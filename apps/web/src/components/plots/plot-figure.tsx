import { ActionIcon, Anchor, Menu, Popover, Text, Tooltip } from '@mantine/core';
import { IconChartBar, IconDownload, IconInfoCircle, IconTable } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { type Cell, download, toCsv } from '../csv.ts';
import classes from './plot.module.css';
import { plotStrings as s } from './strings.ts';
import { svgText } from './svg-text.ts';
import { useWidth } from './use-width.ts';

/** The same figures as rows, for reading, for screen readers and for a spreadsheet. */
export interface PlotTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The frame of every plot: what it finds, how much it rests on, its definition, its table, its files. */
export function PlotFigure(props: {
  /** The finding or the question, as a sentence. */
  readonly title: string;
  /** Unit and n: "384 judgments, mean 0.68". */
  readonly sub: string;
  /** How the figure is defined, for the `i`. */
  readonly definition: string;
  /** Where more of it is written, such as `statistics#agreement-of-raters`. */
  readonly docs?: string;
  readonly table: PlotTable;
  /** Of the files, without extension. */
  readonly fileName: string;
  /** With a dash for what is drawn as a line. */
  readonly legend?: readonly {
    readonly label: string;
    readonly color: string;
    readonly dash?: string;
  }[];
  /** Draws the plot as wide as there is room, in pixels. */
  readonly children: (width: number) => ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  const [body, width] = useWidth<HTMLDivElement>();
  const title = useId();
  const { table, fileName } = props;
  return (
    <figure className={classes.figure} aria-labelledby={title}>
      <div className={classes.head}>
        <div>
          <h2 className={classes.title} id={title}>
            {props.title}
          </h2>
          <p className={classes.sub}>{props.sub}</p>
        </div>
        <div className={classes.tools}>
          <Popover width={300} position="bottom-end" withArrow shadow="md">
            <Popover.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={s.definition}>
                <IconInfoCircle size={16} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <Text size="sm">{props.definition}</Text>
              {props.docs !== undefined && (
                <Anchor size="sm" href={`/docs/${props.docs}`} target="_blank" mt="xs">
                  {s.docs}
                </Anchor>
              )}
            </Popover.Dropdown>
          </Popover>
          <Tooltip label={asTable ? s.asPlot : s.asTable}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={s.asTable}
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={s.download}>
                <IconDownload size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                onClick={() =>
                  download(`${fileName}.csv`, toCsv(table.head, table.rows), 'text/csv')
                }
              >
                {s.csv}
              </Menu.Item>
              <Menu.Item
                disabled={asTable}
                onClick={() => {
                  const svg = body.current?.querySelector('svg');
                  if (svg) download(`${fileName}.svg`, svgText(svg, props.title), 'image/svg+xml');
                }}
              >
                {s.svg}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      <div ref={body} className={classes.body}>
        {asTable ? <Twin table={table} /> : width > 0 && props.children(width)}
      </div>
      {!asTable && props.legend !== undefined && (
        <ul className={classes.legend}>
          {props.legend.map(({ label, color, dash }) => (
            <li key={label}>
              {dash === undefined ? (
                <span className={classes.swatch} style={{ background: color }} />
              ) : (
                <svg className={classes.stroke} width={24} height={8} aria-hidden>
                  <line
                    x1={0}
                    x2={24}
                    y1={4}
                    y2={4}
                    style={{ stroke: color, strokeDasharray: dash }}
                  />
                </svg>
              )}
              {label}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

function Twin({ table }: { readonly table: PlotTable }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {table.head.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, column) => (
              <td key={table.head[column]}>{cell ?? '—'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
