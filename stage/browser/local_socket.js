// What all sockets that lead nowhere have in common: the interface of a `WebSocket`, and that they open at once.

/** A message that asks for the frame of a state: its number and the query. */
export const STATE = /^(\d+)(?:~[\w.,]*)? ([^]*)$/;

export class LocalSocket {
  isLocal = true;
  /** @type {number} */
  readyState = WebSocket.CONNECTING;
  bufferedAmount = 0;
  /** @type {(() => void) | null} */
  onopen = null;
  /** @type {((event: { data: string }) => void) | null} */
  onmessage = null;
  /** @type {((event: { code: number }) => void) | null} */
  onclose = null;

  constructor() {
    queueMicrotask(() => {
      if (this.readyState !== WebSocket.CONNECTING) return;
      this.readyState = WebSocket.OPEN;
      this.onopen?.();
    });
  }

  close() {
    this.readyState = WebSocket.CLOSED;
  }
}
