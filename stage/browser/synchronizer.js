// The synchronizer: coordinates the view, the connection to Python and the address bar.

import { Address } from "./address.js";
import { Connection } from "./connection.js";
import { Control } from "./controls/control.js";
import { DrawLoop } from "./draw_loop.js";
import { GLIDE, LINK, LOAD, REDRAW } from "./events.js";
import { answerFileRequests } from "./file_requests.js";
import { storedFile } from "./file_storage.js";
import { FrameStore } from "./frame_store.js";
import { Glide, mayGlide } from "./glide.js";
import { LoadedQuery } from "./loaded_query.js";
import { join } from "./query.js";
import { StandIn } from "./stand_in.js";
import { Transport } from "./transport.js";
import { UndoHistory } from "./undo_history.js";
import { wayTo } from "./way.js";

/** @import { Change, Frame, MountData } from "./wire.d.ts" */
/** @import { View } from "./view.js" */
/** @typedef {Pick<Address, "query" | "write" | "link" | "close">} AddressLike */

const DELAY_OF_WHOLE_DRAWING = 120; // milliseconds without anything new

/** Keeps a view, the frame of its state and the address in step. */
export class Synchronizer {
  #view;
  #words;
  #address;
  #connection;
  /** of the first preset, which stands for an address without a state */
  #firstQuery;
  #store = new FrameStore();
  #history;
  #drawLoop = new DrawLoop(
    () => this.#draw(),
    () => this.#onDrawn(),
  );
  #frameNumber = 0;
  #query = ""; // of the present state
  #isPartial = false; // not all was asked for
  #hasError = false;
  #glide = new Glide();
  /** @type {LoadedQuery | null} until it is answered */
  #loaded = null;
  #isFinal = false; // the control was let go: the address is to be written
  /** @type {string | null} the control that was let go last; null: a whole state was loaded */
  #changedControl = null;
  #wholeDrawingTimer = 0;
  #standIn;
  #isClosed = false;

  /**
   * @param {View} view
   * @param {MountData} data
   * @param {AddressLike} [address] where it is not the one of the page
   */
  constructor(view, data, address) {
    this.#view = view;
    this.#words = data.words;
    this.#history = new UndoHistory(data.words, view.panel.buttons, (step) => this.#undo(step));
    const { parameters } = view.panel;
    this.#address = address ?? new Address(parameters, data.addresses.neutral, (query) => this.#load(query, false));
    this.#firstQuery = data.presets[0]?.[1] ?? "";
    const transport = new Transport(data);
    this.#connection = new Connection(() => transport.open(), {
      onFrame: (number, changes) => this.#onFrame(number, changes),
      onError: (sentence) => this.#onError(sentence),
      onDisconnect: () => {
        view.setSettled(false);
        this.#standIn.onDisconnect();
      },
      onAnswer: () => this.#standIn.onAnswer(),
    });
    const leave = () => this.#load(this.#store.frame?.query ?? "", true);
    this.#standIn = new StandIn(view, data, transport, this.#connection, leave);
    this.#listen(view.root);
    this.#load(this.#address.query, false);
    view.figures.ready
      .then(() => this.#drawLoop.request())
      .catch(() => view.setNotice(this.#words.plotly_missing, true));
  }

  /** @param {HTMLElement} root */
  #listen(root) {
    root.addEventListener("input", ({ target }) => this.#onChange(target, false));
    root.addEventListener("change", ({ target }) => this.#onChange(target, true));
    root.addEventListener(LOAD, ({ detail }) => this.#load(detail, true));
    root.addEventListener(GLIDE, ({ detail }) => this.#glideTo(detail || this.#firstQuery));
    root.addEventListener(REDRAW, () => this.setTheme());
    root.addEventListener(LINK, ({ detail }) => detail.respondWith(this.#address.link(this.#query)));
    answerFileRequests(root, this.#connection, () => this.#view.panel.query);
  }

  /**
   * Load a whole state, from the address or a preset.
   *
   * @param {string} wanted its query; "": of the first preset
   * @param {boolean} isFinal
   * @param {import("./way.js").Way | null} [way] that leads there
   */
  #load(wanted, isFinal, way = null) {
    const query = wanted || this.#firstQuery;
    this.#glide.stop();
    this.#view.player.stop();
    this.#history.add(query);
    this.#loaded = new LoadedQuery(query);
    this.#isFinal = isFinal;
    this.#changedControl = null;
    const file = storedFile(query);
    if (file && file.digest !== this.#connection.fileDigest) this.#connection.restoreFile(file);
    this.#view.setSettled(false); // a glide sends nothing before the next animation frame
    if (way) this.#glide.start(way, this.#send.bind(this), () => this.#send(query));
    else this.#send(query);
  }

  /** @param {string} query */
  #glideTo(query) {
    const { values } = this.#store.frame ?? {};
    this.#load(query, true, values && mayGlide() ? wayTo(this.#view.panel, values, query) : null);
  }

  /**
   * @param {EventTarget | null} target
   * @param {boolean} isFinal
   */
  #onChange(target, isFinal) {
    if (!(target instanceof Control)) return;
    this.#glide.stop();
    if (isFinal) [this.#isFinal, this.#changedControl] = [true, target.name]; // a preview after it does not take it back
    this.#view.setNotice("");
    if (this.#loaded) this.#send(this.#loaded.changed(this.#view.panel.changesOf(target)));
    else this.#send(this.#view.panel.query, isFinal ? null : target.name);
    if (isFinal) this.#history.add(this.#query);
  }

  /** @param {-1 | 1} step -1: undo a change, 1: do it again */
  #undo(step) {
    this.#view.player.stop(); // what it played is a change too
    const query = this.#history.move(step);
    if (query !== null) this.#load(query, true);
  }

  /**
   * @param {string} query
   * @param {string | null} [movingControl] while it moves, parts off the screen are not asked for
   */
  #send(query, movingControl = null) {
    clearTimeout(this.#wholeDrawingTimer);
    const { panel, unseenParts } = this.#view;
    const unseen = movingControl === null ? [] : unseenParts.names;
    const moving = movingControl === null ? "" : (panel.moving?.addition(movingControl) ?? "");
    this.#query = query;
    this.#isPartial = unseen.length > 0 || moving !== "";
    this.#view.setSettled(false);
    this.#connection.send(join([query, panel.interpolation?.addition ?? "", moving]), unseen);
  }

  /**
   * @param {number} number
   * @param {readonly Change[]} changes
   */
  #onFrame(number, changes) {
    this.#store.apply(changes);
    this.#frameNumber = number;
    this.#hasError = false;
    this.#drawLoop.request();
  }

  /** @param {string} sentence */
  #onError(sentence) {
    this.#hasError = true;
    this.#view.setNotice(sentence, true);
    if (this.#connection.isIdle) this.#settle();
  }

  /** @returns {boolean} whether there was something that could be drawn */
  #draw() {
    const { frame } = this.#store;
    if (!frame || !this.#view.isReady) return false;
    try {
      this.#view.render(frame, this.#store.takeChanges());
    } catch {
      this.#store.markAllChanged();
    }
    this.#view.setFrameNumber(this.#frameNumber);
    this.#connection.onDraw();
    return true;
  }

  #onDrawn() {
    if (this.#connection.isIdle) this.#settle();
  }

  // Nothing is pending: unless a reader goes on at once, the parts off the screen are fetched, and figures that were only
  // patched are drawn whole.
  #settle() {
    clearTimeout(this.#wholeDrawingTimer);
    if (this.#glide.isUnderWay) return;
    if (this.#loaded && !this.#isPartial) this.#view.figures.drawDeferred(); // a reader goes on from here, and sees it whole
    const isWhole = !this.#view.figures.isDeferred && !this.#isPartial;
    if (isWhole) this.#onSettled();
    else
      this.#wholeDrawingTimer = setTimeout(() => {
        if (!this.#connection.isIdle || this.#drawLoop.isBusy || this.#isClosed) return;
        if (this.#isPartial) return this.#send(this.#query);
        this.#view.figures.drawDeferred();
        this.#onSettled();
      }, DELAY_OF_WHOLE_DRAWING);
  }

  #onSettled() {
    const { frame } = this.#store;
    if (frame && !this.#hasError) {
      this.#query = frame.query;
      this.#view.setValues(frame);
      if (this.#loaded) this.#view.setNotice(frame.notice);
      if (this.#isFinal) this.#report(frame);
      this.#loaded = null;
      this.#isFinal = false;
    }
    this.#view.setSettled(true);
  }

  /** Report a complete change: write the address, and let screen readers read the numbers. @param {Frame} frame */
  #report({ query, readings }) {
    this.#address.write(query, this.#changedControl);
    this.#view.announce(readings.map((reading) => reading.join(" ")).join(", "));
  }

  /** Draw everything in the colours that the page has now. */
  setTheme() {
    this.#view.setTheme();
    this.#store.markAllChanged();
    this.#drawLoop.request();
  }

  close() {
    this.#isClosed = true;
    this.#glide.stop();
    this.#connection.close();
    this.#address.close();
    this.#history.close();
    this.#drawLoop.close();
    this.#standIn.close();
    clearTimeout(this.#wholeDrawingTimer);
  }
}
