// Softmax regression in the plane: a run of full-batch gradient descent, the regions on a grid, and where classes tie.
//
// Parameters are nine numbers for three classes: the weights of x1, those of x2, the biases. All results are written
// into arrays that are allocated once.

const floats = (length) => new Float64Array(length);

export function makeRun(count, classes, steps) {
  const size = 3 * classes;
  return {
    path: floats((steps + 1) * size), // the parameters of every step
    total: floats(steps + 1),
    data: floats(steps + 1),
    penalty: floats(steps + 1),
    parameters: floats(size),
    gradient: floats(size),
    p: floats(classes),
    count,
    classes,
    steps,
    size,
  };
}

// The mean cross-entropy and its gradient.
function evaluate({ parameters: w, gradient, p, count, classes }, xs, ys, labels) {
  let loss = 0;
  gradient.fill(0);
  for (let n = 0; n < count; n += 1) {
    const x = xs[n];
    const y = ys[n];
    const label = labels[n];
    let maximum = -Infinity;
    for (let k = 0; k < classes; k += 1) {
      const score = x * w[k] + y * w[classes + k] + w[2 * classes + k];
      p[k] = score;
      if (score > maximum) maximum = score;
    }
    const own = p[label];
    let sum = 0;
    for (let k = 0; k < classes; k += 1) {
      p[k] = Math.exp(p[k] - maximum);
      sum += p[k];
    }
    loss += Math.log(sum) + maximum - own;
    for (let k = 0; k < classes; k += 1) {
      const residual = p[k] / sum - (k === label ? 1 : 0);
      gradient[k] += x * residual;
      gradient[classes + k] += y * residual;
      gradient[2 * classes + k] += residual;
    }
  }
  return loss / count;
}

export function train(run, xs, ys, labels, start, { learningRate, l2 }) {
  const { path, total, data, penalty, parameters: w, gradient, count, classes, steps, size } = run;
  w.set(start);
  for (let step = 0; step <= steps; step += 1) {
    let squares = 0;
    for (let at = 0; at < 2 * classes; at += 1) squares += w[at] * w[at];
    data[step] = evaluate(run, xs, ys, labels);
    penalty[step] = 0.5 * l2 * squares;
    total[step] = data[step] + penalty[step];
    path.set(w, step * size);
    for (let at = 0; at < size; at += 1) w[at] -= learningRate * (gradient[at] / count + (at < 2 * classes ? l2 * w[at] : 0));
  }
}

// rows: one array for every row of the grid, filled with class times levels plus the shade of its confidence.
export function regions(rows, w, gridX, gridY, classes, levels) {
  const width = gridX.length;
  for (let row = 0; row < rows.length; row += 1) {
    const cells = rows[row];
    for (let column = 0; column < width; column += 1) {
      let best = 0;
      let maximum = -Infinity;
      for (let k = 0; k < classes; k += 1) {
        const score = gridX[column] * w[k] + gridY[row] * w[classes + k] + w[2 * classes + k];
        if (score > maximum) {
          maximum = score;
          best = k;
        }
      }
      let sum = 0;
      for (let k = 0; k < classes; k += 1)
        sum += Math.exp(gridX[column] * w[k] + gridY[row] * w[classes + k] + w[2 * classes + k] - maximum);
      cells[column] = best * levels + Math.round(((classes / sum - 1) / (classes - 1)) * (levels - 1));
    }
  }
}

// The predicted class of every point, and the probability of its own class.
export function predict(predicted, probabilities, w, xs, ys, labels, classes) {
  for (let n = 0; n < xs.length; n += 1) {
    let best = 0;
    let maximum = -Infinity;
    let own = 0;
    for (let k = 0; k < classes; k += 1) {
      const score = xs[n] * w[k] + ys[n] * w[classes + k] + w[2 * classes + k];
      if (k === labels[n]) own = score;
      if (score > maximum) {
        maximum = score;
        best = k;
      }
    }
    let sum = 0;
    for (let k = 0; k < classes; k += 1)
      sum += Math.exp(xs[n] * w[k] + ys[n] * w[classes + k] + w[2 * classes + k] - maximum);
    predicted[n] = best;
    probabilities[n] = Math.exp(own - maximum) / sum;
  }
}

// Where two classes tie in the window, as lines with gaps: deciding where no third class scores higher, else hidden.
export function boundaries(w, [left, right], [bottom, top], classes) {
  const deciding = { x: [], y: [] };
  const hidden = { x: [], y: [] };
  for (let i = 0; i < classes; i += 1) {
    for (let j = i + 1; j < classes; j += 1) {
      const [a, b, c] = [0, 1, 2].map((part) => w[part * classes + i] - w[part * classes + j]);
      const square = a * a + b * b;
      if (square === 0) continue;
      // The line a x + b y + c = 0 as (x0 - b t, y0 + a t), and the t at which it crosses the window.
      const [x0, y0] = [(-c * a) / square, (-c * b) / square];
      const inside = [-Infinity, Infinity];
      narrow(inside, x0 - left, -b);
      narrow(inside, right - x0, b);
      narrow(inside, y0 - bottom, a);
      narrow(inside, top - y0, -a);
      if (inside[0] >= inside[1]) continue;
      const best = [...inside];
      for (let k = 0; k < classes; k += 1) {
        if (k === i || k === j) continue;
        const [d, e, f] = [0, 1, 2].map((part) => w[part * classes + i] - w[part * classes + k]);
        narrow(best, d * x0 + e * y0 + f, e * a - d * b);
      }
      const [low, high] = best[0] < best[1] ? best : [inside[1], inside[1]];
      for (const [piece, from, to] of [
        [hidden, inside[0], low],
        [deciding, low, high],
        [hidden, high, inside[1]],
      ]) {
        if (from >= to) continue;
        piece.x.push(x0 - b * from, x0 - b * to, Number.NaN);
        piece.y.push(y0 + a * from, y0 + a * to, Number.NaN);
      }
    }
  }
  return { deciding, hidden };
}

// Narrow a range of t to where value + slope t >= 0.
function narrow(range, value, slope) {
  if (slope > 0) range[0] = Math.max(range[0], -value / slope);
  else if (slope < 0) range[1] = Math.min(range[1], -value / slope);
  else if (value < 0) range[1] = range[0];
}
