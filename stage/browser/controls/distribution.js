// Arithmetic of distributions: shares are normalized or rescaled so that they sum to exactly one.

// Shares are kept in whole ten-thousandths, so that they are short in the URL and their sum has no rounding error.
const DISTRIBUTION_UNITS = 10000;

/**
 * Divide numbers by their sum, p_k = n_k / sum_j n_j; the rounding error goes to the largest; uniform where all are 0.
 *
 * @param {readonly number[]} numbers
 */
export function normalized(numbers) {
  const total = sum(numbers);
  const parts = numbers.map((number) =>
    Math.round((total > 0 ? number / total : 1 / numbers.length) * DISTRIBUTION_UNITS),
  );
  add(parts, parts.indexOf(Math.max(...parts)), DISTRIBUTION_UNITS - sum(parts));
  return parts.map((part) => part / DISTRIBUTION_UNITS);
}

/**
 * Scale all shares but one, so that their sum is one and their proportions stay.
 *
 * @param {readonly number[]} shares
 * @param {number} fixed the index of the share that stays as it is
 */
export function rescaled(shares, fixed) {
  const fixedShare = shares[fixed] ?? 0;
  const others = sum(shares.filter((_, index) => index !== fixed));
  const remainder = 1 - fixedShare;
  const equal = remainder / (shares.length - 1);
  const exact = shares.map((share, index) => {
    if (index === fixed) return share;
    return others > 0 ? (share / others) * remainder : equal;
  });
  const parts = exact.map((share) => Math.round(share * DISTRIBUTION_UNITS));
  const excess = DISTRIBUTION_UNITS - sum(parts);
  const largest = indexOfLargest(parts, fixed);
  add(parts, (parts[largest] ?? 0) + excess < 0 ? fixed : largest, excess);
  return parts.map((part) => part / DISTRIBUTION_UNITS);
}

/**
 * @param {readonly number[]} numbers
 * @param {number} except
 */
function indexOfLargest(numbers, except) {
  let largest = -1;
  numbers.forEach((number, index) => {
    if (index !== except && (largest < 0 || number > (numbers[largest] ?? 0))) largest = index;
  });
  return largest;
}

/**
 * @param {number[]} numbers
 * @param {number} index
 * @param {number} amount
 */
function add(numbers, index, amount) {
  numbers[index] = (numbers[index] ?? 0) + amount;
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
