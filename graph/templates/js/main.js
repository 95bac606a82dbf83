/* The page's start, its mouse and its keys. */

function step(by) {
  const shown = [...visible().names];
  if (!shown.length) return;
  const here = state.selected?.name !== undefined ? shown.indexOf(state.selected.name) : by > 0 ? -1 : 0;
  select({ name: shown[(here + by + shown.length) % shown.length] });
  bringIn();
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

function openKeys() {
  canvas.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(canvasKeys, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    canvasKeys[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (panel.contains(document.activeElement)) canvas.querySelector(".vis-network").focus();
      element("save").open = false;
      select(null);
    } else if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });
}

function showTip(pointer, ...said) {
  const box = canvas.getBoundingClientRect();
  tip.replaceChildren(...said);
  tip.hidden = false;
  tip.style.left = `${Math.max(4, Math.min(box.left + pointer.x + 14, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(4, Math.min(box.top + pointer.y + 16, innerHeight - tip.offsetHeight - 8))}px`;
}

function hideTip() {
  tip.hidden = true;
}

function openMouse() {
  const tieAt = (id) => state.picture.ties[id];
  network.on("click", (event) => {
    const number = event.nodes[0];
    const edge = number === undefined ? network.getEdgeAt(event.pointer.DOM) : undefined;
    select(number !== undefined ? { name: number } : edge !== undefined ? { tie: tieAt(edge) } : null);
  });
  network.on("doubleClick", (event) => {
    if (event.nodes.length) expand(event.nodes[0]);
  });
  network.on("hoverNode", (event) => showTip(event.pointer.DOM, nameOf(event.node)));
  network.on("hoverEdge", (event) => showTip(event.pointer.DOM, ...tieWords(tieAt(event.edge))));
  for (const gone of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(gone, hideTip);
  // A mark that was dragged stays where it was put.
  network.on("dragEnd", (event) => {
    for (const number of event.nodes) Object.assign(placeOf(number), network.getPosition(number));
  });
}

let resting = 0;
let steered = false; // whether the reader has moved the picture

/** The whole picture again when the window has changed, unless the reader looks at a part of it. */
function resized() {
  if (!steered && state.selected === null) fit(false);
  movedNow();
}

function steer() {
  steered = true;
  movedNow();
}

/** While the picture moves, labels move along; when it has come to rest, they and the marks are fitted to its scale. */
function atRest() {
  moving = false;
  const scale = network.getScale();
  if (Math.abs(scale / seenAt - 1) > 0.12) {
    seenAt = scale;
    redraw();
  }
  network.redraw();
}

function movedNow() {
  moving = true;
  clearTimeout(resting);
  resting = setTimeout(atRest, REST);
}

function openMovement() {
  for (const event of ["dragging", "zoom", "dragEnd"]) network.on(event, steer);
  network.on("animationFinished", movedNow);
  network.on("resize", resized);
  network.on("afterDrawing", drawLight);
  network.on("afterDrawing", drawLabels);
}

function openTools() {
  element("skip").addEventListener("click", () => canvas.querySelector(".vis-network").focus());
  element("language").addEventListener("click", () => speak(language === "en" ? "zh" : "en"));
  element("fit").addEventListener("click", () => fit(true));
  element("closer").addEventListener("click", () => zoom(1.3));
  element("farther").addEventListener("click", () => zoom(1 / 1.3));
  element("show-table").addEventListener("click", () => showTable(true));
  element("show-picture").addEventListener("click", () => showTable(false));
  darkness.addEventListener("change", fillAll);
  window.addEventListener("hashchange", readAddress);
}

function start() {
  readTheme();
  sayAll();
  proportion(state.picture);
  state.detail = firstDetail(state.picture, canvas.clientWidth, canvas.clientHeight);
  openCanvas();
  openMovement();
  openMouse();
  openKeys();
  openSearch();
  openFilters();
  openSave();
  openTools();
  network.once("afterDrawing", () => {
    performance.mark("drawn");
    document.documentElement.setAttribute("data-drawn", "true");
  });
  // For whoever looks from the console.
  canvas.gongbao = { network, nodes, edges, state, names, choose, select, labels: () => [...placed.labels.values()] };
  const wanted = location.hash;
  fillAll();
  fit(false);
  if (wanted.length > 1) {
    history.replaceState(null, "", wanted);
    readAddress();
  }
}

start();
