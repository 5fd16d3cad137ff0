// Makes the element for the description of a control.

import { Button } from "./button.js";
import { Choice } from "./choice.js";
import { Interpolation } from "./interpolation.js";
import { Moving } from "./moving.js";
import { OverrideVector } from "./override_vector.js";
import { MultiChoice } from "./multi_choice.js";
import { Names } from "./names.js";
import { Pin } from "./pin.js";
import { Points } from "./points.js";
import { Slider } from "./slider.js";
import { Toggle } from "./toggle.js";
import { Upload } from "./upload.js";
import { Vector } from "./vector.js";

/** @import { ControlSpec } from "../wire.d.ts" */
/** @import { Control, Texts } from "./control.js" */

/**
 * Make a control.
 *
 * @param {string} name
 * @param {ControlSpec} spec
 * @param {Texts} texts
 * @returns {Control}
 */
export function makeControl(name, spec, texts) {
  switch (spec.kind) {
    case "slider":
      return new Slider(name, spec, texts);
    case "interpolation":
      return new Interpolation(name, spec, texts);
    case "moving":
      return new Moving(name, spec, texts);
    case "vector":
      return spec.override ? new OverrideVector(name, spec, texts) : new Vector(name, spec, texts);
    case "names":
      return new Names(name, spec, texts);
    case "choice":
      return new Choice(name, spec, texts);
    case "multi_choice":
      return new MultiChoice(name, spec, texts);
    case "toggle":
      return new Toggle(name, spec, texts);
    case "button":
      return new Button(name, spec, texts);
    case "pin":
      return new Pin(name, spec, texts);
    case "points":
      return new Points(name, spec, texts);
    case "upload":
      return new Upload(name, spec, texts);
  }
}
