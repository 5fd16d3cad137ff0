// The parts of plotly.js that the stage uses, some of them internal.

import type { FigureLayout, Template, Trace } from "../wire.d.ts";

export interface Axis {
  range: readonly [number, number];
  readonly type?: string;
  tickvals?: readonly number[] | undefined;
  /** follows a change of the range */
  setScale(): void;
  /** pixels from the corner of the plot to the axis */
  readonly _offset: number;
  /** pixels */
  readonly _length: number;
  /** data to pixels along the axis, and back */
  d2p(value: number): number;
  p2d(pixel: number): number;
}

export interface FullLayout {
  readonly xaxis: Axis;
  readonly yaxis: Axis;
  /** further axes: "xaxis2" and so on */
  readonly [axis: `${"x" | "y"}axis${string}`]: Axis | undefined;
  readonly bargap?: number;
  readonly coloraxis?: {
    readonly cmin: number;
    readonly cmax: number;
    readonly colorscale: readonly (readonly [share: number, colour: string])[];
  };
  /** of the plot, in pixels; to ask its element takes a layout of the page */
  readonly width: number;
  readonly height: number;
  /** the margins and the extent of the plotting area, in pixels */
  readonly _size: { readonly l: number; readonly t: number; readonly w: number; readonly h: number };
}

export interface HoverEvent {
  readonly points: readonly { readonly data: Trace; readonly pointIndex: number }[];
  readonly event: MouseEvent;
}

/** An element that Plotly has drawn into; before the first drawing it has only the methods of an element. */
export interface Plot extends HTMLDivElement {
  readonly data?: readonly Trace[];
  readonly _fullLayout?: FullLayout;
  on(event: "plotly_hover", handler: (event: HoverEvent) => void): void;
  on(event: "plotly_unhover", handler: () => void): void;
}

/** A node of a drawn trace, to which D3 binds the trace's data. */
export interface TraceNode extends Element {
  readonly __data__: readonly [{ readonly trace: { readonly index: number } }];
}

/** The element of a bar, to which D3 binds where the bar begins and ends across its axis. */
export interface BarNode extends Element {
  readonly __data__: { readonly p0: number; readonly p1: number };
}

export interface Layout extends FigureLayout {
  readonly template: Template;
  readonly autosize: true;
}

export interface PlotlyLibrary {
  react(plot: Plot, data: readonly Trace[], layout: Layout, config: object): Promise<unknown>;
  /** Draw a figure that is not on the page; `imageDataOnly` makes the answer the text of the SVG. */
  toImage(
    figure: { data: readonly Trace[]; layout: FigureLayout & { readonly template: Template }; config: object },
    options: { format: "svg"; width: number; height: number; imageDataOnly: true },
  ): Promise<string>;
  purge(plot: Plot): void;
  readonly Plots: { resize(plot: Plot): Promise<unknown> };
}

declare global {
  interface Window {
    Plotly?: PlotlyLibrary;
  }
}
