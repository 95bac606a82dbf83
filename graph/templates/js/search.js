/* The search: by characters of either script, by short forms and numbers, and by pinyin, which is never shown. */

const FOUND_SHOWN = 40; // names that the search lists

const plain = (character) => data.simplified[character] ?? character;
const fold = (text) =>
  [
    ...text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s'’]+/g, ""),
  ]
    .map(plain)
    .join("");

let foldedNames = null;
const folded = () => (foldedNames ??= names.map((name) => [name.label, ...name.also].map(fold)));

const byStrength = [...names.keys()].sort((a, b) => names[b].strength - names[a].strength || a - b);

/** How well a name fits: 0 begins with the words, 1 holds them, 2 begins so in pinyin, 3 holds them there; else 4. */
function fitness(number, wanted) {
  const known = folded()[number];
  if (known.some((name) => name.startsWith(wanted))) return 0;
  if (known.some((name) => name.includes(wanted))) return 1;
  const keys = /^[a-zü]+$/.test(wanted) ? (names[number].keys ?? []) : [];
  if (keys.some((key) => key.startsWith(wanted))) return 2;
  return wanted.length > 1 && keys.some((key) => key.includes(wanted)) ? 3 : 4;
}

/** Names that the words find, the best fitting first, then the stronger. */
function find(words) {
  const wanted = fold(words);
  if (wanted === "") return byStrength;
  const fits = new Map(byStrength.map((number) => [number, fitness(number, wanted)]));
  return byStrength.filter((number) => fits.get(number) < 4).sort((a, b) => fits.get(a) - fits.get(b));
}

/** What stands in small letters beside a name found: its kind, the name that fits, where it is. */
function remarks(number) {
  const wanted = fold(search.value);
  const name = names[number];
  const alias = fold(name.label).includes(wanted) ? undefined : name.also.find((one) => fold(one).includes(wanted));
  const elsewhere = pictures.find((one) => one.marks.has(number));
  const where = state.picture.marks.has(number)
    ? isDrawn(number)
      ? []
      : [say("search.waiting")]
    : [say("search.elsewhere", { picture: say(`picture.${elsewhere.name}`) })];
  return [kindName(name.kind), ...(alias === undefined ? [] : [alias]), ...where].join(" · ");
}

function option(number, index) {
  const item = chinese("li", names[number].label, { role: "option", id: `found-${index}`, "aria-selected": "false" });
  item.dataset.name = String(number);
  item.append(make("small", { text: remarks(number), lang: LANGUAGES[language] }));
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take(number);
  });
  return item;
}

function listFound() {
  const hits = find(search.value);
  const items = hits.slice(0, FOUND_SHOWN).map(option);
  const n = hits.length - FOUND_SHOWN;
  const remark = (text) => make("li", { text, cls: "none", role: "presentation", lang: LANGUAGES[language] });
  if (!hits.length) items.push(remark(say("search.none")));
  if (n > 0) items.push(remark(say("search.more", { n })));
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

function take(number) {
  openResults(false);
  search.value = names[number].label;
  choose(number);
}

const searchKeys = {
  ArrowDown: () => (results.hidden ? listFound() : point(pointed() + 1)),
  ArrowUp: () => point(pointed() - 1),
  Enter: () => {
    const item = options()[pointed()];
    if (!results.hidden && item) take(Number(item.dataset.name));
  },
  Escape: () => {
    openResults(false);
    search.value = "";
  },
};

function openSearch() {
  search.addEventListener("input", listFound);
  search.addEventListener("focus", () => {
    search.select();
    listFound();
  });
  search.addEventListener("blur", () => openResults(false));
  search.addEventListener("keydown", (event) => {
    if (event.isComposing || !Object.hasOwn(searchKeys, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    searchKeys[event.key]();
  });
}
