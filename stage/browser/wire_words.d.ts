// The translated sentences that Python gives the stage.

/** The translated sentences of the stage; "{name}" is filled in. */
export interface Words {
  readonly presets: string;
  readonly reset: string;
  readonly disconnected: string;
  readonly plotly_missing: string;
  readonly not_a_number: string;
  readonly not_numbers: string;
  readonly out_of_range: string;
  readonly exact_value: string;
  readonly all_values: string;
  readonly name_of: string;
  readonly add_class: string;
  readonly remove_class: string;
  readonly play: string;
  readonly pause: string;
  readonly playback: string;
  readonly to_start: string;
  readonly step_back: string;
  readonly step_forward: string;
  readonly speed: string;
  readonly save_figure: string;
  readonly readings: string;
  readonly controls: string;
  readonly scrolling_table: string;
  readonly remarks: string;
  readonly notes: string;
  readonly downloads: string;
  readonly no_download: string;
  readonly download_failed: string;
  readonly start_from_seed: string;
  readonly choose_between: string;
  readonly pin: string;
  readonly unpin: string;
  readonly load_pinned: string;
  readonly open_file: string;
  readonly file_too_large: string;
  readonly upload_failed: string;
  readonly editable_figure: string;
  readonly selected_point: string;
  readonly remove_point: string;
  readonly remove_edits: string;
  readonly edit_count: string;
  readonly too_many_edits: string;
}
