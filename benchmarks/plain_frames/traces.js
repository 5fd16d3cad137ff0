// The traces of a figure as SVG made by hand: each function draws one and returns the function that changes it.

import { add, set, write } from "./dom.js";

const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
const [BLUE, VERMILLION] = [[60, 147, 204], [213, 94, 0]];

/** Draw a trace; the function that is returned takes the trace and its axes of another frame. */
export function drawTrace(svg, trace) {
  if (trace.type === "bar") return drawBars(svg, trace);
  if (trace.type === "heatmap") return drawCells(svg, trace);
  const modes = trace.mode ?? "lines";
  const changes = [];
  if (modes.includes("lines") || trace.fill) changes.push(drawLine(svg, trace));
  if (modes.includes("markers")) changes.push(drawMarks(svg, trace));
  if (modes.includes("text")) changes.push(drawTexts(svg, trace));
  return (present, axes) => changes.forEach((change) => change(present, axes));
}

function across({ offset, length, range: [from, to], type }, value) {
  return offset + (length * ((type === "log" ? Math.log10(value) : value) - from)) / (to - from);
}

function up({ offset, length, range: [from, to], type }, value) {
  return offset + length - (length * ((type === "log" ? Math.log10(value) : value) - from)) / (to - from);
}

function colourOf(colour, index) {
  const one = Array.isArray(colour) ? colour[index] : colour;
  return typeof one === "number" ? COLOURS[one % COLOURS.length] : (one ?? "#1f2430");
}

/** As many elements as there are points. */
function many(svg, tag, known, count) {
  while (known.length < count) known.push(add(svg, tag));
  known.forEach((element, index) => set(element, "display", index < count ? "inline" : "none"));
  return known;
}

function drawBars(svg, { orientation, width = 0.8 }) {
  const known = [];
  const size = (index) => (Array.isArray(width) ? width[index] : width);
  return ({ x, y, base = [], marker }, [horizontal, vertical]) => {
    const isFlat = orientation === "h";
    const bars = many(svg, "rect", known, x.length);
    x.forEach((_, index) => {
      const from = base[index] ?? 0;
      const half = size(index) / 2;
      const [x0, x1] = (isFlat ? [from, from + x[index]] : [x[index] - half, x[index] + half]).map((at) => across(horizontal, at));
      const [y0, y1] = (isFlat ? [y[index] - half, y[index] + half] : [from, from + y[index]]).map((at) => up(vertical, at));
      set(bars[index], "x", Math.min(x0, x1).toFixed(2));
      set(bars[index], "width", Math.abs(x1 - x0).toFixed(2));
      set(bars[index], "y", Math.min(y0, y1).toFixed(2));
      set(bars[index], "height", Math.abs(y1 - y0).toFixed(2));
      set(bars[index], "fill", colourOf(marker?.color, index));
    });
  };
}

function drawLine(svg, { line = {}, fill, fillcolor }) {
  const path = add(svg, "path", { "stroke-width": line.width ?? 2 });
  set(path, "stroke", line.color ?? "#1f2430");
  set(path, "fill", fill ? (fillcolor ?? line.color ?? "#1f2430") : "none");
  return ({ x, x0 = 0, dx = 1, y }, [horizontal, vertical]) => {
    let pen = "M";
    let drawn = "";
    y.forEach((value, index) => {
      const at = x ? x[index] : x0 + index * dx;
      if (value === null || at === null) pen = "M";
      else {
        drawn += `${pen}${across(horizontal, at).toFixed(2)},${up(vertical, value).toFixed(2)}`;
        pen = "L";
      }
    });
    set(path, "d", drawn);
  };
}

function drawMarks(svg, { marker = {} }) {
  const known = [];
  const radius = (typeof marker.size === "number" ? marker.size : 8) / 2;
  return ({ x, y, marker: present }, [horizontal, vertical]) => {
    const marks = many(svg, "circle", known, x.length);
    x.forEach((at, index) => {
      set(marks[index], "r", radius);
      set(marks[index], "cx", across(horizontal, at).toFixed(2));
      set(marks[index], "cy", up(vertical, y[index]).toFixed(2));
      set(marks[index], "fill", colourOf(present?.color, index));
    });
  };
}

function drawTexts(svg, trace) {
  const known = [];
  const { size = 14, color = "#1f2430" } = trace.textfont ?? {};
  return ({ x, y, text }, [horizontal, vertical]) => {
    while (known.length < text.length) known.push(add(svg, "text", { "font-size": size, fill: color }, " "));
    text.forEach((one, index) => {
      set(known[index], "x", across(horizontal, x[index]).toFixed(2));
      set(known[index], "y", up(vertical, y[index]).toFixed(2));
      write(known[index], String(one).replace(/<[^>]*>/g, ""));
    });
  };
}

/** Cells with numbers, or an image of many. */
function drawCells(svg, { z, text = [] }) {
  const isImage = z.length * z[0].length > 400;
  return isImage ? drawImage(svg, z) : drawNumberedCells(svg, z, text.length > 0);
}

function shade(value, largest) {
  const [colour, strength] = [value > 0 ? BLUE : VERMILLION, Math.min(1, Math.abs(value) / largest)];
  return colour.map((channel) => Math.round(245 + (channel - 245) * strength));
}

function drawImage(svg, z) {
  const holder = add(svg, "foreignObject");
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [z[0].length, z.length];
  canvas.style.cssText = "width:100%;height:100%";
  holder.append(canvas);
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  return ({ z: values }, [{ offset, length }, { offset: top, length: height }]) => {
    for (const [name, value] of Object.entries({ x: offset, y: top, width: length, height })) set(holder, name, value);
    const pixels = image.data;
    let at = 0;
    for (let row = values.length - 1; row >= 0; row -= 1) {
      for (const value of values[row]) {
        const colour = shade(value - 1, 3);
        pixels[at] = colour[0];
        pixels[at + 1] = colour[1];
        pixels[at + 2] = colour[2];
        pixels[at + 3] = 255;
        at += 4;
      }
    }
    context.putImageData(image, 0, 0);
  };
}

function drawNumberedCells(svg, z, isNumbered) {
  const cells = z.map((row) => row.map(() => add(svg, "rect")));
  const numbers = z.map((row) => row.map(() => (isNumbered ? add(svg, "text", { class: "middle" }, " ") : null)));
  return ({ z: values, text }, [{ offset, length }, { offset: top, length: height }]) => {
    const [width, tall] = [length / values[0].length, height / values.length];
    values.forEach((row, i) =>
      row.forEach((value, j) => {
        const [x, y] = [offset + j * width, top + i * tall];
        const place = { x: x + 1, y: y + 1, width: width - 2, height: tall - 2, fill: `rgb(${shade(value ?? 0, 0.25)})` };
        for (const [name, given] of Object.entries(place)) set(cells[i][j], name, given);
        if (!numbers[i][j]) return;
        set(numbers[i][j], "x", x + width / 2);
        set(numbers[i][j], "y", y + tall / 2 + 5);
        write(numbers[i][j], String(text[i]?.[j] ?? ""));
      }),
    );
  };
}
