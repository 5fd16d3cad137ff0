// Runs before any page's own scripts, the same in all of them, and notes what is drawn, when, and after which input.
//
// A drawn frame is a new value of the attribute `data-frame`. On the stage it is the number that the state was sent with;
// on the plain pages it counts the inputs. An input is what a slider says, or a move of the pressed pointer on a picture.
// `observed.looks`: name of a picture → function that returns what it shows now, asked with every frame.

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

  function note({ timeStamp }) {
    observed.inputs += 1;
    input = timeStamp;
    inputs.set(inputs.size + 1, timeStamp);
  }

  document.addEventListener("input", note, true);
  document.addEventListener(
    "pointermove",
    (event) => {
      if (event.buttons & 1 && event.target.tagName !== "INPUT") note(event);
    },
    true,
  );

  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (message) {
    if (typeof message === "string" && this.url.includes("/stage/frames/")) sends.set(parseInt(message, 10), input);
    return send.call(this, message);
  };

  const shown = new Map();

  function look() {
    for (const [name, seen] of Object.entries(observed.looks)) {
      const picture = seen();
      if (picture !== shown.get(name)) observed.changed[name] += 1;
      shown.set(name, picture);
    }
  }

  let last = null;
  new MutationObserver(() => {
    const root = document.querySelector("[data-frame]");
    if (!root || root.dataset.frame === last) return;
    last = root.dataset.frame;
    const at = performance.now();
    observed.frames.push({ at, waited: at - (sends.size ? sends : inputs).get(Number(last)) });
    look();
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
