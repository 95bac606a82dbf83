/* The drawing: vis-network shows marks and ties at the places that they were given, with physics off. */

const NEAREST = 1.3; // scale beyond which the page does not draw near by itself
const WIDEST = 2; // a picture is drawn apart so many times at most
const RIM = { across: 70, along: 46 }; // pixels around the whole picture, for labels
const LEAST_MARK = 4; // pixels from the middle of the smallest mark to its rim
const LEAST_LINE = 0.9; // pixels of the thinnest tie
const LARGE = 1500; // ties beyond which they are not drawn while the picture moves
const VEIL = 0.86; // how much is veiled of what is not beside the name selected
const REST = 140; // milliseconds without a movement after which the picture has come to rest

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let network = null;
let seenAt = 1; // scale for which marks were last drawn

const placeOf = (number) => state.picture.marks.get(number);

/** Draw a picture apart in one direction until it has the proportions of the screen; nothing comes nearer. */
function proportion(picture) {
  const first = picture.given.slice(0, Math.max(2, picture.drawn));
  const span = (axis) =>
    Math.max(1, Math.max(...first.map((one) => one[axis])) - Math.min(...first.map((one) => one[axis])));
  const screen = Math.max(1, canvas.clientWidth - 2 * RIM.across) / Math.max(1, canvas.clientHeight - 2 * RIM.along);
  const lacking = (screen * span("y")) / span("x");
  const factor = { x: Math.min(WIDEST, Math.max(1, lacking)), y: Math.min(WIDEST, Math.max(1, 1 / lacking)) };
  for (const { id, x, y } of picture.given) Object.assign(picture.marks.get(id), { x: x * factor.x, y: y * factor.y });
  picture.years = picture.yearHeads.map((head) => ({ ...head, x: head.x * factor.x }));
}

/** Where to stand to see some names, with a rim for the labels that stand out. */
function viewOf(shown, nearest, width = canvas.clientWidth, height = canvas.clientHeight) {
  if (!shown.length) return { position: { x: 0, y: 0 }, scale: 1 };
  const [low, high] = [
    { x: Infinity, y: Infinity },
    { x: -Infinity, y: -Infinity },
  ];
  for (const { x, y } of shown.map(placeOf)) {
    [low.x, low.y, high.x, high.y] = [Math.min(low.x, x), Math.min(low.y, y), Math.max(high.x, x), Math.max(high.y, y)];
  }
  const across = Math.max(width - 2 * RIM.across, width / 2) / Math.max(1, high.x - low.x);
  const along = Math.max(height - 2 * RIM.along, height / 2) / Math.max(1, high.y - low.y);
  const scale = Math.max(0.03, Math.min(nearest, across, along));
  return { position: { x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 }, scale };
}

/** Marks and lines grow more slowly than the picture: seen from afar, and not filling the screen near by. */
const growthAt = (scale) => Math.min(4, Math.max(0.5, scale ** -0.4));
const radiusAt = (number, scale) => Math.max(placeOf(number).size * growthAt(scale), LEAST_MARK / scale);
const widthAt = (tie, scale) => Math.max(tie.width * growthAt(scale), LEAST_LINE / scale);

/** A tie of many statements is drawn darker; where there are few ties, all are dark enough. */
function opacityOf(tie) {
  const least = visible().ties.length < MANY_TIES ? 0.5 : 0.16;
  return Math.min(0.9, least + 0.12 * Math.log2(totalOf(tie)));
}

function drawnNode(number) {
  const { x, y, borderWidth } = placeOf(number);
  const colour = markColour(number);
  const shape = placeOf(number).shape ?? data.kinds[names[number].kind].shape;
  const touched = { background: colour, border: ink };
  return {
    id: number,
    x,
    y,
    shape,
    size: radiusAt(number, seenAt),
    color: { background: colour, border: ground, highlight: touched, hover: touched },
    borderWidth: borderWidth ?? 1,
    borderWidthSelected: 2,
  };
}

function drawnEdge(tie) {
  const colour = tieColour(tie);
  const color = { color: colour, highlight: colour, hover: colour, opacity: opacityOf(tie) };
  const arrows = visible().ties.length <= MANY_TIES ? "to" : "";
  return {
    id: tie.id,
    from: tie.source,
    to: tie.target,
    arrows,
    color,
    dashes: tie.dashes,
    width: widthAt(tie, seenAt),
  };
}

/** Bring a set of what is drawn in line with what should be. */
function follow(set, wanted) {
  const ids = new Set(wanted.map((one) => one.id));
  set.remove(set.getIds().filter((id) => !ids.has(id)));
  set.update(wanted);
}

/** Draw what is visible now. */
function redraw() {
  const { names: shown, ties } = visible();
  follow(nodes, [...shown].map(drawnNode));
  follow(edges, ties.map(drawnEdge));
  if (network === null) return;
  const large = ties.length > LARGE;
  network.setOptions({ interaction: { hover: !large, hideEdgesOnDrag: large, hideEdgesOnZoom: large } });
}

function openCanvas() {
  network = new vis.Network(canvas, { nodes, edges }, { ...data.options, autoResize: true });
  const frame = canvas.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.dataset.wordLabel = "canvas.label";
}

const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

/** The whole picture. */
function fit(animated) {
  network.moveTo({ ...viewOf([...visible().names], NEAREST), animation: animated ? motion() : false });
}

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });

/** Names and ties beside what is selected; null where nothing is. */
function lit() {
  const { selected } = state;
  if (selected === null) return null;
  const beside = (tie) => tie === selected.tie || tie.source === selected.name || tie.target === selected.name;
  const ties = visible().ties.filter(beside);
  const ends = ties.flatMap((tie) => [tie.source, tie.target]);
  return { ties, names: new Set(selected.name === undefined ? ends : [selected.name, ...ends]) };
}

/** Show a name with all that stands beside it. */
function bringIn() {
  const light = lit();
  if (light === null || !light.names.size) return;
  const { position, scale } = viewOf([...light.names], NEAREST);
  network.moveTo({
    position,
    scale: Math.max(scale, viewOf([...visible().names], NEAREST).scale),
    animation: motion(),
  });
}

/** What is selected stands out: all else is veiled, and drawn once more what is beside it. */
function drawLight(context) {
  const light = lit();
  if (light === null) return;
  const scale = network.getScale();
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = VEIL;
  context.fillStyle = ground;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  for (const tie of light.ties) drawTie(context, tie, scale);
  for (const number of light.names) drawMark(context, number, scale);
}

function drawTie(context, tie, scale) {
  const [from, to] = [placeOf(tie.source), placeOf(tie.target)];
  context.save();
  Object.assign(context, { strokeStyle: tieColour(tie), lineWidth: widthAt(tie, scale), globalAlpha: 0.95 });
  context.setLineDash(tie.dashes ? [6 / scale, 4 / scale] : []);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.setLineDash([]);
  Object.assign(context, { fillStyle: tieColour(tie) });
  context.fill(new Path2D(arrowOf(tie, scale, from, to)));
  context.restore();
}

/** The head of an arrow at the rim of the mark to which a tie leads. */
function arrowOf(tie, scale, from, to) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [across, down] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const size = Math.min(6 / scale + widthAt(tie, scale), length / 3);
  const rim = radiusAt(tie.target, scale);
  const [tipX, tipY] = [to.x - across * rim, to.y - down * rim];
  const [footX, footY] = [tipX - across * size * 1.6, tipY - down * size * 1.6];
  const [sideX, sideY] = [-down * size * 0.6, across * size * 0.6];
  const corners = [
    [tipX, tipY],
    [footX + sideX, footY + sideY],
    [footX - sideX, footY - sideY],
  ];
  return `M${corners.map(([x, y]) => `${fixed(x)} ${fixed(y)}`).join("L")}Z`;
}

function drawMark(context, number, scale) {
  const { x, y } = placeOf(number);
  const path = new Path2D(shapeOf(number)(x, y, radiusAt(number, scale)));
  context.save();
  Object.assign(context, { fillStyle: markColour(number), strokeStyle: isSelected(number) ? ink : ground });
  context.lineWidth = (isSelected(number) ? 2.5 : 1) / scale;
  context.fill(path);
  context.stroke(path);
  context.restore();
}
