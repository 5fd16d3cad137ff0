// Runs before any page's own scripts, the same in all of them, and notes what is drawn, when, and after which input.
//
// A drawn frame is a new value of the attribute `data-frame`. On the stage it is the number that the state was sent with;
// on the plain page it counts the inputs.

window.observed = { inputs: [], frames: [], plotly: 0, calls: 0 };

{
  const { observed } = window;
  const inputs = new Map();
  const sends = new Map();
  let input = null;

  document.addEventListener(
    "input",
    ({ timeStamp }) => {
      observed.inputs.push(timeStamp);
      input = timeStamp;
      inputs.set(inputs.size + 1, timeStamp);
    },
    true,
  );

  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (message) {
    if (typeof message === "string" && this.url.includes("/stage/frames/")) sends.set(parseInt(message, 10), input);
    return send.call(this, message);
  };

  let last = null;
  new MutationObserver(() => {
    const root = document.querySelector("[data-frame]");
    if (!root || root.dataset.frame === last) return;
    last = root.dataset.frame;
    const at = performance.now();
    observed.frames.push({ at, waited: at - (sends.size ? sends : inputs).get(Number(last)) });
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
        observed.calls += 1;
        return drawn;
      };
    },
  });
}
