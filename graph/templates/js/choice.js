/* What the reader chooses: a name or a tie, a picture, a language; and the address that leads back to it. */

const nameOf = (number) => chinese("span", names[number].label);

/** A tie in a few words. */
function tieWords(tie) {
  const verb = joined(rolesOf(tie).map((role) => say(`role.${role}`)));
  return [nameOf(tie.source), ` ${verb} `, nameOf(tie.target), ` (${say("statements", { n: totalOf(tie) })})`];
}

const nameWords = (number) => [
  `${kindName(names[number].kind)} `,
  nameOf(number),
  say("joint"),
  say("statements", { n: names[number].strength }),
];

/** Select a name or a tie, or nothing. */
function select(what) {
  state.selected = what;
  seen = null;
  redraw();
  network.redraw();
  fillPanel();
  fillTable();
  writeAddress();
  if (what) announce(...(what.tie ? tieWords(what.tie) : nameWords(what.name)));
}

/** Select a name wherever it is: have it drawn, its kind shown, and all beside it in view. */
function choose(number) {
  if (!state.picture.marks.has(number))
    openPicture(
      pictures.find((one) => one.marks.has(number)),
      false,
    );
  state.hiddenKinds.delete(names[number].kind);
  ask(number);
  fillFilters();
  select({ name: number });
  fillNote();
  bringIn();
}

/** Have names drawn that stand beside one and wait. */
function expand(number) {
  const joining = waitingBeside(number).slice(0, EXPANDED_AT_ONCE);
  for (const one of joining) state.asked.add(one);
  seen = null;
  fillFilters();
  select({ name: number });
  fillNote();
  bringIn();
  announce(say("panel.expanded", { n: joining.length }));
}

/** Show another of the page's pictures; a name that is selected stays so if the picture holds it. */
function openPicture(picture, keep = true) {
  const name = keep ? state.selected?.name : undefined;
  state.picture = picture;
  state.asked = new Set();
  proportion(picture);
  state.detail = firstDetail(picture, canvas.clientWidth, canvas.clientHeight);
  state.years = { from: -Infinity, to: Infinity, undated: true };
  state.selected = null;
  seen = null;
  nodes.clear();
  edges.clear();
  if (name !== undefined && picture.marks.has(name)) {
    ask(name);
    state.selected = { name };
  }
  fillAll();
  fit(false);
}

function speak(chosen) {
  language = chosen;
  fillAll();
}

/** Everything that depends on picture, language or theme. */
function fillAll() {
  readTheme();
  seen = null;
  seenAt = viewOf([...visible().names], NEAREST).scale;
  sayAll();
  fillHeading();
  fillPictures();
  fillFilters();
  redraw();
  fillNote();
  fillPanel();
  fillTable();
  writeAddress();
  network.redraw();
}

function fillHeading() {
  const heading = element("heading");
  heading.textContent = data.heading || say("title");
  heading.lang = data.heading ? "zh-Hans" : LANGUAGES[language];
  const other = language === "en" ? "zh" : "en";
  element("language").textContent = data.words[other].language;
  element("language").lang = LANGUAGES[other];
}

/** What the picture shows, how much of it is drawn, and what the page has no room for. */
function fillNote() {
  const { names: shown, ties, all } = visible();
  const { picture } = state;
  const ties_ =
    ties.length < all.length ? say("tiesKept", { n: ties.length, all: all.length }) : say("ties", { n: ties.length });
  const outside = Object.values(picture.leftOut).reduce((sum, n) => sum + n, 0);
  const counts = [
    say("drawn", { n: shown.size, all: picture.order.length }),
    ties_,
    ...(data.gazettes ? [say("gazettes", { n: data.gazettes })] : []),
    ...(outside ? [say("outside", { n: outside })] : []),
  ];
  element("note").textContent = sentences([say(`about.${picture.name}`), joined(counts)]);
}

function fillPictures() {
  const list = pictures.map((picture) => {
    const shown = picture === state.picture;
    return button(say(`picture.${picture.name}`), () => openPicture(picture), {
      cls: "picture",
      "aria-pressed": String(shown),
      "data-picture": picture.name,
      id: `picture-${picture.name}`,
    });
  });
  refill(element("pictures"), ...list);
  element("pictures").hidden = pictures.length < 2;
}

// Addresses: #agency/省/名称, or #picture/agency/省/名称 in any picture but the first

const addressed = (text) => text.split("/").map(encodeURIComponent).join("/");

function address(number) {
  const picture = state.picture === pictures[0] ? [] : [state.picture.name];
  const name = number === undefined ? [] : [names[number].id];
  return `#${addressed([...picture, ...name].join("/"))}`;
}

function writeAddress() {
  const wanted = address(state.selected?.name);
  if (wanted !== (location.hash || "#")) history.replaceState(null, "", wanted);
}

/** Show what the address names: a picture, a name, or both. */
function readAddress() {
  let text = location.hash.slice(1);
  try {
    text = decodeURIComponent(text);
  } catch {
    return; // a percent sign that encodes nothing: no address of ours
  }
  const [first, ...rest] = text.split("/");
  const picture = pictures.find((one) => one.name === first) ?? pictures[0];
  const number = numbers.get(picture.name === first ? rest.join("/") : text);
  if (picture !== state.picture) openPicture(picture, false);
  if (number !== undefined) choose(number);
}

async function copyLink(number) {
  const link = location.href.split("#")[0] + address(number);
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    copyBySelection(link); // where a page opened from a file may not write to the clipboard
  }
  announce(say("panel.linked"));
  element("link").textContent = say("panel.linked");
}

function copyBySelection(text) {
  const box = make("textarea", { cls: "unseen" });
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}
