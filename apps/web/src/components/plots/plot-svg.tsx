import type { ReactNode } from 'react';

/** The drawing of a plot, in pixels. */
export function PlotSvg(props: {
  readonly width: number;
  readonly height: number;
  /** What is drawn, for whoever does not see it. */
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <svg width={props.width} height={props.height}>
      <title>{props.label}</title>
      {props.children}
    </svg>
  );
}
