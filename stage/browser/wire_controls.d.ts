// What Python and the browser send each other about controls: their descriptions, their values, and what frames change.

interface CommonSpec {
  /** its name in the URL */
  readonly parameter: string;
  /** [control, value, ...]: shown only while that control has one of these values; empty: always */
  readonly visible_when: readonly string[];
  /** the vector whose length this control follows */
  readonly same_length_as: string | null;
  /** the group of the panel; "" is above all groups */
  readonly group: string;
  /** the controls that return to their defaults when a reader changes this one */
  readonly resets: readonly string[];
  /** the vectors with override that keep what they show when a change of this one resets other controls */
  readonly keeps: readonly string[];
}

/** How a slider maps positions to numbers. */
export interface ScaleSpec {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale?: "linear" | "log";
  /** the left end of a logarithmic slider stands for 0 */
  readonly zero?: boolean;
  /** only whole numbers */
  readonly integer?: boolean;
}

export interface SliderSpec extends CommonSpec, ScaleSpec {
  readonly kind: "slider";
  /** increase per second of play, once to the end in 6 to 12 seconds; null: play moves back and forth */
  readonly play_rate: number | null;
}

export interface InterpolationSpec extends CommonSpec {
  readonly kind: "interpolation";
}

export interface MovingSpec extends CommonSpec {
  readonly kind: "moving";
  /** the controls that can move without it */
  readonly unless: readonly string[];
}

export interface VectorSpec extends CommonSpec, ScaleSpec {
  readonly kind: "vector";
  readonly lengths: readonly [min: number, max: number];
  readonly distribution: boolean;
  /** the `names` control whose names label the numbers */
  readonly names_field: string | null;
  /** the choice that follows the number that was changed last */
  readonly focus_field: string | null;
  /** empty until a reader sets it; until then it shows the values of the frame */
  readonly override: boolean;
}

export interface NamesSpec extends CommonSpec {
  readonly kind: "names";
  /** characters of a name */
  readonly max_length: number;
}

export interface ChoiceSpec extends CommonSpec {
  readonly kind: "choice";
  /** codes; empty where the options are positions of a vector or come with the frame */
  readonly options: readonly string[];
  readonly menu: boolean;
}

export interface MultiChoiceSpec extends CommonSpec {
  readonly kind: "multi_choice";
}

export interface ToggleSpec extends CommonSpec {
  readonly kind: "toggle";
}

export interface ButtonSpec extends CommonSpec {
  readonly kind: "button";
  /** presses after which the count starts again from 0 */
  readonly max: number;
}

export interface PinSpec extends CommonSpec {
  readonly kind: "pin";
}

export interface PointsSpec extends CommonSpec {
  readonly kind: "points";
  /** the figure in which the points are edited */
  readonly figure: string;
  /** the choice that says which class a new point has */
  readonly label_field: string;
  /** edits that a link can carry */
  readonly max_edits: number;
}

export interface UploadSpec extends CommonSpec {
  readonly kind: "upload";
  /** a control, and the value that opening a file sets it to */
  readonly sets: readonly [control: string, value: string];
  /** the `accept` attribute of the file dialog */
  readonly accepted_types: string;
  /** bytes */
  readonly max_bytes: number;
}

export type ControlSpec =
  | SliderSpec
  | InterpolationSpec
  | MovingSpec
  | VectorSpec
  | NamesSpec
  | ChoiceSpec
  | MultiChoiceSpec
  | ToggleSpec
  | ButtonSpec
  | PinSpec
  | PointsSpec
  | UploadSpec;

/** One edit of the drawn points: a new point (no row), a row moved or given another class, a row removed (no place). */
export type Edit = readonly [row: number | null, x: number | null, y: number | null, label: number | null];

export interface FileReference {
  readonly name: string;
  readonly digest: string;
}

export type ControlValue =
  number | string | boolean | readonly number[] | readonly string[] | readonly Edit[] | FileReference;

export type ControlValues = Readonly<Record<string, ControlValue>>;

export type Option = readonly [code: string | number, text: string];

/** What follows for a control from the frame; each kind of control reads its own keys. */
export interface ControlUpdate {
  readonly hidden?: boolean;
  /** sliders and vectors with override: the ends of the range */
  readonly min?: number;
  readonly max?: number;
  /** choices: what can be chosen, and the colour of each option */
  readonly options?: readonly Option[];
  readonly colours?: readonly string[];
  /** vectors with override: the numbers that are shown while none is set; multiple choices: the ones that are ticked */
  readonly values?: readonly number[];
  /** vectors with override: a label for each number, and a sentence in place of the sliders */
  readonly labels?: readonly string[];
  readonly note?: string;
  /** vectors with override: what the button says that takes a reader's numbers back */
  readonly reset?: string;
  /** multiple choices: how many can be ticked */
  readonly min_chosen?: number;
  readonly max_chosen?: number;
  /** points: the row behind each drawn point (below 0: the added ones), and the names of the classes */
  readonly row_ids?: readonly number[];
  readonly class_names?: readonly string[];
}
