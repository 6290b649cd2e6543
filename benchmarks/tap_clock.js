/** Times one tap inside the page: from the finger's lift until what it changed is painted. */

(() => {
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
  const clock = { times: null };
  window.__clock = clock;

  const begin = (root) => {
    clock.times = null;
    const times = {};
    root.addEventListener("pointerup", () => { times.lifted = performance.now(); }, { once: true, capture: true });
    return times;
  };
  const end = (times) => painted(() => {
    times.painted = performance.now();
    clock.times = times;
  });

  /** Time the next tap on the floor's button: over when its text has changed. */
  clock.armFloor = () => {
    const text = document.querySelector("[data-testid=stText]");
    const times = begin(document);
    const before = text.textContent;
    const watch = new MutationObserver(() => {
      if (document.querySelector("[data-testid=stText]").textContent === before) return;
      watch.disconnect();
      end(times);
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  };

  /** Time the next tap on the pad: over when Plotly has drawn another plan. */
  clock.armPad = () => {
    const pad = document.querySelector(".mp-root").__pad;
    const times = begin(document);
    const before = pad.planKey;
    const signs = () => pad.stage.groups.marks.childElementCount;
    const wasSigns = signs();
    const { layer } = pad;
    const update = pad.update;
    const drawOnce = layer.drawOnce;
    let frames = 0;
    document.addEventListener("pointerup", () => {
      const look = () => {
        frames += 1;
        if (signs() > wasSigns) times.firstLightFrames = frames;
        else if (frames < 100) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { once: true });
    pad.update = function (...data) {
      if (data[0].plan.key !== before) times.arrived = performance.now();
      return update.apply(this, data);
    };
    layer.drawOnce = async function () {
      const start = performance.now();
      await drawOnce.call(this);
      if (pad.planKey === before) return;
      times.drew = performance.now() - start;
      delete pad.update;
      delete layer.drawOnce;
      end(times);
    };
  };
})();
