// Numbers of sketches as a person says them: three digits, and a true minus sign.

const DIGITS = 3;

/** @param {number} value */
export function numberText(value) {
  return String(Number(value.toPrecision(DIGITS))).replace("-", "−");
}
