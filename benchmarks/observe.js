// Measures a page: which frames are drawn, when, and how long after the input that they show.
//
// It runs before the scripts of the page and is the same for every page. A drawn frame is a new value of the attribute
// `data-frame`. On the stage it is the number of the message with the state; on the plain pages it counts the inputs.
// An input is an `input` event that the reader causes, or a move of the pressed pointer on a figure.
// `observed.looks`: name of a figure → function that returns what it shows now, called with every frame.

window.observed = {
  looks: {},
  begin() {
    Object.assign(this, { inputs: 0, frames: [], changed: {}, plotly: 0, since: performance.now() });
    for (const name of Object.keys(this.looks)) this.changed[name] = 0;
  },
  end() {
    const { inputs, frames, changed, plotly, since } = this;
    return { inputs, frames, changed, plotly, begin: since, end: performance.now() };
  },
};

{
  const { observed } = window;
  const inputs = new Map();
  const sends = new Map();
  let input = null;
  observed.begin();

  function recordInput({ timeStamp }) {
    observed.inputs += 1;
    input = timeStamp;
    inputs.set(inputs.size + 1, timeStamp);
  }

  document.addEventListener(
    "input",
    (event) => {
      if (event.isTrusted) recordInput(event); // not the events of the stage's own controls, which follow from it
    },
    true,
  );
  document.addEventListener(
    "pointermove",
    (event) => {
      if (event.buttons & 1 && event.target.tagName !== "INPUT") recordInput(event);
    },
    true,
  );

  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (message) {
    if (typeof message === "string" && this.url.includes("/stage/frames/")) sends.set(parseInt(message, 10), input);
    return send.call(this, message);
  };

  const lastLooks = new Map();

  function countChangedFigures() {
    for (const [name, look] of Object.entries(observed.looks)) {
      const present = look();
      if (present !== lastLooks.get(name)) observed.changed[name] += 1;
      lastLooks.set(name, present);
    }
  }

  let lastFrame = null;
  new MutationObserver(() => {
    const root = document.querySelector("[data-frame]");
    if (!root || root.dataset.frame === lastFrame) return;
    lastFrame = root.dataset.frame;
    const at = performance.now();
    observed.frames.push({ at, waited: at - (sends.size ? sends : inputs).get(Number(lastFrame)) });
    countChangedFigures();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-frame"] });

  let plotly;
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: () => plotly,
    set(value) {
      plotly = value;
      const { react } = value;
      value.react = (...call) => {
        const start = performance.now();
        const drawn = react(...call);
        observed.plotly += performance.now() - start;
        return drawn;
      };
    },
  });
}
