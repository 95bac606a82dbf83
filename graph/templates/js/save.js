/* Files for other programs: the picture as PNG and SVG, the tables as CSV. Nothing is sent anywhere. */

const SHEET = { width: 1600, height: 1100, head: 70, foot: 60 };
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const SHARPNESS = 2; // pixels of a PNG for each of the sheet

/** The whole picture as it stands on a sheet: lines, marks and labels, with heading and legend. */
function scene() {
  const shown = [...visible().names];
  const screen = { width: SHEET.width, height: SHEET.height - SHEET.head - SHEET.foot };
  const { scale, position } = viewOf(shown, NEAREST, screen.width, screen.height);
  const x = (place) => (place.x - position.x) * scale + screen.width / 2;
  const y = (place) => (place.y - position.y) * scale + screen.height / 2;
  const light = lit();
  const lines = visible().ties.map((tie) => {
    const [from, to] = [placeOf(tie.source), placeOf(tie.target)];
    const faint = light !== null && !light.ties.includes(tie);
    return {
      d: `M${fixed(x(from))} ${fixed(y(from))}L${fixed(x(to))} ${fixed(y(to))}`,
      colour: tieColour(tie),
      width: fixed(widthAt(tie, scale) * scale),
      dashed: tie.dashes,
      opacity: faint ? 0.06 : fixed(opacityOf(tie)),
    };
  });
  const marks = marksOn({ ...screen, scale, position }, shown).map((mark) => ({
    d: shapeOf(mark.number)(mark.x, mark.y, mark.radius),
    colour: markColour(mark.number),
    opacity: light === null || light.names.has(mark.number) ? 1 : 0.12,
  }));
  const labelled = light === null ? shown : [...light.names];
  const labels = [...labelsOn({ ...screen, scale, position }, labelled).values()];
  return { lines, marks, labels, heads: yearHeads({ ...screen, scale, position }) };
}

/** Kinds and roles in the picture, as the foot of a sheet tells them. */
function legendEntries() {
  const kinds = new Set([...visible().names].map((number) => names[number].kind));
  const roles = new Set(visible().ties.flatMap(rolesOf));
  return [
    ...Object.keys(data.kinds)
      .filter((kind) => kinds.has(kind))
      .map((kind) => ({
        d: SHAPES[data.kinds[kind].shape](8, 0, 6),
        fill: state.communities ? NO_COMMUNITY[theme()] : kindColour(kind),
        text: kindName(kind),
      })),
    ...Object.keys(data.roles)
      .filter((role) => roles.has(role))
      .map((role) => ({
        d: "M0 0H16",
        line: roleColour(role),
        dashed: data.roles[role].dashed,
        text: say(`role.${role}`),
      })),
  ];
}

/** A text without the characters that no XML may hold. */
const printable = (text) => text.replace(UNPRINTABLE, "\uFFFD");

const textAt = (x, y, text, size, fill = ink, more = {}) => {
  const made = svg("text", { x: fixed(x), y: fixed(y), "font-size": fixed(size), fill, ...more });
  made.textContent = printable(text);
  return made;
};

function svgLegend() {
  let x = 24;
  let y = SHEET.height - SHEET.foot + 22;
  return legendEntries().map(({ d, fill, line, dashed, text }) => {
    ruler.font = `13px ${sans}`;
    const width = ruler.measureText(text).width + 44;
    if (x + width > SHEET.width - 24) [x, y] = [24, y + 24];
    const path = svg("path", { d, fill: fill ?? "none", stroke: line ?? "none", "stroke-width": 3 });
    if (dashed) path.setAttribute("stroke-dasharray", "4 2");
    const entry = svg("g", { transform: `translate(${fixed(x)} ${y})` }, path, textAt(22, 4.5, text, 13));
    x += width;
    return entry;
  });
}

function svgLabel({ number, left, right, top, size, text }) {
  const middle = (left + right) / 2;
  const weight = isSelected(number) || isCentre(number) ? 700 : 400;
  const lines_ = text.map((line, index) => {
    const made = svg("tspan", { x: fixed(middle), y: fixed(top + size * LINE * (index + 0.5) + size * 0.35) });
    made.textContent = printable(line);
    return made;
  });
  return svg(
    "text",
    {
      "text-anchor": "middle",
      "font-size": fixed(size),
      "font-weight": weight,
      fill: ink,
      stroke: ground,
      "stroke-width": 4,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
      lang: "zh-Hans",
    },
    ...lines_,
  );
}

/** The picture as an SVG element; whatever is printed in it is text. */
function drawSvg() {
  const { width, height, head } = SHEET;
  const { lines, marks, labels, heads } = scene();
  const lineOf = ({ d, colour, width: wide, dashed, opacity }) => {
    const path = svg("path", { d, stroke: colour, "stroke-width": wide, "stroke-opacity": opacity, fill: "none" });
    if (dashed) path.setAttribute("stroke-dasharray", "6 4");
    return path;
  };
  const markOf = ({ d, colour, opacity }) => svg("path", { d, fill: colour, "fill-opacity": opacity, stroke: ground });
  const title = data.heading || say("title");
  return svg(
    "svg",
    { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, "font-family": sans.replaceAll('"', "'") },
    svg("rect", { width, height, fill: ground }),
    textAt(24, 34, `${title} · ${say(`picture.${state.picture.name}`)}`, 20, ink, { "font-weight": 600 }),
    textAt(24, 57, element("note").textContent, 13),
    svg(
      "g",
      { transform: `translate(0 ${head})` },
      ...lines.map(lineOf),
      ...marks.map(markOf),
      ...labels.map(svgLabel),
      ...heads.map((one) => textAt(one.x, 14, one.text, 13, ink, { "text-anchor": "middle", "font-weight": 600 })),
    ),
    ...svgLegend(),
  );
}

/** The picture as a canvas: the same scene, drawn. */
function drawCanvas() {
  const sheet = make("canvas", { width: SHEET.width * SHARPNESS, height: SHEET.height * SHARPNESS });
  const context = sheet.getContext("2d");
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = ground;
  context.fillRect(0, 0, SHEET.width, SHEET.height);
  drawHead(context);
  drawFoot(context);
  context.translate(0, SHEET.head);
  const { lines, marks, labels, heads } = scene();
  for (const { d, colour, width, dashed, opacity } of lines) {
    Object.assign(context, { strokeStyle: colour, lineWidth: width, globalAlpha: opacity });
    context.setLineDash(dashed ? [6, 4] : []);
    context.stroke(new Path2D(d));
  }
  context.setLineDash([]);
  for (const { d, colour, opacity } of marks) {
    Object.assign(context, { fillStyle: colour, globalAlpha: opacity });
    context.fill(new Path2D(d));
  }
  context.globalAlpha = 1;
  for (const label of labels) drawText(context, label);
  context.font = `600 13px ${sans}`;
  for (const head of heads) context.fillText(head.text, head.x, 14);
  return sheet;
}

function drawHead(context) {
  Object.assign(context, { fillStyle: ink, textBaseline: "alphabetic", font: `600 20px ${sans}` });
  context.fillText(`${data.heading || say("title")} · ${say(`picture.${state.picture.name}`)}`, 24, 34);
  context.font = `13px ${sans}`;
  context.fillText(element("note").textContent, 24, 57);
}

function drawFoot(context) {
  let x = 24;
  let y = SHEET.height - SHEET.foot + 22;
  for (const { d, fill, line, dashed, text } of legendEntries()) {
    const width = context.measureText(text).width + 44;
    if (x + width > SHEET.width - 24) [x, y] = [24, y + 24];
    context.save();
    context.translate(x, y);
    context.setLineDash(dashed ? [4, 2] : []);
    Object.assign(context, { lineWidth: 3, strokeStyle: line ?? fill, fillStyle: fill ?? line });
    if (fill) context.fill(new Path2D(d));
    else context.stroke(new Path2D(d));
    context.fillStyle = ink;
    context.fillText(text, 22, 4.5);
    context.restore();
    x += width;
  }
}

/** A cell of CSV; no spreadsheet takes it for a formula. */
function csvCell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV that spreadsheets open as UTF-8. */
function csv(columns, rows) {
  const head = columns.map((column) => say(column));
  const lines = [head, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`);
  return `\uFEFF${lines.join("")}`;
}

function download(blob, file) {
  const link = make("a", { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  announce(say("saved", { file }));
  element("save").open = false;
}

const fileName = (end) => `gongbao-${state.picture.name}${end}`;

function savePng() {
  drawCanvas().toBlob((blob) => download(blob, fileName(".png")), "image/png");
}

function saveSvg() {
  const text = new XMLSerializer().serializeToString(drawSvg());
  download(new Blob([text], { type: "image/svg+xml" }), fileName(".svg"));
}

const saveText = (columns, rows, end) =>
  download(new Blob([csv(columns, rows)], { type: "text/csv;charset=utf-8" }), fileName(end));

function openSave() {
  element("save-png").addEventListener("click", savePng);
  element("save-svg").addEventListener("click", saveSvg);
  element("save-names").addEventListener("click", () => saveText(NAME_COLUMNS, nameRows(), "-names.csv"));
  element("save-ties").addEventListener("click", () => saveText(TIE_COLUMNS, tieRows(), "-ties.csv"));
}
