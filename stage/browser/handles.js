// Handles on a picture: its points are selected, dragged, added and removed, by mouse, finger and keys.
import { say } from "./dom.js";
import { indexAt, placeOf, placed, rounded, rowsOf, valueAt } from "./rows.js";

const REACH = { mouse: 12, pen: 16, touch: 26 }; // pixels around a point that still mean it
const STILL = 4; // pixels that a hand may move while it clicks
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const STEP = 0.01; // of the axis, for a key; five times that with Shift

export class Handles {
  constructor(plot, points, ring, { words, label, say: announce }) {
    Object.assign(this, { plot, points, ring, words, label, announce, drag: null });
    plot.tabIndex = 0;
    plot.onpointerdown = (event) => this.down(event);
    plot.onpointermove = (event) => this.moved(event);
    plot.onpointerup = (event) => this.up(event);
    plot.onpointercancel = () => this.cancel();
    plot.ontouchstart = (event) => {
      // A finger on a point drags it, and does not scroll the page.
      const [touch] = event.touches;
      if (event.touches.length === 1 && points.active && indexAt(plot, touch, REACH.touch) >= 0) event.preventDefault();
    };
    plot.onkeydown = (event) => this.key(event);
    this.dress = () => {
      plot.classList.toggle("stage-editable", points.active);
      plot.setAttribute("role", points.active ? "application" : "img");
      plot.setAttribute("aria-label", points.active ? say(words.plane, { title: label }) : label);
      this.mark();
    };
    points.watchers.add(this.dress);
  }

  close() {
    this.points.watchers.delete(this.dress);
  }

  // The ring stands where the hand is; the picture follows with the next frame.
  mark(place = null) {
    const at = place ?? (this.points.active ? placeOf(this.plot, this.points.index) : null);
    this.ring.show(at);
  }

  down(event) {
    const { plot, points } = this;
    const place = placed(plot, event);
    if (!points.active || event.button !== 0 || !place?.inside) return;
    const index = indexAt(plot, event, REACH[event.pointerType] ?? REACH.mouse);
    this.from = { x: event.clientX, y: event.clientY };
    this.click = index < 0;
    plot.setPointerCapture(event.pointerId);
    event.preventDefault(); // Plotly would lay a cover over the page until the button is up
    if (this.click) return;
    points.select(points.drawn[index]);
    const { label } = rowsOf(plot).row(index);
    this.drag = { label, moved: false, before: points.edits, pointer: event.pointerId };
    plot.focus({ preventScroll: true });
  }

  moved(event) {
    const { drag, points, plot } = this;
    if (drag?.pointer !== event.pointerId) return;
    if (!drag.moved && Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y) < STILL) return;
    drag.moved = true;
    const place = placed(plot, event);
    this.mark(place);
    points.move(...valueAt(plot, place), drag.label, false);
    this.mark(place);
  }

  up(event) {
    const { drag, points, plot } = this;
    if (drag && drag.pointer !== event.pointerId) return; // a second finger
    this.drag = null;
    if (drag?.moved) points.hands.changed(true);
    else if (!drag && this.click && Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y) < STILL) {
      const place = placed(plot, event);
      points.add(...valueAt(plot, place));
      this.mark(place);
      plot.focus({ preventScroll: true });
    }
    this.click = false;
  }

  // The finger turned out to scroll.
  cancel() {
    const { drag, points } = this;
    this.drag = null;
    this.click = false;
    if (!drag?.moved) return;
    points.set(drag.before);
    points.hands.changed(true);
  }

  key(event) {
    const { points } = this;
    if (!points.active || event.altKey || event.ctrlKey || event.metaKey) return;
    const done = this.keyed(event.key, event.shiftKey ? 5 * STEP : STEP);
    if (done) event.preventDefault();
  }

  // Keys may come faster than frames: a point is moved from where the hand last put it.
  keyed(key, step) {
    const { points, plot } = this;
    const { index, drawn } = points;
    const { ranges, row } = rowsOf(plot);
    const chosen = points.edited ?? (index < 0 ? null : row(index));
    if (key === "n" || key === "p") this.select(index < 0 ? 0 : (index + (key === "n" ? 1 : drawn.length - 1)) % drawn.length);
    else if (key === "Escape" && chosen) points.select(null);
    else if ((key === "Delete" || key === "Backspace") && chosen) points.remove();
    else if (key === "Enter") points.add(...ranges.map(([low, high]) => rounded((low + high) / 2, [low, high])));
    else if (key in ARROWS && chosen) {
      const place = [chosen.x, chosen.y].map((value, axis) => {
        const [low, high] = ranges[axis];
        return rounded(value + ARROWS[key][axis] * step * (high - low), [low, high]);
      });
      points.move(...place, chosen.label, true);
    } else if (/^[0-9]$/.test(key) && chosen && Number(key) < points.names.length) points.move(chosen.x, chosen.y, Number(key), true);
    else return false;
    return true;
  }

  select(index) {
    const { points, plot, words } = this;
    if (!points.drawn.length) return;
    points.select(points.drawn[index]);
    const { x, y, label } = rowsOf(plot).row(index);
    this.announce(say(words.point, { number: index + 1, count: points.drawn.length, x: x.toFixed(2), y: y.toFixed(2), label: points.names[label] }));
  }
}
