// What Python and the browser send each other: the data of `mount`, the messages of the connection, and frames.
//
// Every key stands once, here or in what this module exports further; the type checker finds where it is read.

import type { RecordedLecture } from "./recorded/recorded_lecture.js";
import type { CardSpec } from "./wire_cards.d.ts";
import type { ControlSpec, ControlUpdate, ControlValues, FileReference } from "./wire_controls.d.ts";
import type { LectureContent, LectureDraft, LectureSummary } from "./wire_lectures.d.ts";
import type { SketchKind } from "./wire_presenter.d.ts";
import type { PrintedListSpec } from "./wire_printed.d.ts";
import type { Sentence, Words } from "./wire_words.d.ts";

export type * from "./wire_cards.d.ts";
export type * from "./wire_controls.d.ts";
export type * from "./wire_lectures.d.ts";
export type * from "./wire_presenter.d.ts";
export type * from "./wire_printed.d.ts";
export type * from "./wire_take.d.ts";
export type { Sentence, Words } from "./wire_words.d.ts";

export type Theme = "light" | "dark";

/** What Python gives the component: everything about a lesson that does not depend on its state. */
export interface MountData extends LessonData {
  readonly language: string;
  readonly addresses: Addresses;
  readonly templates: Readonly<Record<Theme, Template>>;
  readonly words: Words;
  readonly stand_in: StandInMode;
  /** of states whose frames were computed when the site was built, the address of the frame by query */
  readonly first_frames: Readonly<Record<string, string>>;
  /** of the lessons that this page opens in place, what is different from lesson to lesson */
  readonly lessons: Readonly<Record<string, LessonData>>;
  /** in a lecture that was saved as one file: what answers in place of Python */
  readonly recorded?: RecordedLecture;
}

/** What is different from lesson to lesson. */
export interface LessonData {
  readonly lesson: string;
  readonly title: string;
  /** by the names of the state's fields, in the order of the panel */
  readonly controls: Readonly<Record<string, ControlSpec>>;
  readonly defaults: ControlValues;
  readonly labels: Labels;
  /** the groups of controls in their order, and whether each is open at first */
  readonly groups: Readonly<Record<string, boolean>>;
  readonly downloads: readonly (readonly [name: string, label: string])[];
  /** whether the numbers of a state can be copied as Python */
  readonly has_script: boolean;
  readonly presets: readonly (readonly [label: string, query: string])[];
  /** what the lesson answers, the heading where it is presented */
  readonly question: string;
  /** published settings */
  readonly textbooks: readonly (readonly [title: string, query: string])[];
}

export interface Addresses {
  readonly style: string;
  readonly plotly: string;
  /** of the websocket, without the lesson's name; "" where there is no server */
  readonly session: string;
  /** of the worker that runs Python in this browser; "" where there is none */
  readonly python: string;
  /** of the lesson where no language is named, which links lead to; "" where the page's own address names none */
  readonly neutral: string;
  /** of the lessons by name; of the first one also by "" */
  readonly lessons: Readonly<Record<string, string>>;
}

/** Whether Python in this browser stands in for a server that does not answer. */
export type StandInMode = "off" | "offer" | "automatic";

/** A Plotly template: of its layout, the parts that the browser replaces by those of the page. */
export interface Template {
  readonly layout: TemplateLayout;
  readonly data: object;
}

export interface TemplateLayout {
  readonly font: object;
  readonly title: object;
  readonly xaxis: object;
  readonly yaxis: object;
  readonly hoverlabel: { readonly font: object };
  readonly paper_bgcolor: string;
  readonly plot_bgcolor: string;
}

/** The translations of a lesson's controls: their titles by name, and the texts of options, groups and items. */
export interface Labels {
  readonly options: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
  /** what an item of a vector is called that has no name of its own; "{index}" is filled in */
  readonly item?: Sentence<"index">;
  readonly [control: string]: string | Readonly<Record<string, string>> | undefined;
}

// Frames

/** Everything that is shown of one state. */
export interface Frame {
  readonly figures: Readonly<Record<string, FigureSpec>>;
  readonly formula: readonly FormulaSpan[];
  /** the class that the formula is shown of while none is pointed at */
  readonly focus: number;
  readonly readings: readonly Reading[];
  readonly tables: Readonly<Record<string, TableSpec>>;
  readonly remarks: readonly string[];
  readonly notes: readonly string[];
  readonly links: readonly LinkSpec[];
  readonly cards: readonly CardSpec[];
  readonly printed: readonly PrintedListSpec[];
  /** what follows for controls, by their names; a control without an update is as its values say */
  readonly updates: Readonly<Record<string, ControlUpdate>>;
  /** the state as Python understood it */
  readonly values: ControlValues;
  /** the shortest query string of the state */
  readonly query: string;
  /** a sentence about the values that were corrected, or "" */
  readonly notice: string;
  /** on the lectures' page: those that come with the app */
  readonly lectures?: readonly LectureSummary[];
  /** there: the one that is open; null: it is in the browser, if there is one */
  readonly lecture?: LectureContent | null;
  /** there: the reader's file, to be edited */
  readonly draft?: LectureDraft | null;
}

/** A piece of a formula (or one for each class), the class whose colour it has, and where or how it stands. */
export type FormulaSpan = readonly [
  text: string | readonly string[],
  index: number | null,
  kind: "" | "sub" | "sup" | "strong" | "apart",
];

/** A link to a state of another lesson. */
export interface LinkSpec {
  readonly text: string;
  readonly lesson: string;
  readonly query: string;
}

export type Reading = readonly [label: string, value: string];

export interface TableSpec {
  readonly title: string;
  readonly groups: readonly (readonly [text: string, columns: number])[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly foot: readonly string[];
  /** a sentence below the rows, or "" */
  readonly note: string;
  readonly folded: boolean;
  /** whether the rows are the classes */
  readonly by_class: boolean;
  /** whether the groups after the first are the classes */
  readonly groups_by_class: boolean;
}

/** A Plotly figure; `figures/figure_conventions.js` says what its `meta` keys mean. */
export interface FigureSpec {
  readonly data: readonly Trace[];
  readonly layout: FigureLayout;
}

export interface FigureLayout {
  readonly title: { readonly text: string };
  /** pixels, where the browser does not leave them to Plotly */
  readonly width?: number;
  readonly height?: number;
  readonly font?: object;
  readonly margin?: object;
  readonly legend?: object;
  readonly showlegend?: boolean;
  readonly meta?: FigureMeta;
  readonly coloraxis?: { readonly cmin: number; readonly cmax: number; readonly showscale?: boolean };
  readonly [axis: `${"x" | "y"}axis${string}`]: AxisLayout | undefined;
}

export interface AxisLayout {
  readonly range?: readonly [number, number];
  readonly visible?: boolean;
  readonly showgrid?: boolean;
  readonly tickvals?: readonly number[];
  readonly ticktext?: readonly string[];
}

export interface FigureMeta {
  readonly size?: "large" | "wide" | "side" | "tall" | "twin" | "half" | "curves" | "forward" | "product" | "broad";
  readonly title?: string;
  readonly throttled?: boolean;
  readonly rows?: number;
  readonly classes?: number;
  readonly class_axes?: "x" | "y" | "xy";
  /** the choice that is set by a column of the heatmap */
  readonly column_choice?: string;
  /** the choice that is set by a row of its cells */
  readonly cell_row_choice?: string;
  /** the slider that is set by a row of the data, to its number */
  readonly row_choice?: string;
  readonly handles?: readonly HandleSpec[];
  readonly markers?: readonly MarkerSpec[];
  readonly options?: readonly OptionsSpec[];
  /** how the lines and the weight vectors of a linear classifier are dragged, where they are */
  readonly model?: ModelSpec;
  /** the slider that is set to the place of the horizontal axis that is pressed */
  readonly scrubbed?: string;
  /** what a reader may predict before it is shown */
  readonly sketch?: SketchSpec;
}

/** What is predicted on a figure: the trace, and all traces that show the answer (without it, that trace). */
export interface SketchSpec {
  readonly kind: SketchKind;
  readonly trace: number;
  /** or of a trace the texts from a position on */
  readonly hidden?: readonly (number | readonly [trace: number, start: number])[];
}

/** How places in the plane of a classifier and its weights belong together; `ModelHandles` in Python says what is what. */
export interface ModelSpec {
  readonly control: string;
  readonly classes: readonly string[];
  readonly columns: readonly [number, number];
  readonly origin: readonly number[];
  readonly offset: readonly [number, number];
  readonly scale: readonly [number, number];
  readonly middle: readonly [number, number];
  readonly length: number;
  readonly half: number;
}

/** Handles of a trace's bars, which set the numbers of a vector: at the ends, or between stacked parts. */
export interface HandleSpec {
  /** the vector */
  readonly control: string;
  /** the bars, by their position in the data */
  readonly trace: number;
  readonly kind: "number" | "probability" | "divider";
  /** the trace of the logits, and the slider of the temperature, "" where it is 1 */
  readonly logits: number;
  readonly temperature: string;
  /** of the bars, the class in whose colour the handle is; by default each bar is a class */
  readonly classes?: readonly number[];
}

/** A handle on a point of a trace, which sets a slider for an axis. */
export interface MarkerSpec {
  /** the trace and the point, by their positions */
  readonly trace: number;
  readonly point: number;
  /** the sliders that are set to the place on the axis, "" for none */
  readonly x: string;
  readonly y: string;
}

/** Points of a trace that are the options of a choice, in their order. */
export interface OptionsSpec {
  readonly trace: number;
  /** the choice */
  readonly control: string;
  /** the first of as many traces, lines that may be pressed in place of the points */
  readonly lines?: number;
}

/** A Plotly trace: of its attributes, those that the browser reads. */
export interface Trace {
  readonly type: "bar" | "scatter" | "heatmap";
  readonly meta?: unknown;
  readonly name?: string;
  readonly showlegend?: boolean;
  readonly mode?: string;
  readonly fill?: string;
  readonly line?: { readonly width?: number };
  readonly x?: readonly number[];
  readonly x0?: number;
  readonly dx?: number;
  readonly y: readonly number[];
  readonly base?: readonly number[];
  readonly orientation?: "h";
  /** of the axes: "x2" is `layout.xaxis2` */
  readonly xaxis?: string;
  readonly yaxis?: string;
  readonly text?: readonly string[] | readonly (readonly string[])[];
  readonly xgap?: number;
  readonly ygap?: number;
  /** of a row: the probability of its label, and its prediction */
  readonly customdata?: readonly (readonly number[])[];
  readonly marker?: { readonly symbol?: unknown; readonly color?: unknown };
  readonly z?: readonly (readonly number[])[];
  readonly zmin?: number;
  readonly zmax?: number;
  readonly zsmooth?: string;
  readonly colorscale?: readonly (readonly [share: number, colour: string])[];
}

/** NumPy's array on the wire. */
export interface EncodedArray {
  readonly dtype: "f8" | "f4" | "i4" | "i2" | "i1" | "u1";
  /** base64 */
  readonly bdata: string;
  /** "rows, columns, ..."; without it the array has one dimension */
  readonly shape?: string;
}

export type Path = readonly (string | number)[];

/** The keys from the outside in, and the value that now stands there; the empty path is the whole frame. */
export type Change = readonly [path: Path, value: unknown];

// Messages to the browser, the long ones in parts (message_parts.js). To Python go texts, "17 z=3,1,-3&T=0.5" (a state)
// and "18!run z=3,1,-3" (a download), and in binary parts "19 name", a line break and the content (a file).

/** The answer to one message; `number` is that of the message. */
export interface Answer {
  readonly number: number;
  /** to a state: what changed since the frame before */
  readonly changes?: readonly Change[];
  /** to a request for a download; null: there is none for this state */
  readonly download?: DownloadFile | null;
  /** to a file */
  readonly upload?: UploadAnswer;
  /** a sentence in place of an answer */
  readonly failure?: string;
}

export interface DownloadFile {
  readonly file_name: string;
  readonly media_type: string;
  readonly text: string;
}

export interface UploadAnswer extends FileReference {
  /** why the file cannot be used, or "" */
  readonly refusal: string;
}
