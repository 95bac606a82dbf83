/* The legend, which is also where kinds, ties and years are chosen. */

const STOPS = [5, 10, 15, 20, 30, 40, 60, 80, 100, 120, 150, 200, 300, 400, 600, 800, 1000, 1500, 2000, 3000, 4000];

/** Numbers of names among which the reader chooses, up to all. */
function stops() {
  const all = state.picture.order.length;
  const chosen = [...STOPS.filter((stop) => stop < all), state.picture.drawn, state.detail, all];
  return [...new Set(chosen)].sort((a, b) => a - b);
}

const fieldset = (word, ...children) => make("fieldset", {}, make("legend", { text: say(word) }), ...children);

/** A box to tick, with a small picture and words. */
function checkbox({ checked, on, words, picture = [], count = [], ...attributes }) {
  const box = make("input", { type: "checkbox", ...attributes });
  box.checked = checked;
  box.addEventListener("change", () => on(box.checked));
  return make("label", {}, box, ...picture, make("span", { text: words, cls: "what" }), ...count);
}

function toggle(hidden, key, shown) {
  if (shown) hidden.delete(key);
  else hidden.add(key);
  changed();
}

/** What is drawn after a filter has changed. */
function changed() {
  seen = null;
  const { selected } = state;
  if (selected && (selected.tie ? !visible().ties.includes(selected.tie) : !isShown(selected.name)))
    state.selected = null;
  seen = null;
  redraw();
  network.redraw();
  fillNote();
  fillPanel();
  fillTable();
  writeAddress();
}

function kindBoxes() {
  const { order } = state.picture;
  return Object.keys(data.kinds).flatMap((kind) => {
    const all = order.filter((number) => names[number].kind === kind).length;
    if (!all) return [];
    return [
      checkbox({
        "data-kind": kind,
        checked: !state.hiddenKinds.has(kind),
        on: (shown) => toggle(state.hiddenKinds, kind, shown),
        words: kindNames(kind),
        picture: [swatch(data.kinds[kind].shape, state.communities ? NO_COMMUNITY[theme()] : kindColour(kind))],
        count: [make("span", { text: String(all), cls: "count" })],
      }),
    ];
  });
}

function roleBoxes() {
  const present = new Set(state.picture.ties.flatMap((tie) => tie.roles));
  return Object.keys(data.roles)
    .filter((role) => present.has(role))
    .map((role) =>
      checkbox({
        "data-role": role,
        checked: !state.hiddenRoles.has(role),
        on: (shown) => toggle(state.hiddenRoles, role, shown),
        words: say(`role.${role}`),
        picture: [stroke(data.roles[role].dashed, roleColour(role))],
      }),
    );
}

/** A slider over a list of values. */
function slider({ id, values, value, word, on }) {
  const range = make("input", { type: "range", id, min: 0, max: values.length - 1, step: 1, "aria-label": say(word) });
  const shown = make("output", { for: id, text: String(value) });
  range.value = String(values.indexOf(value));
  range.setAttribute("aria-valuetext", String(value));
  range.addEventListener("input", () => {
    const chosen = values[Number(range.value)];
    shown.textContent = String(chosen);
    range.setAttribute("aria-valuetext", String(chosen));
    on(chosen);
  });
  return make("div", { cls: "slider" }, range, shown);
}

/** The years to choose from; an end of the range that stands at the first or last year is open. */
function yearSliders() {
  const years = yearsOf(state.picture);
  if (years.length < 2) return [];
  const [first, last] = [years[0], years[years.length - 1]];
  const values = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const from = slider({
    id: "year-from",
    values,
    word: "legend.from",
    value: Math.max(first, state.years.from),
    on: (year) => {
      state.years.from = year === first ? -Infinity : year;
      changed();
    },
  });
  const to = slider({
    id: "year-to",
    values,
    word: "legend.to",
    value: Math.min(last, state.years.to),
    on: (year) => {
      state.years.to = year === last ? Infinity : year;
      changed();
    },
  });
  const undated = checkbox({
    id: "undated",
    checked: state.years.undated,
    words: say("legend.undated"),
    on: (shown) => {
      state.years.undated = shown;
      changed();
    },
  });
  return [fieldset("legend.years", from, to, undated)];
}

function detailSlider() {
  const values = stops();
  const more = slider({
    id: "detail",
    values,
    word: "legend.detail.label",
    value: state.detail,
    on: (detail) => {
      state.detail = detail;
      changed();
      fit(false);
    },
  });
  const all = checkbox({
    id: "all-ties",
    checked: state.allTies,
    words: say("legend.allTies"),
    on: (every) => {
      state.allTies = every;
      changed();
    },
  });
  const choices = [...(values.length > 1 ? [more] : []), ...(state.picture.ties.length > MANY_TIES ? [all] : [])];
  return choices.length ? [fieldset("legend.detail", ...choices)] : [];
}

function colourChoice() {
  const choice = (community) => {
    const word = community ? "legend.colour.community" : "legend.colour.kind";
    const radio = make("input", { type: "radio", name: "colour", id: community ? "by-community" : "by-kind" });
    radio.checked = state.communities === community;
    radio.addEventListener("change", () => {
      state.communities = community;
      changed();
      fillFilters();
      element(radio.id).focus();
    });
    return make("label", {}, radio, make("span", { text: say(word), cls: "what" }));
  };
  const about = state.communities ? [make("p", { text: say("legend.community.about"), cls: "note" })] : [];
  return fieldset("legend.colour", choice(false), choice(true), ...about);
}

const KEYS = [
  [["/"], "keys.find"],
  [["←", "→"], "keys.next"],
  [["Enter"], "keys.facts"],
  [["+", "−", "0"], "keys.zoom"],
  [["Esc"], "keys.free"],
];

function keyList() {
  const rows = KEYS.map(([keys, word]) =>
    make("div", {}, make("dt", {}, ...keys.map((key) => make("kbd", { text: key }))), make("dd", { text: say(word) })),
  );
  return make("dl", { cls: "keys", "aria-label": say("keys") }, ...rows);
}

function fillFilters() {
  refill(
    filters,
    fieldset("legend.names", ...kindBoxes()),
    fieldset("legend.ties", ...roleBoxes()),
    ...yearSliders(),
    ...detailSlider(),
    colourChoice(),
    keyList(),
  );
}

function openFilters() {
  const opener = element("legend-open");
  opener.addEventListener("click", () => {
    const open = opener.getAttribute("aria-expanded") !== "true";
    opener.setAttribute("aria-expanded", String(open));
    element("legend").classList.toggle("open", open);
  });
}
