/* Labels: as on a map, the stronger first, each where it covers nothing; drawing nearer makes room for more. */

const SMALLEST = 12; // pixels of the smallest label
const SMALLER = 11; // pixels of a label that finds no room otherwise
const LARGEST = 22; // pixels of the largest
const LINE = 1.2; // height of a line of a label, in its size
const TRIED = 500; // names for whose labels room is looked for
const MOST_LABELS = 400; // labels that one screen bears
const HUBS = new Set(["directive", "group"]); // kinds that others gather around; their labels are long
const FOREMOST = 6; // names whose labels may cover a mark, so strong are they
const FEW = 100; // names of which each should have a label, even if it covers a mark
const HEAD = 40; // pixels that a year takes above its column
const CELL = 48; // pixels of a cell of the index of what is taken

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();

const linesOf = (number) => String(placeOf(number).label).split("\n");

/** Width of the longest line of a label at size 1. */
function unitWidth(number) {
  const { label } = placeOf(number);
  if (!widths.has(label)) {
    ruler.font = `100px ${sans}`;
    widths.set(label, Math.max(...linesOf(number).map((line) => ruler.measureText(line).width)) / 100);
  }
  return widths.get(label);
}

/** Size of a label on the screen: it grows with the picture, but is never too small to read. */
function screenSize(number, scale) {
  const { size } = placeOf(number).font;
  return Math.min(LARGEST, Math.max(size * scale, SMALLEST + (size - 12) * 0.15));
}

const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Boxes on the screen, found by where they are. */
class BoxIndex {
  #cells = new Map();

  #cellsOf({ left, top, right, bottom }) {
    const keys = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) keys.push(x * 10000 + y);
    }
    return keys;
  }

  add(box) {
    for (const key of this.#cellsOf(box)) {
      if (!this.#cells.has(key)) this.#cells.set(key, []);
      this.#cells.get(key).push(box);
    }
  }

  /** Whether more than so many boxes of other names meet a box, or one that nothing may cover. */
  meets(box, most, number) {
    const found = new Set();
    for (const key of this.#cellsOf(box)) {
      for (const other of this.#cells.get(key) ?? []) {
        if (other.number === number || !meets(box, other)) continue;
        if (other.apart) return true;
        found.add(other);
        if (found.size > most) return true;
      }
    }
    return false;
  }
}

/** Where a label may stand around its mark: below, above, right, left, aslant. */
function* stands({ x, y, radius }, width, height) {
  const gap = radius + 3;
  const slant = gap * 0.7;
  yield [x - width / 2, y + gap];
  yield [x - width / 2, y - gap - height];
  yield [x + gap, y - height / 2];
  yield [x - gap - width, y - height / 2];
  yield [x + slant, y + slant];
  yield [x - slant - width, y + slant];
  yield [x + slant, y - slant - height];
  yield [x - slant - width, y - slant - height];
  for (const shift of [0.25, 0.4]) {
    yield [x - width * (0.5 - shift), y + gap];
    yield [x - width * (0.5 + shift), y + gap];
    yield [x - width * (0.5 - shift), y - gap - height];
    yield [x - width * (0.5 + shift), y - gap - height];
  }
}

/** The beginning of a name that finds no room whole. */
function briefOf(number) {
  const [first, ...more] = linesOf(number);
  return more.length ? [`${first.slice(0, -1)}…`] : [first];
}

/** The room for a label where it covers no other and no more marks than it may; null where there is none. */
function roomFor(mark, { size, text }, screen, taken, marks, most) {
  const [width, height] = [unitWidth(mark.number) * size, size * LINE * text.length];
  for (const [left, top] of stands(mark, width, height)) {
    const box = { number: mark.number, left, top, right: left + width, bottom: top + height, size, text };
    const within = left > 2 && top > 2 && box.right < screen.width - 2 && box.bottom < screen.height - 2;
    if (within && !taken.meets(box, 0) && !marks.meets(box, most, mark.number)) return box;
  }
  return null;
}

/** Marks as they stand on a screen. */
function marksOn(screen, shown) {
  const { width, height, scale, position } = screen;
  return shown.map((number) => {
    const place = placeOf(number);
    const [x, y] = [(place.x - position.x) * scale + width / 2, (place.y - position.y) * scale + height / 2];
    const radius = radiusAt(number, scale) * scale;
    const apart = isSelected(number) || isCentre(number);
    return { number, x, y, radius, apart, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
  });
}

/** Which labels a screen bears, and where: first that of what is selected, then by strength, then smaller ones. */
function labelsOn(screen, shown) {
  const whole = { left: 0, top: 0, right: screen.width, bottom: screen.height };
  const inView = marksOn(screen, shown).filter((mark) => meets(mark, whole));
  const [marks, taken, labels] = [new BoxIndex(), new BoxIndex(), new Map()];
  for (const mark of inView) marks.add(mark);
  const pass = (wanted, most, styled) => {
    for (const mark of wanted) {
      if (labels.size >= MOST_LABELS) return;
      if (labels.has(mark.number)) continue;
      const box = roomFor(mark, styled(mark.number), screen, taken, marks, most);
      if (box === null) continue;
      labels.set(mark.number, box);
      taken.add(box);
    }
  };
  const full = (number) => ({ size: screenSize(number, screen.scale), text: linesOf(number) });
  const small = (number) => ({ size: SMALLER, text: linesOf(number) });
  const brief = (number) => ({ size: SMALLER, text: briefOf(number) });
  pass(
    inView.filter(({ apart }) => apart),
    inView.length,
    full,
  );
  pass(inView.slice(0, FOREMOST), 1, full);
  pass(
    inView.slice(0, TRIED).filter(({ number }) => HUBS.has(names[number].kind)),
    0,
    full,
  );
  pass(inView.slice(0, TRIED), 0, full);
  if (inView.length > TRIED) return labels;
  pass(inView, 0, small);
  pass(inView, 0, brief);
  if (inView.length <= FEW) pass(inView, 1, brief);
  return labels;
}

function drawText(context, { number, left, top, right, size, text }) {
  const weight = isSelected(number) || isCentre(number) ? 700 : 400;
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 4 });
  Object.assign(context, { font: `${weight} ${size}px ${sans}`, strokeStyle: ground, fillStyle: ink });
  text.forEach((line, index) => {
    const y = top + size * LINE * (index + 0.5);
    context.strokeText(line, (left + right) / 2, y);
    context.fillText(line, (left + right) / 2, y);
  });
}

/** What of the picture is on the screen now. */
function screenNow() {
  return {
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    scale: network.getScale(),
    position: network.getViewPosition(),
  };
}

let placed = { labels: new Map(), screen: null }; // labels that were last placed, and for which screen
let moving = false;

/** Labels of the last rest, moved along with the picture: finding room for them anew takes too long while it moves. */
function labelsMoving(screen) {
  const { labels, screen: then } = placed;
  if (then === null || then.scale !== screen.scale) return null;
  const [across, down] = ["x", "y"].map((axis) => (then.position[axis] - screen.position[axis]) * screen.scale);
  return [...labels.values()].map((box) => ({
    ...box,
    left: box.left + across,
    right: box.right + across,
    top: box.top + down,
  }));
}

/** The years above the columns of a picture that goes by years. */
function yearHeads({ width, scale, position }) {
  const x = (place) => (place - position.x) * scale + width / 2;
  const years = new Set([...visible().names].map((number) => names[number].year));
  const heads = state.picture.years.filter((head) => years.has(head.year));
  let last = -Infinity;
  return heads.flatMap((head) => {
    if (x(head.x) < last + HEAD) return [];
    last = x(head.x);
    return [{ text: String(head.year), x: last }];
  });
}

function drawHeads(context, screen, y) {
  Object.assign(context, { font: `600 13px ${sans}`, fillStyle: ink, textAlign: "center", textBaseline: "middle" });
  for (const head of yearHeads(screen)) context.fillText(head.text, head.x, y);
}

function drawLabels(context) {
  const screen = screenNow();
  const light = lit();
  let labels = moving ? labelsMoving(screen) : null;
  if (labels === null) {
    const shown = light === null ? [...visible().names] : [...light.names];
    placed = { labels: labelsOn(screen, shown), screen };
    labels = [...placed.labels.values()];
  }
  context.save();
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  for (const label of labels) drawText(context, label);
  drawHeads(context, screen, 12);
  context.restore();
}
