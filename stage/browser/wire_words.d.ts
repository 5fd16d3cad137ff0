// The translated sentences that Python gives the stage.

/** The translated sentences of the stage; "{name}" is filled in. */
export interface Words {
  readonly presets: string;
  readonly reset: string;
  readonly away: string;
  readonly lost: string;
  readonly not_a_number: string;
  readonly not_numbers: string;
  readonly out_of_range: string;
  readonly exact: string;
  readonly all: string;
  readonly name_of: string;
  readonly add: string;
  readonly remove: string;
  readonly play: string;
  readonly pause: string;
  readonly clock: string;
  readonly rewind: string;
  readonly back: string;
  readonly on: string;
  readonly speed: string;
  readonly save: string;
  readonly readings: string;
  readonly controls: string;
  readonly scroll: string;
  readonly remarks: string;
  readonly notes: string;
  readonly documents: string;
  readonly no_document: string;
  readonly not_made: string;
  readonly release: string;
  readonly how_many: string;
  readonly pin: string;
  readonly unpin: string;
  readonly pinned: string;
  readonly open: string;
  readonly too_large: string;
  readonly not_arrived: string;
  readonly plane: string;
  readonly point: string;
  readonly remove_point: string;
  readonly remove_edits: string;
  readonly edits: string;
  readonly too_many_points: string;
}
