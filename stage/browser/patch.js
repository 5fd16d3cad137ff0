// What moves is moved in the picture that is there: points, lines and the shades of a plane are given their new places and
// colours, and nothing else is drawn again. A picture that came to rest is drawn whole by Plotly, which takes ten times as
// long; only then do its hover texts follow.

const SILENT = new Set(["customdata", "hovertext"]);
const MOVES = { scatter: new Set(["x", "y", "marker.symbol", ...SILENT]), heatmap: new Set(["z", ...SILENT]) };

// Tell whether these changes can be made in the picture; changes: trace → the attributes that changed.
export function isPatch(plot, data, changes) {
  return [...changes].every(([at, attributes]) => {
    const { type, zsmooth, mode } = data[at];
    if (type === "heatmap" && zsmooth !== "fast") return false;
    if (mode?.includes("text") || ![...attributes].every((attribute) => MOVES[type]?.has(attribute))) return false;
    return type === "heatmap" ? Boolean(image(plot)) : fits(plot, at, data[at]);
  });
}

export function patch(plot, data, changes) {
  for (const at of changes.keys()) {
    const trace = data[at];
    if (trace.type === "heatmap") shade(image(plot), trace);
    else {
      const { xaxis, yaxis } = plot._fullLayout;
      const places = trace.y.map((y, index) => [xaxis.d2p(trace.x ? trace.x[index] : trace.x0 + index * trace.dx), yaxis.d2p(y)]);
      if (trace.mode.includes("lines")) string(lines(plot, at), places);
      if (trace.mode.includes("markers")) place(points(plot, at), places, trace.marker.symbol, plot);
    }
  }
}

function image(plot) {
  return plot.querySelector(".hm image");
}

function node(plot, at) {
  return [...plot.querySelectorAll(".scatterlayer > .trace")].find(({ __data__: drawn }) => drawn[0].trace.index === at);
}

function lines(plot, at) {
  return [...node(plot, at).querySelectorAll(".js-line")];
}

function points(plot, at) {
  return [...node(plot, at).querySelectorAll(".points > path")];
}

// The picture has something to move for everything that there is now.
function fits(plot, at, { mode, y, marker }) {
  if (!y.length) return !node(plot, at)?.querySelector(".js-line, .point");
  if (!node(plot, at)) return false;
  if (mode.includes("lines") && (mode.includes("markers") || !lines(plot, at).length)) return false;
  if (!mode.includes("markers")) return true;
  const drawn = points(plot, at);
  return drawn.length === y.length && (!Array.isArray(marker.symbol) || marker.symbol.every((symbol) => shapes(plot).has(symbol)));
}

// One path for all pieces; where Plotly had several, the others stay empty.
function string([first, ...others], places) {
  let pen = "M";
  let path = "";
  for (const [x, y] of places) {
    if (Number.isFinite(x) && Number.isFinite(y)) {
      path += `${pen}${x.toFixed(2)},${y.toFixed(2)}`;
      pen = "L";
    } else pen = "M";
  }
  first.setAttribute("d", path || "M0,0");
  for (const other of others) other.setAttribute("d", "M0,0");
}

function place(nodes, places, symbols, plot) {
  nodes.forEach((point, index) => {
    const [x, y] = places[index];
    const transform = `translate(${x},${y})`;
    if (point.getAttribute("transform") !== transform) point.setAttribute("transform", transform);
    if (!Array.isArray(symbols)) return;
    const shape = shapes(plot).get(symbols[index]);
    if (point.getAttribute("d") !== shape) point.setAttribute("d", shape);
  });
}

// The outlines that Plotly drew for the symbols of a picture's rows, by their numbers.
const drawnShapes = new WeakMap();

function shapes(plot) {
  return drawnShapes.get(plot) ?? new Map();
}

// Look at a picture that Plotly has just drawn.
export function learn(plot, data) {
  const known = shapes(plot);
  data.forEach((trace, at) => {
    const symbols = trace.marker?.symbol;
    if (trace.type !== "scatter" || !Array.isArray(symbols) || !node(plot, at)) return;
    points(plot, at).forEach((point, index) => known.set(symbols[index], point.getAttribute("d")));
  });
  drawnShapes.set(plot, known);
}

// A smoothed heatmap is a small image that the browser stretches: a pixel for each of its cells.
function shade(picture, { z, zmin, zmax, colorscale }) {
  const [height, width] = [z.length, z[0].length];
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(width, height);
  const colours = tints(colorscale, zmin, zmax);
  z.forEach((row, from) => row.forEach((level, column) => pixels.data.set(colours[level], 4 * ((height - 1 - from) * width + column))));
  context.putImageData(pixels, 0, 0);
  picture.setAttribute("href", canvas.toDataURL());
}

const known = new Map();

// The colour of every whole number from zmin to zmax.
function tints(scale, zmin, zmax) {
  const key = JSON.stringify([scale, zmin, zmax]);
  if (!known.has(key)) {
    const stops = scale.map(([share, colour]) => [share, colour.match(/[\d.]+/g).map((part, index) => Number(part) * (index === 3 ? 255 : 1))]);
    const colours = [];
    for (let level = zmin; level <= zmax; level += 1) {
      const share = (level - zmin) / (zmax - zmin);
      const next = Math.max(1, stops.findIndex(([stop]) => stop >= share - 1e-9));
      const [[low, from], [high, to]] = [stops[next - 1], stops[next]];
      colours[level] = from.map((part, index) => Math.round(part + ((to[index] - part) * (share - low)) / (high - low)));
    }
    known.set(key, colours);
  }
  return known.get(key);
}
