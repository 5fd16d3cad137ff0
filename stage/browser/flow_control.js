// How many frames may be in flight: enough to fill the measured round trip, and no more than the screen can show.

const SHORTEST_INTERVAL = 16; // milliseconds between drawings: what a screen shows
const LONGEST_INTERVAL = 50; // the same; a longer one is a pause of the reader
const WEIGHT_OF_NEW_INTERVAL = 0.1;
const MAX_IN_FLIGHT = 12;
const MIN_ROUND_TRIPS = 8;
const MAX_ROUND_TRIPS = 24; // that are remembered

/** @typedef {{ number: number, sentAt: number }} Message */

/** The messages that are not answered yet, and how many there may be. */
export class FlowControl {
  /** @type {Message[]} */
  #inFlight = [];
  /** @type {number[]} milliseconds */
  #roundTrips = [];
  #interval = SHORTEST_INTERVAL;
  #lastDrawn = 0;

  get messages() {
    return this.#inFlight;
  }

  get isEmpty() {
    return this.#inFlight.length === 0;
  }

  get isFull() {
    return this.#inFlight.length >= this.#limit;
  }

  /** The shortest of the latest round trips in milliseconds; null until there are enough to tell. */
  get roundTrip() {
    return this.#roundTrips.length >= MIN_ROUND_TRIPS ? Math.min(...this.#roundTrips) : null;
  }

  // One, where an answer arrives before the next drawing is due; else as many as there are drawings in a round trip.
  get #limit() {
    const roundTrip = this.#roundTrips.length ? Math.min(...this.#roundTrips) : 0;
    const drawings = roundTrip / this.#interval;
    return drawings <= 1 ? 1 : Math.min(MAX_IN_FLIGHT, 1 + Math.ceil(drawings));
  }

  /** @param {number} number of the message that was sent now */
  onSend(number) {
    this.#inFlight.push({ number, sentAt: performance.now() });
  }

  /**
   * An answer says that no earlier message will be answered.
   *
   * @param {number} number of the message that was answered now
   */
  onAnswer(number) {
    const message = this.#inFlight.find((each) => each.number === number);
    if (message) this.#roundTrips.push(performance.now() - message.sentAt);
    if (this.#roundTrips.length > MAX_ROUND_TRIPS) this.#roundTrips.shift();
    this.#inFlight = this.#inFlight.filter((each) => each.number > number);
  }

  /** A frame was drawn now. */
  onDraw() {
    const now = performance.now();
    const interval = Math.min(Math.max(now - this.#lastDrawn, SHORTEST_INTERVAL), LONGEST_INTERVAL);
    this.#interval += WEIGHT_OF_NEW_INTERVAL * (interval - this.#interval);
    this.#lastDrawn = now;
  }

  /** Nothing that was sent will be answered, and the next connection may be another one. */
  reset() {
    this.#inFlight = [];
    this.#roundTrips = [];
  }
}
