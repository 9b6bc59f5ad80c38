// Runs in the measured page before anything else. Times are performance.now(): start at the key or click as
// it reaches the page, end when the frame after the change has been painted (two animation frames later).
(() => {
  const QUIET = 400; // ms without a further change: only then is the last change known to be the last
  const SHAPES = ["d", "x", "y", "width", "height", "transform"];

  const roots = () => {
    const found = [document];
    for (const root of found) {
      for (const element of root.querySelectorAll("*")) if (element.shadowRoot) found.push(element.shadowRoot);
    }
    return found;
  };
  const signature = (within, selector) =>
    within.flatMap((root) => [...root.querySelectorAll(selector)]).map((element) => {
      const shapes = [...element.querySelectorAll("path, rect, line")];
      return element.textContent + shapes.map((s) => SHAPES.map((a) => s.getAttribute(a))).join();
    }).join("|");
  const afterPaint = (act) => requestAnimationFrame(() => requestAnimationFrame(() => act(performance.now())));

  // Resolves with the milliseconds from the key or click to the last painted change of each selector.
  const watch = (selectors, patience) => new Promise((resolve, reject) => {
    const within = roots();
    const states = selectors.map((selector) => ({ selector, before: signature(within, selector) }));
    let start = null;
    let quiet = null;
    for (const state of states) state.now = state.before;
    const begin = (event) => { if (start === null && event.isTrusted) start = event.timeStamp; };
    const settled = () => states.every((s) => s.now && s.now !== s.before && s.painted);
    const stop = () => {
      clearTimeout(quiet);
      clearTimeout(tooLate);
      observer.disconnect();
      for (const type of ["keydown", "click"]) document.removeEventListener(type, begin, true);
    };
    const look = () => {
      if (start === null) return;
      for (const state of states) {
        const now = signature(within, state.selector);
        if (now === state.now) continue;
        state.now = now;
        state.painted = null;
        afterPaint((time) => { if (state.now === now) state.painted = time; });
        clearTimeout(quiet);
        quiet = setTimeout(finish, QUIET);
      }
    };
    const finish = () => {
      if (!settled()) return;
      stop();
      resolve(states.map((s) => s.painted - start));
    };
    const tooLate = setTimeout(() => {
      stop();
      const missing = states.filter((s) => !(s.now && s.now !== s.before)).map((s) => s.selector);
      reject(new Error(start === null ? "no key or click reached the page" : "no change seen in " + missing));
    }, patience);
    const observer = new MutationObserver(look);
    const changes = { subtree: true, childList: true, characterData: true, attributes: true };
    for (const root of within) observer.observe(root, changes);
    for (const type of ["keydown", "click"]) document.addEventListener(type, begin, true);
  });

  // Resolves with the time of day (ms) at which something of each selector had been painted.
  const painted = (selectors) => new Promise((resolve) => {
    const look = () => {
      const within = roots();
      if (!selectors.every((selector) => signature(within, selector))) requestAnimationFrame(look);
      else afterPaint((time) => resolve(performance.timeOrigin + time));
    };
    requestAnimationFrame(look);
  });

  // Resolves with the time of day (ms) at which a selector had been painted in another state than now.
  const changed = (selector) => new Promise((resolve) => {
    const within = roots();
    const before = signature(within, selector);
    const look = () => {
      if (signature(within, selector) === before) requestAnimationFrame(look);
      else afterPaint((time) => resolve(performance.timeOrigin + time));
    };
    requestAnimationFrame(look);
  });

  let pressed = null; // the time of day of the last key or click
  for (const type of ["keydown", "click"]) {
    addEventListener(type, (event) => { pressed = performance.timeOrigin + event.timeStamp; }, true);
  }

  window.bench = {
    expect: (selector) => { window.bench.change = changed(selector); },
    change: null,
    pressed: () => pressed,
    arm: (selectors, patience) => {
      window.bench.result = watch(selectors, patience);
      window.bench.result.catch(() => {}); // told to whoever asks for the result
    },
    result: null,
    painted,
  };
})();
