// The live part of Scenarier. Every figure, word and bar stands in the table that Python made with the engine: this
// script finds the row that belongs to where the controls stand, and draws it. It holds no rule of its own.
const SVG = "http://www.w3.org/2000/svg";
const PATIENCE = 150; // ms after the last key until the server is told

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".live");
  if (!root.live) root.live = new Live(root);
  root.live.take(data, setStateValue, setTriggerValue);
  return () => {
    if (!root.isConnected) root.live.leave();
  };
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function shape(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Changes a text only where it differs: what is not touched is not painted, nor read out again.
function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function mark(place, name, value) {
  if (place.getAttribute(name) !== value) place.setAttribute(name, value);
}

class Live {
  constructor(root) {
    this.root = root;
    this.rev = null;
    this.sent = 0;
    this.unheard = null;
    this.holding = false;
    this.timer = null;
    this.byKey = false;
    this.steer = element("div", { class: "styring" });
    this.cards = element("div", { class: "noegletal" });
    this.sentence = element("span");
    this.more = element("small");
    this.picture = shape("svg", { class: "billede", role: "img" });
    this.still = shape("g", {});
    this.moving = shape("g", {});
    this.picture.append(shape("defs", {}), this.still, this.moving);
    this.status = element("p", { class: "skjult", role: "status" });
    root.append(
      this.steer, this.cards, element("p", { class: "konklusion" }, this.sentence, this.more), this.picture, this.status,
    );
    this.leaving = () => this.flush();
    addEventListener("pagehide", this.leaving);
    document.addEventListener("visibilitychange", this.leaving);
    root.addEventListener("pointerdown", () => { this.byKey = false; });
    // Arrow keys belong to the control they are pressed in, not to the pages of a meeting.
    root.addEventListener("keydown", (event) => {
      this.byKey = true;
      const own = event.target.matches("select, input");
      if (own && /^(Arrow|Home|End|Page)/.test(event.key)) event.stopPropagation();
    });
  }

  leave() {
    clearTimeout(this.timer);
    this.line?.close();
    removeEventListener("pagehide", this.leaving);
    document.removeEventListener("visibilitychange", this.leaving);
  }

  // What Python says. The hand owns the value: Python's counts only if it has changed it by itself (`rev`), or has
  // brought another table, and never while the hand moves or Python has not yet heard its last word.
  take(data, setStateValue, setTriggerValue) {
    this.tell = (value) => setStateValue("v", value);
    this.choose = (name) => setTriggerValue("greb", name);
    this.follow(data);
    if (data.seen >= this.sent) this.unheard = null;
    const fresh = this.rev === null || this.rev.split("-")[0] !== data.rev.split("-")[0];
    // A new session has not heard what was said to the old one in its last moment: it is said again.
    const again = fresh && this.unheard && data.content === this.data?.content ? this.unheard : null;
    if (fresh) this.sent = data.seen;
    if (this.holding || (data.seen < this.sent && this.data)) return;
    const form = JSON.stringify([data.follow, data.switches, data.lever?.name, data.lever?.positions, data.meeting]);
    const rebuilt = form !== this.form;
    const other = data.table !== this.data?.table;
    const adopt = fresh || rebuilt || data.rev !== this.rev;
    // The same table is kept as it is, so that what comes back from the server touches nothing.
    this.data = other ? data : { ...data, rows: this.data.rows, layouts: this.data.layouts };
    this.rev = data.rev;
    if (rebuilt) {
      this.form = form;
      this.build();
    }
    if (adopt && this.timer === null) {
      this.answers = [...data.answers];
      this.at = data.lever ? data.lever.at : 0;
      this.set();
    }
    if (other) this.drawn = {};
    if (again) [this.answers, this.at] = again;
    if (again) this.set();
    this.draw();
    if (again) this.commit();
  }

  // Another window of this browser may show the same without controls: it hears of every position as it is drawn.
  // Where a canvas stands comes from the server too; the number of the hand's last word says which of the two is newer.
  follow(data) {
    if (this.line?.name === data.channel) return;
    this.line?.close();
    this.line = data.channel ? new BroadcastChannel(data.channel) : null;
    if (this.line && data.follow) this.line.onmessage = ({ data: said }) => this.hear(said);
  }

  hear({ content, answers, at, session, word }) {
    if (content !== this.data?.content || session !== this.rev.split("-")[0] || word < this.sent) return;
    this.sent = word;
    this.answers = answers;
    this.at = at;
    this.draw();
  }

  announce() {
    if (!this.line || this.data.follow) return;
    const word = this.sent + (this.holding || this.timer !== null ? 1 : 0);
    const [session] = this.rev.split("-");
    this.line.postMessage({ content: this.data.content, answers: this.answers, at: this.at, session, word });
  }

  // --- the controls ---------------------------------------------------------------------------------------------
  build() {
    const { data } = this;
    const focused = this.root.getRootNode().activeElement?.dataset?.focus;
    this.root.classList.toggle("moede", data.meeting);
    this.root.classList.toggle("foelger", data.follow);
    this.steer.replaceChildren(element("div", { class: "svarene" }));
    this.root.classList.toggle("flere", data.switches.length > 1);
    const own = data.follow ? [] : data.switches;
    this.radios = own.map(([key, question], number) => this.buildSwitch(key, question, number));
    this.range = null;
    if (data.lever && !data.follow) this.buildLever();
    if (focused) this.root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }

  buildSwitch(key, question, number) {
    const choices = element("div", { class: "valg" });
    const radios = this.data.options.map(([value, name]) => {
      const radio = element("input", { type: "radio", name: key, value, "data-focus": `${key} ${value}` });
      radio.addEventListener("change", () => this.answer(number, value));
      choices.append(element("label", {}, radio, element("span", {}, name)));
      return radio;
    });
    const asked = element("span", { id: `spg-${number}`, title: question }, question);
    const group = { class: "svar", role: "radiogroup", "aria-labelledby": asked.id };
    this.steer.firstChild.append(element("div", group, asked, choices));
    return radios;
  }

  buildLever() {
    const { lever, words } = this.data;
    const choice = (label, focus, options, chosen) => {
      const list = element("select", { "data-focus": focus });
      for (const [value, name] of options) list.append(element("option", { value }, name));
      list.value = chosen;
      list.addEventListener("change", () => {
        this.flush();
        this.choose(list.value);
      });
      return element("label", { class: focus }, element("span", {}, label), list);
    };
    const button = (sign, focus, title, act) => {
      const made = element("button", { type: "button", class: focus, "data-focus": focus, title }, sign);
      made.addEventListener("click", act);
      return made;
    };
    this.range = element("input", {
      type: "range", min: 0, max: lever.positions.length - 1, step: 1, "data-focus": "range", "aria-label": lever.title,
    });
    this.listen();
    this.value = element("output", { "aria-hidden": "true" });
    this.over = element("div", { class: "for-langt" });
    this.tip = element("span", { class: "tip" });
    this.most = button(words.most, "maks", words.most, () => this.step(this.data.lever.tips[this.tipRow()][0] - this.at));
    this.steer.append(
      element("div", { class: "greb" },
        choice(words.what, "hvad", lever.groups, lever.group),
        choice(words.field, "felt", lever.fields, lever.name),
        element("div", { class: "skyder" },
          element("p", {}, element("span", {}, `${lever.title}: `), this.value),
          element("div", { class: "bane" },
            button("−", "mindre", words.down, () => this.step(-1)),
            element("div", { class: "spor" }, element("div", { class: "skinne" }, this.over), this.range),
            button("+", "mere", words.up, () => this.step(1)),
          ),
        ),
        element("p", { class: "vippe" }, this.tip, this.most),
      ),
    );
  }

  // A pointer tells the server when it lets go, keys a moment after the last one.
  listen() {
    const { range } = this;
    const release = () => {
      if (!this.holding) return;
      this.holding = false;
      this.commit();
    };
    range.addEventListener("pointerdown", () => { this.holding = true; });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) range.addEventListener(end, release);
    range.addEventListener("input", () => {
      this.at = Number(range.value);
      this.draw();
      if (!this.holding) this.later();
    });
  }

  // Puts the controls where the value is.
  set() {
    this.radios.forEach((radios, number) => { radios[this.answers[number]].checked = true; });
    if (this.range) this.range.value = this.at;
  }

  answer(number, value) {
    this.answers[number] = this.data.options.findIndex(([option]) => option === value);
    this.draw();
    if (this.byKey) this.later();
    else this.commit();
  }

  step(by) {
    const last = this.data.lever.positions.length - 1;
    const at = Math.min(Math.max(this.at + by, 0), last);
    if (at === this.at) return;
    this.at = at;
    this.range.value = at;
    this.draw();
    this.commit();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.commit(), PATIENCE);
  }

  flush() {
    if (this.timer !== null) this.commit();
  }

  commit() {
    clearTimeout(this.timer);
    this.timer = null;
    const { lever, switches, options } = this.data;
    this.sent += 1;
    this.unheard = [[...this.answers], this.at];
    say(this.status, this.sentence.textContent);
    this.tell({
      n: this.sent,
      answers: Object.fromEntries(switches.map(([key], number) => [key, options[this.answers[number]][0]])),
      lever: lever ? lever.name : null,
      position: lever ? lever.positions[this.at] : null,
    });
    this.announce();
  }

  // --- looking up and drawing -----------------------------------------------------------------------------------
  tipRow() {
    const count = this.data.options.length;
    return this.data.switches.reduce((row, [, , live], n) => (live ? row * count + this.answers[n] : row), 0);
  }

  row() {
    const { lever, rows } = this.data;
    const index = this.tipRow() * (lever ? lever.positions.length : 1) + (lever ? this.at : 0);
    if (!(index in rows)) throw new Error(`no row ${index} of ${rows.length}`);
    return rows[index];
  }

  draw() {
    this.announce();
    const row = this.row();
    if (row === this.drawn.row) return;
    this.drawCards(row.cards);
    say(this.sentence, row.said);
    say(this.more, row.more);
    mark(this.more, "title", row.more);
    this.sentence.parentElement.classList.toggle("lang", row.said.length > 180);
    if (this.range) this.drawLever();
    const layout = this.data.layouts[row.layout];
    if (layout !== this.drawn.layout) {
      this.picture.setAttribute("viewBox", `0 0 ${layout.size.join(" ")}`);
      this.still.replaceChildren(...this.shapes(layout.pieces));
    }
    this.moving.replaceChildren(...this.shapes(row.pieces));
    this.picture.setAttribute("aria-label", row.said);
    this.drawn = { row, layout };
  }

  drawCards(cards) {
    while (this.cards.children.length > cards.length) this.cards.lastChild.remove();
    while (this.cards.children.length < cards.length) {
      this.cards.append(element("div", {}, ...["navn", "tal", "note"].map((name) => element("p", { class: name }))));
    }
    cards.forEach(([name, lines, note, tone], number) => {
      const card = this.cards.children[number];
      mark(card, "class", ["kort", tone, lines.length > 1 ? "to" : ""].filter(Boolean).join(" "));
      const [title, figure, small] = card.children;
      say(title, name);
      say(small, note);
      mark(small, "title", note);
      while (figure.children.length > lines.length) figure.lastChild.remove();
      while (figure.children.length < lines.length) figure.append(element("span", {}, element("b"), " ", element("small")));
      lines.forEach(([amount, words], at) => {
        say(figure.children[at].firstChild, amount);
        say(figure.children[at].lastChild, words);
      });
    });
  }

  drawLever() {
    const { lever } = this.data;
    const [tip, words] = lever.tips[this.tipRow()];
    const last = lever.positions.length - 1;
    const text = lever.texts[this.at];
    say(this.value, text);
    this.range.setAttribute("aria-valuetext", text);
    const from = Math.min(Math.max((tip + 0.5) / last, 0), 1);
    this.over.style.width = tip >= last ? "0" : `${100 * (1 - from)}%`;
    this.value.classList.toggle("for-meget", this.at > tip);
    say(this.tip, words);
    this.most.classList.toggle("borte", tip < 0 || tip >= last);
  }

  shapes(pieces) {
    return pieces.map(([kind, ...piece]) => this[kind](...piece));
  }

  o(x, y, width, height) {
    return shape("rect", { x, y, width, height, class: "boks" });
  }

  b(x, y, width, height, fill) {
    return shape("rect", { x, y, width, height, fill, stroke: "white", "stroke-width": 2 });
  }

  h(x, y, width, height, colour) {
    return shape("rect", { x, y, width, height, fill: this.hatching(colour), stroke: colour, "stroke-width": 2 });
  }

  hatching(colour) {
    const id = `skravering-${colour.slice(1)}`;
    const known = this.picture.firstChild;
    if (!known.querySelector(`#${id}`)) {
      const settings = { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
      const ground = shape("rect", { width: 8, height: 8, fill: "white" });
      known.append(shape("pattern", settings, ground, shape("rect", { width: 2.5, height: 8, fill: colour })));
    }
    return `url(#${id})`;
  }

  l(x, y1, y2) {
    return shape("line", { x1: x, x2: x, y1, y2, class: "streg" });
  }

  t(x, y, anchor, size, fill, lines) {
    const anchors = { left: "start", center: "middle", right: "end" };
    const text = shape("text", { "text-anchor": anchors[anchor], "font-size": size, fill, "dominant-baseline": "central" });
    lines.forEach((runs, number) => {
      const line = shape("tspan", { x, y: y + (number - (lines.length - 1) / 2) * size * 1.2 });
      for (const [words, bold, colour] of runs) {
        line.append(shape("tspan", { ...(bold && { class: "fed" }), ...(colour && { fill: colour }) }, words));
      }
      text.append(line);
    });
    return text;
  }
}
