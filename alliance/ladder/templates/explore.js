"use strict";
// Draws what was computed beforehand; there is no science here. `pictures` has one function a step: it draws
// into a chart what the sliders point at, and returns the line to read under it.

const given = JSON.parse(document.getElementById("numbers").textContent);
const {steps, words, data, colours, phases} = given;

// -- numbers: base64 of whole numbers between two bounds; the largest of all stands for "not there" --------
function unpacked({shape, low, high, size, data}) {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const whole = size === 1 ? bytes : new Uint16Array(bytes.buffer);
  const most = 256 ** size - 2;
  return {
    shape,
    at(...place) {  // the number at a place, all axes given
      const value = whole[place.reduce((sum, k, axis) => sum * shape[axis] + k, 0)];
      return value > most ? NaN : low + value / most * (high - low);
    },
  };
}
const kept = {};
const numbers = name => kept[name] ??= Array.isArray(data[name]) ? data[name] : unpacked(data[name]);
const range = count => Array.from({length: count}, (_, k) => k);

// -- a chart: axes in the picture's own units, drawn on a canvas --------------------------------------------
class Chart {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
  }
  begin(x, y, labelX, labelY, ticksX, ticksY) {
    const dense = window.devicePixelRatio || 1, {clientWidth: wide, clientHeight: high} = this.canvas;
    Object.assign(this.canvas, {width: wide * dense, height: high * dense});
    Object.assign(this, {x, y, left: 46, right: wide - 12, top: 24, bottom: high - 40});
    const pen = this.pen;
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.clearRect(0, 0, wide, high);
    pen.font = "13px system-ui, sans-serif";
    pen.fillStyle = pen.strokeStyle = colours.ink;
    pen.lineWidth = 1;
    this.path([[x[0], y[1]], [x[0], y[0]], [x[1], y[0]]], colours.ink, 1);
    pen.textAlign = "center";
    for (const tick of ticksX) pen.fillText(short(tick), this.px(tick), this.bottom + 16);
    pen.fillText(labelX, (this.left + this.right) / 2, this.bottom + 34);
    pen.textAlign = "right";
    for (const tick of ticksY) pen.fillText(short(tick), this.left - 6, this.py(tick) + 4);
    pen.textAlign = "left";
    pen.fillText(labelY, 4, 14);
  }
  px(x) { return this.left + (x - this.x[0]) / (this.x[1] - this.x[0]) * (this.right - this.left); }
  py(y) { return this.bottom - (y - this.y[0]) / (this.y[1] - this.y[0]) * (this.bottom - this.top); }
  path(points, colour, wide = 2, dash = [], alpha = 1) {
    const pen = this.pen;
    Object.assign(pen, {strokeStyle: colour, lineWidth: wide, globalAlpha: alpha});
    pen.setLineDash(dash);
    pen.beginPath();
    let on = false;
    for (const [x, y] of points) {
      if (Number.isNaN(y)) { on = false; continue; }
      on ? pen.lineTo(this.px(x), this.py(y)) : pen.moveTo(this.px(x), this.py(y));
      on = true;
    }
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
  dot(x, y, colour, radius = 5, filled = true) {
    const pen = this.pen;
    pen.beginPath();
    pen.arc(this.px(x), this.py(y), radius, 0, 7);
    Object.assign(pen, {fillStyle: colour, strokeStyle: colour, lineWidth: 1.5});
    filled ? pen.fill() : pen.stroke();
  }
  text(x, y, text, colour = colours.ink, align = "left") {
    Object.assign(this.pen, {fillStyle: colour, textAlign: align});
    this.pen.fillText(text, this.px(x), this.py(y));
  }
}
const short = value => String(Math.round(value * 100) / 100);
const percent = value => `${Math.round(100 * value)}%`;

// -- the pictures -------------------------------------------------------------------------------------------
const pictures = {
  opinions(chart, [rule, size, share]) {
    const all = numbers("opinions"), [, , , runs, rounds] = all.shape;
    chart.begin([0, rounds - 1], [0, 1], words.round, words.share, [0, 20, 40, 60], [0, 0.5, 1]);
    let first = 0;
    for (const run of range(runs)) {
      const path = range(rounds).map(k => [k, all.at(rule, size, share, run, k)]);
      const end = path[rounds - 1][1];
      first += end > 0.999;
      chart.path(path, end > 0.999 ? colours.blue : end < 0.001 ? colours.vermilion : colours.grey, 1.6, [], 0.8);
    }
    return `${first} ${words.agreed}`;
  },

  success(chart, [rule, size]) {
    const all = numbers("success"), x = numbers("fine");
    chart.begin([0, 1], [0, 1], words.begin, words.success, [0, 0.25, 0.5, 0.75, 1], [0, 0.25, 0.5, 0.75, 1]);
    const curve = which => x.map((share, k) => [share, all.at(rule, which, k)]);
    for (const which of range(all.shape[1])) if (which < size) chart.path(curve(which), colours.grey, 1, [4, 3]);
    const now = curve(size), passes = level => {
      const k = now.findIndex(([, chance]) => chance >= level), [a, b] = [now[k - 1], now[k]];
      return a[0] + (level - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
    };
    chart.path([[passes(0.25), 0.25], [passes(0.75), 0.25]], colours.orange, 4);
    chart.path(now, colours.blue, 3);
    return `${words.width} ${(passes(0.75) - passes(0.25)).toFixed(2)}`;
  },

  wells(chart, [tilt, noise]) {
    const all = numbers("balls"), [, , , balls, times] = all.shape, h = numbers("tilts")[tilt];
    const floor = x => x ** 4 / 4 - x * x / 2 - h * x, end = times - 1;
    chart.begin([-2, 2], [-1, 3.7], words.place, `${words.height} | ${words.time} ↑`, [-2, -1, 0, 1, 2], []);
    // Below the landscape; above it the ways of the balls, time upward.
    const up = k => 1.4 + 1.8 * k / end;
    let right = 0;
    for (const [side, colour] of [[0, colours.vermilion], [1, colours.blue]]) {
      for (const ball of range(balls)) {
        chart.path(range(times).map(k => [all.at(tilt, noise, side, ball, k), up(k)]), colour, 1, [], 0.5);
        const at = all.at(tilt, noise, side, ball, end);
        right += at > 0;
        chart.dot(at, floor(at) + 0.07, colour, 5, false);
      }
    }
    chart.path(range(161).map(k => (k - 80) / 40).map(x => [x, floor(x)]).filter(([, y]) => y < 1.3), colours.ink, 2.5);
    chart.text(-1.95, 3.4, words["from left"], colours.vermilion);
    chart.text(1.95, 3.4, words["from right"], colours.blue, "right");
    return `${right} / ${2 * balls} ${words["right side"]}`;
  },

  loops(chart, [system, speed]) {
    const all = numbers("loops"), x = numbers("turns");
    chart.begin([-1, 1], [-1.5, 1.5], words.turned, words.place, [-1, -0.5, 0, 0.5, 1], [-1, 0, 1]);
    const way = (which, side) => x.map((h, k) => [h, all.at(system, which, side, k)]);
    for (const which of range(speed)) for (const side of [0, 1]) chart.path(way(which, side), colours.grey, 1, [3, 3], 0.6);
    const [there, back] = [way(speed, 0), way(speed, 1)];
    chart.path(there, colours.blue, 3);
    chart.path(back, colours.vermilion, 3, [8, 4]);
    chart.text(0.98, -1.2, `→ ${words.rising}`, colours.blue, "right");
    chart.text(-0.98, 1.3, `← ${words.falling}`, colours.vermilion);
    const step = x[1] - x[0], area = x.reduce((sum, _, k) => sum + (back[k][1] - there[k][1]) * step, 0) / 2;
    return `${words.area} ${area.toFixed(2)}`;
  },

  plane(chart, [serves, brings], dropped) {
    const moves = numbers("moves"), joint = numbers("joint"), count = joint.shape[2], last = count - 1;
    chart.begin([0, 1], [0, 1], words.trust, words.knowledge, [0, 0.5, 1], [0, 0.5, 1]);
    const pen = chart.pen, cell = 1 / last;
    for (const i of range(count)) for (const j of range(count)) {
      const [x, y] = [i / last, j / last];
      Object.assign(pen, {fillStyle: colours.green, globalAlpha: 0.6 * joint.at(serves, brings, i, j)});
      const [l, r] = [Math.max(x - cell / 2, 0), Math.min(x + cell / 2, 1)];
      const [b, t] = [Math.max(y - cell / 2, 0), Math.min(y + cell / 2, 1)];
      pen.fillRect(chart.px(l), chart.py(t), chart.px(r) - chart.px(l), chart.py(b) - chart.py(t));
    }
    pen.globalAlpha = 1;
    const flow = (x, y) => {  // between the four places around
      const [i, j] = [Math.min(Math.floor(x * last), last - 1), Math.min(Math.floor(y * last), last - 1)];
      const [u, v] = [x * last - i, y * last - j];
      return [0, 1].map(axis => (1 - u) * (1 - v) * moves.at(serves, brings, i, j, axis)
        + u * (1 - v) * moves.at(serves, brings, i + 1, j, axis) + (1 - u) * v * moves.at(serves, brings, i, j + 1, axis)
        + u * v * moves.at(serves, brings, i + 1, j + 1, axis));
    };
    for (let i = 1; i < last; i += 2) for (let j = 1; j < last; j += 2) {
      const [x, y] = [i / last, j / last], [dx, dy] = flow(x, y), speed = Math.hypot(dx, dy);
      const long = Math.min(0.02 + 1.2 * speed, 0.085), turn = Math.atan2(-dy, dx);
      chart.path([[x, y], [x + dx / speed * long, y + dy / speed * long]], colours.ink, 1.2);
      const [ex, ey] = [chart.px(x + dx / speed * long), chart.py(y + dy / speed * long)];
      pen.beginPath();
      pen.moveTo(ex, ey);
      for (const side of [2.6, -2.6]) pen.lineTo(ex + 6 * Math.cos(turn + side), ey + 6 * Math.sin(turn + side));
      pen.fillStyle = colours.ink;
      pen.fill();
    }
    const ends = [[0.05, 0.05], [0.95, 0.05], [0.05, 0.95], [0.95, 0.95], ...dropped].map(start => {
      let [x, y] = start;
      const way = [[x, y]];
      for (const _ of range(1500)) {
        const [dx, dy] = flow(x, y);
        [x, y] = [x + dx, y + dy].map(value => Math.min(Math.max(value, 0), 1));
        way.push([x, y]);
      }
      chart.path(way, colours.blue, 2, [], 0.9);
      for (const k of range(11)) chart.dot(...way[12 * k], colours.blue, 2.5);  // a dot a year
      chart.dot(...start, colours.blue, 5, false);
      return [x, y];
    });
    for (const end of ends) chart.dot(...end, colours.vermilion, 7);
    const [x, y] = ends[0], one = ends.every(end => Math.hypot(end[0] - x, end[1] - y) < 0.05);
    return one ? `${words.meet} (${x.toFixed(2)}, ${y.toFixed(2)})` : words.apart;
  },

  alliance(chart, [trust, cast, dice, month]) {
    const ties = numbers("ties"), backing = numbers("backing"), phase = numbers("phases"), members = backing.shape[4];
    const months = phase.shape[3], here = [trust, cast, dice];
    const code = (...place) => Math.round(phase.at(...place));
    chart.begin([0, months], [0, 1], words.month, "", [0, 12, 24, 36, 48, 60], []);
    // The network stands above; ribbon and mean trust below.
    const middle = {x: (chart.left + chart.right) / 2, y: chart.top + 112, r: 88};
    const place = range(members).map(k => [middle.x + middle.r * Math.sin(k / members * 2 * Math.PI),
      middle.y - middle.r * Math.cos(k / members * 2 * Math.PI)]);
    const pen = chart.pen;
    let pair = 0;
    for (const i of range(members)) for (let j = i + 1; j < members; j++, pair++) {
      const held = ties.at(...here, month, pair);
      if (Number.isNaN(held)) continue;
      Object.assign(pen, {strokeStyle: colours.blue, globalAlpha: 0.1 + 0.9 * held ** 1.5, lineWidth: 0.5 + 6 * held * held});
      pen.beginPath();
      pen.moveTo(...place[i]);
      pen.lineTo(...place[j]);
      pen.stroke();
    }
    pen.globalAlpha = 1;
    for (const k of range(members)) {
      const held = backing.at(...here, month, k);
      pen.beginPath();
      pen.arc(...place[k], Number.isNaN(held) ? 6 : 4 + 14 * held, 0, 7);
      Object.assign(pen, {fillStyle: Number.isNaN(held) ? "white" : colours.orange, strokeStyle: colours.ink, lineWidth: 1});
      pen.fill();
      pen.stroke();
    }
    const low = chart.top + 240, level = value => chart.bottom - value * (chart.bottom - low - 16);
    chart.pen.textAlign = "right";
    chart.pen.fillStyle = colours.ink;
    for (const tick of [0, 0.5, 1]) chart.pen.fillText(short(tick), chart.left - 6, level(tick) + 4);
    chart.pen.textAlign = "left";
    chart.pen.fillText(words.mean, chart.left + 4, level(0) - 5);
    for (const k of range(months)) {
      pen.fillStyle = phases[code(...here, k)].colour;
      pen.fillRect(chart.px(k), low, chart.px(k + 1) - chart.px(k) + 0.5, 12);
    }
    const mean = (throw_, k) => {
      const held = range(ties.shape[4]).map(p => ties.at(trust, cast, throw_, k, p)).filter(v => !Number.isNaN(v));
      return held.length ? held.reduce((a, b) => a + b) / held.length : NaN;
    };
    for (const throw_ of range(phase.shape[2])) {
      pen.beginPath();
      let on = false;
      for (const k of range(months)) {
        const value = mean(throw_, k);
        if (Number.isNaN(value)) { on = false; continue; }
        on ? pen.lineTo(chart.px(k + 0.5), level(value)) : pen.moveTo(chart.px(k + 0.5), level(value));
        on = true;
      }
      Object.assign(pen, {strokeStyle: throw_ === dice ? colours.blue : colours.grey, lineWidth: throw_ === dice ? 3 : 1});
      pen.stroke();
    }
    pen.strokeStyle = colours.ink;
    pen.strokeRect(chart.px(month), low - 2, chart.px(month + 1) - chart.px(month), chart.bottom - low + 2);
    let productive = 0;
    for (const c of range(phase.shape[1])) for (const d of range(phase.shape[2])) productive += code(trust, c, d, months - 1) === 3;
    return `${words.month} ${month + 1}: ${phases[code(...here, month)].name}. ${productive} ${words.productive}.`;
  },
};

// -- the page: one step at a time; a prediction opens the picture --------------------------------------------
function build(step) {
  const section = document.getElementById(step.key), find = what => section.querySelector(what);
  const chart = new Chart(find("canvas")), dropped = [], inputs = [];
  const draw = () => {
    if (find(".touch").hidden || section.hidden) return;
    const settings = inputs.map(input => Number(input.value));
    find(".reading").textContent = pictures[step.key](chart, settings, dropped);
    chart.canvas.setAttribute("aria-label", `${step.title}: ${find(".reading").textContent}`);
  };
  for (const slider of step.sliders) {
    const names = slider.words.length ? slider.words : numbers(slider.key).map(short);
    const label = document.createElement("label"), shown = document.createElement("output"), input = document.createElement("input");
    Object.assign(input, {type: "range", min: 0, max: names.length - 1, step: 1, value: slider.start});
    const tell = () => {
      shown.textContent = names[input.value];
      input.setAttribute("aria-valuetext", names[input.value]);
    };
    input.addEventListener("input", () => { tell(); draw(); });
    tell();
    label.append(slider.label, shown, input);
    find(".sliders").append(label);
    inputs.push(input);
  }
  const buttons = [...section.querySelectorAll("[data-option]")];
  for (const button of buttons) button.addEventListener("click", () => {
    for (const one of buttons) one.setAttribute("aria-pressed", one === button);
    const right = Number(button.dataset.option) === step.right;
    find(".verdict").textContent = right ? words.yes : `${words.no} ${step.options[step.right]}.`;
    find(".touch").hidden = false;
    find(".locked").hidden = true;
    draw();
  });
  if (step.key === "plane") {
    find(".try").append(` (${words.again})`);
    chart.canvas.addEventListener("click", event => {
      const x = (event.offsetX - chart.left) / (chart.right - chart.left), y = (chart.bottom - event.offsetY) / (chart.bottom - chart.top);
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) dropped.push([x, y]);
      draw();
    });
  }
  return draw;
}

const draws = steps.map(build);
function show() {
  const at = Math.max(steps.findIndex(step => `#${step.key}` === location.hash), 0);
  steps.forEach((step, k) => { document.getElementById(step.key).hidden = k !== at; });
  document.querySelectorAll("nav a").forEach((link, k) => link.classList.toggle("here", k === at));
  draws[at]();
}
window.addEventListener("hashchange", () => { show(); window.scrollTo(0, 0); });
window.addEventListener("resize", show);
show();
