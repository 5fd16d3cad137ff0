// What the stage uses of qrcode.js.

interface QrCode {
  addData(data: string): void;
  make(): void;
  getModuleCount(): number;
  isDark(row: number, column: number): boolean;
}

/** `type` is the size from 1 to 40; 0: as small as possible. */
export function qrcode(type: number, level: "L" | "M" | "Q" | "H"): QrCode;
