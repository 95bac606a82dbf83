"use strict";
/* The page of a picture. All text comes from the data element and is only ever set as text. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const about = new Map(Object.entries(data.about));
  const ties = new Map(Object.entries(data.ties));
  const ends = new Map(data.edges.map((edge) => [edge.id, { source: edge.from, target: edge.to }]));
  const order = data.nodes.map((node) => node.id).sort((a, b) => about.get(b).strength - about.get(a).strength);
  const at = new Map(order.map((id) => [id, []]));
  for (const [id, end] of ends) {
    at.get(end.source).push(id);
    if (end.target !== end.source) at.get(end.target).push(id);
  }

  const canvas = document.getElementById("canvas");
  const panel = document.getElementById("panel");
  const facts = document.getElementById("facts");
  const hint = document.getElementById("hint");
  const search = document.getElementById("search");
  const results = document.getElementById("results");
  const said = document.getElementById("said");
  const tip = document.getElementById("tip");
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const OPEN_AT_ONCE = 4; // ties of one role that the panel shows unfolded
  const STRONGEST_SHOWN = 6; // names of each kind that the panel lists while none is chosen
  const FOUND_SHOWN = 40; // names that the search lists
  const SMALLEST = 12; // pixels of the smallest label
  const LARGEST = 22; // pixels of the largest
  const LEAST_MARK = 4; // pixels from the middle of the smallest mark to its rim
  const LEAST_LINE = 0.9; // pixels of the thinnest tie
  const NEAREST = 1.3; // scale beyond which the page does not draw near by itself
  const LINE = 1.2; // height of a line of a label, in its size
  const RIM_ACROSS = 64; // pixels around the whole picture, for labels
  const RIM_ALONG = 44;
  const COVERING = new Set(["directive", "group"]); // kinds whose labels may cover the marks of others
  const STRONG = 20; // names of any kind whose labels may
  const FOREMOST = 6; // names that are labelled before all others
  const FEW = 120; // ties that need not be faint lest they blacken the picture
  const FAINT = 0.06; // opacity of what is not beside the selected name

  let selected = null; // {node: id} or {edge: id}
  const chosen = (id) => selected !== null && selected.node === id;
  const hiddenKinds = new Set();
  const hiddenRoles = new Set();

  // Elements

  function make(tag, { text, cls, lang, on, ...attributes } = {}, ...children) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (cls) element.className = cls;
    if (lang) element.lang = lang;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (on) element.addEventListener("click", on);
    element.append(...children);
    return element;
  }

  const chinese = (tag, text, options = {}) => make(tag, { text, lang: "zh-Hans", ...options });

  function coloured(element, colour) {
    element.style.setProperty("--colour", colour);
    return element;
  }

  // Colours

  const theme = () => (darkness.matches ? "dark" : "light");
  const kindColour = (kind) => data.kinds[kind][theme()];
  const roleColour = (role) => data.roles[role][theme()];
  let ink, ground, sans; // colours of text and ground, and the fonts of labels

  function readTheme() {
    const style = getComputedStyle(document.documentElement);
    [ink, ground, sans] = ["--ink", "--ground", "--sans"].map((name) => style.getPropertyValue(name).trim());
  }

  readTheme();

  // The drawing

  const given = new Map(data.nodes.map((node) => [node.id, node]));
  const givenEdges = new Map(data.edges.map((edge) => [edge.id, edge]));

  /** Where to stand to see some names, with a rim for the labels that stand out. */
  function viewOf(ids, nearest) {
    if (!ids.length) return { position: { x: 0, y: 0 }, scale: 1 };
    const sides = ["x", "y"].map((axis) => ids.map((id) => given.get(id)[axis]));
    const [low, high] = [sides.map((side) => Math.min(...side)), sides.map((side) => Math.max(...side))];
    const room = [canvas.clientWidth - 2 * RIM_ACROSS, canvas.clientHeight - 2 * RIM_ALONG];
    const scale = Math.min(nearest, ...[0, 1].map((axis) => room[axis] / Math.max(1, high[axis] - low[axis])));
    return { position: { x: (low[0] + high[0]) / 2, y: (low[1] + high[1]) / 2 }, scale: Math.max(scale, 0.05) };
  }

  /** Marks and lines grow more slowly than the picture: seen from afar, and not filling the screen near by. */
  const growthAt = (scale) => Math.min(4, Math.max(0.5, scale ** -0.4));
  let seenAt = viewOf(order, NEAREST).scale; // scale for which marks were last drawn
  const radius = (id) => Math.max(given.get(id).size * growthAt(seenAt), LEAST_MARK / seenAt);

  /** Names and ties beside what is selected; null where nothing is. */
  function lit() {
    if (!selected) return null;
    const edges = new Set(selected.edge ? [selected.edge] : at.get(selected.node).filter(edgeShown));
    const nodes = new Set(selected.node ? [selected.node] : []);
    for (const id of edges) {
      nodes.add(ends.get(id).source);
      nodes.add(ends.get(id).target);
    }
    return { nodes, edges };
  }

  const nodeShown = (id) => !hiddenKinds.has(about.get(id).kind);
  const edgeShown = (id) =>
    ties.get(id).roles.some((role) => !hiddenRoles.has(role)) &&
    nodeShown(ends.get(id).source) &&
    nodeShown(ends.get(id).target);

  function drawnNode(id, light) {
    const node = given.get(id);
    const on = !light || light.nodes.has(id);
    const colour = node.color || kindColour(about.get(id).kind);
    const touched = { background: colour, border: ink };
    return {
      ...node,
      size: radius(id),
      hidden: !nodeShown(id),
      opacity: on ? 1 : 0.12,
      color: { background: colour, border: chosen(id) ? ink : ground, highlight: touched, hover: touched },
      borderWidth: chosen(id) ? 2 : node.borderWidth,
      borderWidthSelected: 2,
      label: undefined, // drawn by drawLabels
    };
  }

  function drawnEdge(id, light) {
    const edge = givenEdges.get(id);
    const role = ties.get(id).roles.find((one) => !hiddenRoles.has(one)) || ties.get(id).role;
    const restyled = edge.color !== data.roles[ties.get(id).role].light;
    const colour = restyled ? edge.color : roleColour(role);
    const opacity = light ? (light.edges.has(id) ? 0.95 : FAINT) : strength(id);
    const width = Math.max(edge.width * growthAt(seenAt), LEAST_LINE / seenAt);
    const color = { color: colour, highlight: colour, hover: colour, opacity };
    return { ...edge, width, color, hidden: !edgeShown(id) };
  }

  const total = (id) => Object.values(ties.get(id).counts).reduce((sum, count) => sum + count, 0);

  /** A tie of many statements is drawn darker; in a small picture all are dark enough. */
  function strength(id) {
    const count = total(id);
    const least = data.edges.length < (data.centre.length ? 2 * FEW : FEW) ? 0.55 : 0.14;
    return Math.min(0.9, least + 0.13 * Math.log2(count));
  }

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();

  function redraw() {
    const light = lit();
    nodes.update(order.map((id) => drawnNode(id, light)));
    edges.update(data.edges.map((edge) => drawnEdge(edge.id, light)));
  }

  redraw();
  const network = new vis.Network(canvas, { nodes, edges }, { ...data.options, autoResize: true });
  const frame = canvas.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", "Names and their ties. Arrow keys go from name to name, Enter reads the facts.");

  // A mark that was dragged stays where it was put.
  network.on("dragEnd", (event) => {
    for (const id of event.nodes) Object.assign(given.get(id), network.getPosition(id));
  });

  const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

  /** The whole picture, with a rim for the labels that stand out of it. */
  function fit(animated) {
    network.moveTo({ ...viewOf(order, NEAREST), animation: animated ? motion() : false });
  }

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });

  /** Show a name with all that stands beside it. */
  function bringIn(id) {
    const { nodes: beside } = lit();
    const { position, scale } = viewOf([...beside], NEAREST);
    network.moveTo({ position, scale: Math.max(scale, viewOf(order, NEAREST).scale), animation: motion() });
  }

  function keepSizes() {
    if (Math.abs(network.getScale() / seenAt - 1) < 0.12) return;
    seenAt = network.getScale();
    requestAnimationFrame(redraw);
  }

  // Labels: as on a map, the stronger first, each where it covers nothing; drawing nearer makes room for more

  const lines = new Map(data.nodes.map((node) => [node.id, String(node.label).split("\n")]));
  const widths = new Map();

  /** Width of the longest line of a label at size 1. */
  function unitWidth(context, id) {
    if (!widths.has(id)) {
      context.font = `100px ${sans}`;
      widths.set(id, Math.max(...lines.get(id).map((line) => context.measureText(line).width)) / 100);
    }
    return widths.get(id);
  }

  /** Size of a label on the screen: it grows with the picture, but is never too small to read. */
  function screenSize(id, scale) {
    const size = given.get(id).font.size;
    return Math.min(LARGEST, Math.max(size * scale, SMALLEST + (size - 12) * 0.15));
  }

  /** Where a label may stand around its mark: below, above, right, left. */
  function* stands(x, y, radius, width, height) {
    const gap = radius + 3;
    yield [x - width / 2, y + gap];
    yield [x - width / 2, y - gap - height];
    yield [x + gap, y - height / 2];
    yield [x - gap - width, y - height / 2];
    yield [x + gap * 0.7, y + gap * 0.7];
    yield [x - gap * 0.7 - width, y + gap * 0.7];
    yield [x + gap * 0.7, y - gap * 0.7 - height];
    yield [x - gap * 0.7 - width, y - gap * 0.7 - height];
  }

  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  const inside = (box) =>
    box.left > 2 && box.top > 2 && box.right < canvas.clientWidth - 2 && box.bottom < canvas.clientHeight - 2;

  /** The room for a label where it covers no other and as few marks as can be, at most so many; null where none is. */
  function roomFor(mark, size, width, taken, marks, most) {
    const height = size * LINE * lines.get(mark.id).length;
    let best = { box: null, covered: most + 1 };
    for (const [left, top] of stands(mark.x, mark.y, mark.radius, width, height)) {
      const box = { left, top, right: left + width, bottom: top + height };
      if (!inside(box) || taken.some((other) => meets(box, other))) continue;
      const hits = marks.filter((other) => other.id !== mark.id && meets(box, other));
      const covered = hits.some((other) => prominent(other.id)) ? Infinity : hits.length;
      if (covered < best.covered) best = { box, covered };
    }
    return best.box;
  }

  function screenMarks(shown, scale) {
    const places = network.getPositions(shown);
    return new Map(shown.map((id) => {
      const { x, y } = network.canvasToDOM(places[id]);
      const size = radius(id) * scale;
      return [id, { id, x, y, radius: size, left: x - size, right: x + size, top: y - size, bottom: y + size }];
    }));
  }

  function drawLabels(context) {
    const scale = network.getScale();
    const light = lit();
    const marks = screenMarks(order.filter(nodeShown), scale);
    const obstacles = [...marks.values()].filter((mark) => !light || light.nodes.has(mark.id));
    const screen = { left: 0, top: 0, right: canvas.clientWidth, bottom: canvas.clientHeight };
    const inView = obstacles.filter((mark) => meets(mark, screen));
    context.save();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 4 });
    context.strokeStyle = ground;
    context.fillStyle = ink;
    const taken = new Map();
    const label = (marks, most) =>
      labelled(context, marks.filter((mark) => !taken.has(mark.id)), scale, taken, obstacles, most);
    label(inView.filter((mark) => chosen(mark.id) || data.centre.includes(mark.id)), marks.size);
    label(inView.filter((mark) => foremost(mark.id)), 3);
    label(inView, 0);
    label(inView.filter((mark) => hub(mark.id)), 4);
    context.restore();
  }

  /** Draw those labels of some marks that find room where they cover at most so many marks. */
  function labelled(context, marks, scale, taken, obstacles, most) {
    for (const mark of marks) {
      const size = screenSize(mark.id, scale);
      const width = unitWidth(context, mark.id) * size;
      const box = roomFor(mark, size, width, [...taken.values()], obstacles, most);
      if (box) {
        taken.set(mark.id, box);
        drawLabel(context, mark.id, box, size);
      }
    }
  }

  const strongest = order.slice(0, STRONG);
  const foremost = (id) => strongest.slice(0, FOREMOST).includes(id);
  const prominent = (id) => chosen(id) || data.centre.includes(id) || strongest.includes(id);
  const hub = (id) => COVERING.has(about.get(id).kind) || strongest.includes(id);

  function drawLabel(context, id, box, size) {
    const weight = chosen(id) || given.get(id).borderWidth > 1 ? 700 : 400;
    context.font = `${weight} ${size}px ${sans}`;
    lines.get(id).forEach((line, index) => {
      const y = box.top + size * LINE * (index + 0.5);
      context.strokeText(line, (box.left + box.right) / 2, y);
      context.fillText(line, (box.left + box.right) / 2, y);
    });
  }

  network.on("afterDrawing", drawLabels);
  network.on("afterDrawing", keepSizes);

  // The panel

  function quoteFigure(number, names) {
    const quote = data.quotes[number];
    const words = make("blockquote", { lang: "zh-Hans" }, ...marked(quote.text, names));
    const where = make("figcaption", {},
      make("span", { text: quote.source, cls: "source" }), " · line ",
      make("span", { text: String(quote.line), cls: "line-number" }), " · rule ",
      make("span", { text: quote.rule, cls: "rule" }));
    return make("figure", { cls: "quote" }, words, where);
  }

  /** A text with the first of some names that it holds marked. */
  function marked(text, names) {
    const name = names.find((one) => one.length > 1 && text.includes(one));
    if (name === undefined) return [text];
    const from = text.indexOf(name);
    return [text.slice(0, from), make("mark", { text: name }), text.slice(from + name.length)];
  }

  const namesOf = (id) => [about.get(id).label, ...about.get(id).also].sort((a, b) => b.length - a.length);

  function statementBlock(statement, names) {
    const says = make("p", { cls: "says" });
    const verb = make("span", { text: data.roles[statement.role].verb, cls: "part" });
    says.append(coloured(verb, roleColour(statement.role)));
    if (statement.text) says.append(" · ", chinese("span", statement.text));
    return make("div", { cls: "statement" }, says, ...statement.quotes.map((one) => quoteFigure(one, names)));
  }

  /** What a tie says in some of its roles. */
  function tieBody(id, names, roles) {
    const tie = ties.get(id);
    const said = tie.statements.filter((one) => roles.includes(one.role));
    const more = roles.reduce((sum, role) => sum + tie.counts[role], -said.length);
    const blocks = said.map((one) => statementBlock(one, names));
    if (more) blocks.push(make("p", { text: `and ${more} more statements`, cls: "note" }));
    return blocks;
  }

  function tieDetails(id, role, from, open) {
    const end = ends.get(id);
    const other = end.source === from ? end.target : end.source;
    const count = ties.get(id).counts[role];
    const summary = make("summary", {}, chinese("span", about.get(other).label, { cls: "name" }));
    const { text } = ties.get(id).statements.find((one) => one.role === role);
    if (count === 1 && text) summary.append(chinese("span", text, { cls: "brief" }));
    if (count > 1) summary.append(make("span", { text: String(count), cls: "count" }));
    const show = () => select({ node: other }, true);
    const go = make("button", { type: "button", text: "Show this name", cls: "go", on: show });
    const details = make("details", {}, summary);
    const fill = () => {
      if (details.childElementCount === 1) {
        details.append(make("div", { cls: "body" }, ...tieBody(id, [...namesOf(from), ...namesOf(other)], [role]), go));
      }
    };
    details.addEventListener("toggle", fill);
    if (open) {
      fill();
      details.open = true;
    }
    return details;
  }

  /** The ties at a name by role and direction, in the order of roles. */
  function sections(id) {
    const found = new Map();
    for (const tie of at.get(id).filter(edgeShown)) {
      const outward = ends.get(tie).source === id;
      for (const role of ties.get(tie).roles.filter((one) => !hiddenRoles.has(one))) {
        const key = `${Object.keys(data.roles).indexOf(role)} ${outward ? 0 : 1}`;
        if (!found.has(key)) found.set(key, { role, outward, ties: [] });
        found.get(key).ties.push(tie);
      }
    }
    // Members in the order of the printed list, all else by the number of statements.
    for (const { role, ties: listed } of found.values()) {
      const count = (tie) => ties.get(tie).counts[role];
      listed.sort((a, b) => role === "member" ? ties.get(a).rank - ties.get(b).rank : count(b) - count(a));
    }
    return [...found.entries()].sort((a, b) => parseFloat(a[0]) - parseFloat(b[0])).map((entry) => entry[1]);
  }

  function sectionBlock(section, id) {
    const role = data.roles[section.role];
    const title = make("h3", { text: section.outward ? role.verb : role.inverse },
      make("span", { text: String(section.ties.length), cls: "count" }));
    coloured(title, roleColour(section.role));
    const open = section.ties.length <= OPEN_AT_ONCE;
    return [title, ...section.ties.map((tie) => tieDetails(tie, section.role, id, open))];
  }

  function nodeFacts(id) {
    const node = about.get(id);
    const rows = make("dl", { cls: "rows" });
    for (const [caption, value] of node.rows) {
      rows.append(make("div", {}, make("dt", { text: caption }), chinese("dd", value)));
    }
    const kind = coloured(make("span", { text: data.kinds[node.kind].name, cls: "kind" }), kindColour(node.kind));
    return [kind, chinese("h2", node.label), rows,
      ...node.quotes.map((one) => quoteFigure(one, namesOf(id))),
      ...sections(id).flatMap((section) => sectionBlock(section, id)), ...absent(node)];
  }

  /** How much is said about a name by ties that the picture has no room for. */
  function absent({ missing, strength: all }) {
    if (missing <= 0) return [];
    const text = `${missing} of ${all} statements about this name are not in this picture.`;
    return [make("p", { text, cls: "note" })];
  }

  function edgeFacts(id) {
    const { source, target } = ends.get(id);
    const tie = ties.get(id);
    const end = (node) => chinese("button", about.get(node).label,
      { type: "button", cls: "end", on: () => select({ node }, true) });
    const verb = tie.roles.map((role) => data.roles[role].verb).join(", ");
    const middle = make("span", { text: verb, cls: "verb" });
    return [make("div", { cls: "ends" }, end(source), coloured(middle, roleColour(tie.role)), end(target)),
      ...tieBody(id, [...namesOf(source), ...namesOf(target)], tie.roles)];
  }

  // Without a choice the panel lists the strongest names of each kind

  function nameButton(id) {
    const name = chinese("span", about.get(id).label, { cls: "name" });
    const count = make("span", { text: String(about.get(id).strength), cls: "count" });
    const show = () => select({ node: id }, true);
    return make("li", {}, make("button", { type: "button", cls: "pick", on: show }, name, count));
  }

  function strongestOfKinds() {
    const boxes = [...document.querySelectorAll("[data-kind]")];
    return boxes.flatMap((box) => {
      const kind = box.dataset.kind;
      const names = order.filter((id) => about.get(id).kind === kind && nodeShown(id)).slice(0, STRONGEST_SHOWN);
      if (!names.length) return [];
      const title = coloured(make("h3", { text: `${box.dataset.name}, by number of statements` }), kindColour(kind));
      return [title, make("ol", { cls: "strongest" }, ...names.map(nameButton))];
    });
  }

  function panelContent() {
    if (selected && selected.edge) return edgeFacts(selected.edge);
    const node = selected ? selected.node : data.centre.length === 1 ? data.centre[0] : null;
    return node === null ? strongestOfKinds() : nodeFacts(node);
  }

  function fillPanel() {
    facts.replaceChildren(...panelContent());
    hint.hidden = selected !== null || data.centre.length === 1;
    panel.scrollTop = 0;
  }

  /** What a screen reader says of a choice. */
  function spoken(what) {
    if (what.edge) return tieText(what.edge);
    const { kind, label, strength: count } = about.get(what.node);
    return `${data.kinds[kind].name} ${label}, ${count} statements`;
  }

  function select(what, move) {
    selected = what;
    redraw();
    network.selectNodes(what && what.node ? [what.node] : [], false);
    if (what && what.edge) network.selectEdges([what.edge]);
    fillPanel();
    said.textContent = what ? spoken(what) : "";
    if (move && what && what.node) bringIn(what.node);
  }

  // Search

  const plain = (character) => data.simplified[character] ?? character;
  const fold = (text) => [...text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")].map(plain).join("");
  const folded = new Map(order.map((id) => [id, [about.get(id).label, ...about.get(id).also].map(fold)]));

  /** Names that hold the words, those that begin with them first, then the stronger. */
  function find(words) {
    const wanted = fold(words);
    const hits = order.filter((id) => folded.get(id).some((name) => name.includes(wanted)));
    const first = (id) => (folded.get(id).some((name) => name.startsWith(wanted)) ? 0 : 1);
    return hits.sort((a, b) => first(a) - first(b));
  }

  function option(id, index) {
    const node = about.get(id);
    const wanted = fold(search.value);
    const alias = fold(node.label).includes(wanted) ? undefined : node.also.find((name) => fold(name).includes(wanted));
    const small = [data.kinds[node.kind].name, ...(alias === undefined ? [] : [alias])].join(" · ");
    const item = chinese("li", node.label, { role: "option", id: `found-${index}`, "aria-selected": "false" });
    item.dataset.node = id;
    item.append(make("small", { text: small }));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(id); });
    return item;
  }

  function listFound() {
    const hits = find(search.value);
    const items = hits.slice(0, FOUND_SHOWN).map(option);
    const none = "No such name in this picture; gongbao view --about draws any name";
    if (!hits.length) items.push(make("li", { text: none, cls: "none" }));
    if (hits.length > FOUND_SHOWN) items.push(make("li", { text: `${hits.length - FOUND_SHOWN} more`, cls: "none" }));
    results.replaceChildren(...items);
    openResults(true);
    if (hits.length) point(0);
  }

  function openResults(open) {
    results.hidden = !open;
    search.setAttribute("aria-expanded", String(open));
    if (!open) search.removeAttribute("aria-activedescendant");
  }

  const options = () => [...results.querySelectorAll("[role=option]")];
  const pointed = () => options().findIndex((item) => item.getAttribute("aria-selected") === "true");

  function point(index) {
    const items = options();
    if (!items.length) return;
    const here = (index + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === here)));
    items[here].scrollIntoView({ block: "nearest" });
    search.setAttribute("aria-activedescendant", items[here].id);
  }

  function choose(id) {
    openResults(false);
    search.value = about.get(id).label;
    reveal(id);
    select({ node: id }, true);
  }

  /** A name that is looked for is shown, even when its kind was filtered out. */
  function reveal(id) {
    const box = document.querySelector(`[data-kind="${about.get(id).kind}"]`);
    if (box && !box.checked) {
      box.checked = true;
      hiddenKinds.delete(box.dataset.kind);
    }
  }

  const searchKeys = {
    ArrowDown: () => (results.hidden ? listFound() : point(pointed() + 1)),
    ArrowUp: () => point(pointed() - 1),
    Enter: () => {
      const item = options()[pointed()];
      if (!results.hidden && item) choose(item.dataset.node);
    },
    Escape: () => {
      openResults(false);
      search.value = "";
    },
  };

  search.addEventListener("input", listFound);
  search.addEventListener("focus", () => { search.select(); listFound(); });
  search.addEventListener("blur", () => openResults(false));
  search.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.key in searchKeys)) return;
    event.preventDefault();
    event.stopPropagation();
    searchKeys[event.key]();
  });

  // Keys in the picture

  function step(by) {
    const shown = order.filter(nodeShown);
    if (!shown.length) return;
    const here = selected && selected.node ? shown.indexOf(selected.node) : by > 0 ? -1 : 0;
    select({ node: shown[(here + by + shown.length) % shown.length] }, true);
  }

  const canvasKeys = {
    ArrowRight: () => step(1),
    ArrowDown: () => step(1),
    ArrowLeft: () => step(-1),
    ArrowUp: () => step(-1),
    Enter: () => panel.focus(),
    "+": () => zoom(1.3),
    "=": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    0: () => fit(true),
  };

  canvas.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(canvasKeys, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    canvasKeys[event.key]();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (panel.contains(document.activeElement)) frame.focus();
      select(null, false);
    } else if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });

  // Filters

  function filter(selector, key, hidden) {
    for (const box of document.querySelectorAll(selector)) {
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(box.dataset[key]);
        else hidden.add(box.dataset[key]);
        if (selected && (selected.node ? !nodeShown(selected.node) : !edgeShown(selected.edge))) select(null, false);
        else { redraw(); fillPanel(); }
      });
    }
  }

  filter("[data-kind]", "kind", hiddenKinds);
  filter("[data-role]", "role", hiddenRoles);

  // The mouse

  network.on("click", (event) => {
    const node = event.nodes[0];
    const edge = node === undefined ? network.getEdgeAt(event.pointer.DOM) : undefined;
    select(node !== undefined ? { node } : edge !== undefined ? { edge } : null, false);
  });

  function showTip(text, pointer) {
    const box = canvas.getBoundingClientRect();
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = `${Math.min(box.left + pointer.x + 14, innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(box.top + pointer.y + 16, innerHeight - tip.offsetHeight - 8)}px`;
  }

  function tieText(id) {
    const { source, target } = ends.get(id);
    const count = total(id);
    const verb = ties.get(id).roles.map((role) => data.roles[role].verb).join(", ");
    return `${about.get(source).label} ${verb} ${about.get(target).label}${count > 1 ? ` (${count} statements)` : ""}`;
  }

  network.on("hoverNode", (event) => showTip(about.get(event.node).label, event.pointer.DOM));
  network.on("hoverEdge", (event) => showTip(tieText(event.edge), event.pointer.DOM));
  for (const gone of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(gone, () => { tip.hidden = true; });

  document.getElementById("fit").addEventListener("click", () => fit(true));

  // The theme

  function paintLegend() {
    for (const swatch of document.querySelectorAll("[data-kind-colour]")) {
      swatch.style.color = kindColour(swatch.dataset.kindColour);
    }
    for (const swatch of document.querySelectorAll("[data-role-colour]")) {
      swatch.style.color = roleColour(swatch.dataset.roleColour);
    }
  }

  darkness.addEventListener("change", () => { readTheme(); paintLegend(); redraw(); fillPanel(); });
  paintLegend();
  fillPanel();
  network.once("afterDrawing", () => {
    performance.mark("drawn");
    document.documentElement.setAttribute("data-drawn", "true");
  });
  window.gongbao = { data, network, nodes, edges, select }; // for whoever looks at the page from the console
  fit(false);
})();
