// The custom events of the stage and their details, known to `addEventListener`.

import type { Pointed } from "./pointing.js";
import type { DownloadFile, UploadAnswer } from "./wire.d.ts";

export interface NoticeDetail {
  readonly sentence: string;
  readonly isError: boolean;
  /** the field that the sentence is about; null: the page */
  readonly field: HTMLElement | null;
}

/** A request whose listener answers with a promise, as `FetchEvent.respondWith` does. */
export interface RequestDetail<Answer> {
  respondWith(answer: Promise<Answer>): void;
}

export interface UploadDetail extends RequestDetail<UploadAnswer> {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface DownloadDetail extends RequestDetail<DownloadFile | null> {
  readonly name: string;
}

export interface LinkDetail {
  respondWith(link: string): void;
}

declare global {
  interface HTMLElementEventMap {
    "stage-interaction": CustomEvent<null>;
    "stage-play": CustomEvent<null>;
    "stage-load": CustomEvent<string>;
    "stage-glide": CustomEvent<string>;
    "stage-redraw": CustomEvent<null>;
    "stage-link": CustomEvent<LinkDetail>;
    "stage-notice": CustomEvent<NoticeDetail>;
    "stage-announcement": CustomEvent<string>;
    "stage-upload": CustomEvent<UploadDetail>;
    "stage-download": CustomEvent<DownloadDetail>;
    "stage-hover": CustomEvent<number | null>;
    "stage-point": CustomEvent<Pointed | null>;
    "stage-points": CustomEvent<null>;
  }
}
