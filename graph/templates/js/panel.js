/* The panel: what the gazettes say of a name or a tie, with the printed lines. */

const OPEN_AT_ONCE = 4; // ties of one role that the panel shows unfolded
const STRONGEST_SHOWN = 6; // names of each kind that the panel lists while none is chosen

const LISTS = new Set(["member", "part"]); // roles whose names stand in a printed list

const namesOf = (number) => [names[number].label, ...names[number].also].sort((a, b) => b.length - a.length);

/** A text with the first of some names that it holds marked. */
function marked(text, known) {
  const name = known.find((one) => one.length > 1 && text.includes(one));
  if (name === undefined) return [text];
  const from = text.indexOf(name);
  return [text.slice(0, from), make("mark", { text: name }), text.slice(from + name.length)];
}

function quoteFigure(number, known) {
  const quote = facts().quotes[number];
  const words = make("blockquote", { lang: "zh-Hans" }, ...marked(quote.text, known));
  const where = make(
    "figcaption",
    {},
    make("span", { text: quote.source, cls: "source" }),
    " · ",
    make("span", { text: say("panel.line", { n: quote.line }), cls: "line-number" }),
    " · ",
    make("span", { text: say("panel.rule", { rule: quote.rule }), cls: "rule" }),
  );
  return make("figure", { cls: "quote" }, words, where);
}

const verbOf = ({ role, manner }) => say(manner ? `manner.${manner}` : `role.${role}`);

/** Pieces as the page shows them: printed text keeps its own language. */
const spoken = (pieces) =>
  pieces.map(({ words, printed }) => (printed === undefined ? words : chinese("span", printed)));

/** What a statement adds to its tie: printed words, a deadline, a year. */
function additions({ text, deadline, year }) {
  return [
    ...(text ? [chinese("span", text)] : []),
    ...(deadline ? [make("span", {}, ...spoken(piecesOf(say("panel.deadline"), [deadline])))] : []),
    ...(year ? [make("span", { text: String(year), cls: "year" })] : []),
  ].flatMap((one) => [" · ", one]);
}

function statementBlock(statement, known) {
  const verb = coloured(make("span", { text: verbOf(statement), cls: "part" }), roleColour(statement.role));
  const says = make("p", { cls: "says" }, verb, ...additions(statement));
  return make("div", { cls: "statement" }, says, ...statement.quotes.map((one) => quoteFigure(one, known)));
}

const toldOf = (tie, roles) =>
  tie.said
    .map((number) => facts().statements[number])
    .filter((one) => roles.includes(one.role) && inYears(one.year ?? 0));

/** What a tie says in some of its roles. */
function tieBody(tie, known, roles) {
  const said = toldOf(tie, roles);
  const n = roles.reduce((sum, role) => sum + countOf(tie, role), -said.length);
  const blocks = said.map((one) => statementBlock(one, known));
  return n > 0 ? [...blocks, make("p", { text: say("panel.more", { n }), cls: "note" })] : blocks;
}

function tieDetails(tie, role, from, open) {
  const other = otherEnd(tie, from);
  const count = countOf(tie, role);
  const summary = make("summary", {}, chinese("span", names[other].label, { cls: "name" }));
  const first = toldOf(tie, [role])[0];
  if (count === 1 && first?.text) summary.append(chinese("span", first.text, { cls: "brief" }));
  if (count > 1) summary.append(make("span", { text: String(count), cls: "count" }));
  const details = make("details", {}, summary);
  const fill = () => {
    if (details.childElementCount > 1) return;
    const show = button(say("panel.show"), () => choose(other), { cls: "go" });
    details.append(make("div", { cls: "body" }, ...tieBody(tie, [...namesOf(from), ...namesOf(other)], [role]), show));
  };
  details.addEventListener("toggle", fill);
  if (open) {
    fill();
    details.open = true;
  }
  return details;
}

/** The ties at a name by role and direction; members and tasks as printed, all else by number of statements. */
function sections(number) {
  const order = Object.keys(data.roles);
  const found = new Map();
  for (const tie of state.picture.at.get(number)) {
    const outward = tie.source === number;
    for (const role of rolesOf(tie)) {
      const key = order.indexOf(role) * 2 + (outward ? 0 : 1);
      if (!found.has(key)) found.set(key, { role, outward, ties: [] });
      found.get(key).ties.push(tie);
    }
  }
  for (const { role, ties } of found.values()) {
    ties.sort((a, b) => (LISTS.has(role) ? a.rank - b.rank : countOf(b, role) - countOf(a, role)));
  }
  return [...found.entries()].sort((a, b) => a[0] - b[0]).map(([, section]) => section);
}

function sectionBlock({ role, outward, ties }, number) {
  const count = make("span", { text: String(ties.length), cls: "count" });
  const title = make("h3", { text: say(`${outward ? "role" : "inverse"}.${role}`) }, " ", count);
  const open = ties.length <= OPEN_AT_ONCE;
  return [coloured(title, roleColour(role)), ...ties.map((tie) => tieDetails(tie, role, number, open))];
}

/** The value of an attribute; those that the graph words itself, in the reader's language. */
function rowValue(caption, value) {
  if (caption === "provisional") return make("dd", { text: say("provisional") });
  if (caption === "joinReason") {
    return make(
      "dd",
      {},
      ...value.split("；").map((reason) => make("span", { cls: "reason" }, ...spoken(reasonPieces(reason)))),
    );
  }
  return chinese("dd", value);
}

function rowList(number) {
  const rows = facts().rows[number].map(([caption, value]) =>
    make("div", {}, make("dt", { text: say(`row.${caption}`) }), rowValue(caption, value)),
  );
  return make("dl", { cls: "rows" }, ...rows);
}

function actions(number) {
  const waiting = Math.min(waitingBeside(number).length, EXPANDED_AT_ONCE);
  const more = button(say("panel.expand", { n: waiting }), () => expand(number), { cls: "do", id: "expand" });
  const link = button(say("panel.link"), () => copyLink(number), { cls: "do", id: "link" });
  const back = button(say("panel.close"), () => select(null), { cls: "do", id: "back" });
  return make("div", { cls: "actions" }, ...(waiting ? [more] : []), link, ...(state.selected ? [back] : []));
}

/** How much is said about a name by ties that are not in this picture. */
function absent(number) {
  const all = names[number].strength;
  const n = all - placeOf(number).facts;
  return n > 0 ? [make("p", { text: say("panel.missing", { n, all }), cls: "note" })] : [];
}

function nameFacts(number) {
  const name = names[number];
  const kind = coloured(make("span", { text: kindName(name.kind), cls: "kind" }), kindColour(name.kind));
  return [
    kind,
    chinese("h2", name.label),
    actions(number),
    rowList(number),
    ...facts().about[number].map((one) => quoteFigure(one, namesOf(number))),
    ...sections(number).flatMap((section) => sectionBlock(section, number)),
    ...absent(number),
  ];
}

function tieFacts(tie) {
  const end = (number) =>
    chinese("button", names[number].label, { type: "button", cls: "end", on: () => choose(number) });
  const roles = rolesOf(tie);
  const verb = make("span", { text: joined(roles.map((role) => say(`role.${role}`))), cls: "verb" });
  return [
    make("div", { cls: "ends" }, end(tie.source), coloured(verb, tieColour(tie)), end(tie.target)),
    ...tieBody(tie, [...namesOf(tie.source), ...namesOf(tie.target)], roles),
  ];
}

function nameButton(number) {
  const name = chinese("span", names[number].label, { cls: "name" });
  const count = make("span", { text: String(names[number].strength), cls: "count" });
  return make("li", {}, make("button", { type: "button", cls: "pick", on: () => choose(number) }, name, count));
}

/** What the panel tells while nothing is chosen: the strongest names of each kind. */
function strongestOfKinds() {
  const byStrength = [...visible().names].sort((a, b) => names[b].strength - names[a].strength || a - b);
  return Object.keys(data.kinds).flatMap((kind) => {
    const listed = byStrength.filter((number) => names[number].kind === kind).slice(0, STRONGEST_SHOWN);
    if (!listed.length) return [];
    const title = make("h3", { text: say("panel.strongest", { kinds: kindNames(kind) }) });
    return [coloured(title, kindColour(kind)), make("ol", { cls: "strongest" }, ...listed.map(nameButton))];
  });
}

function panelContent() {
  const { selected, picture } = state;
  if (selected?.tie) return tieFacts(selected.tie);
  if (selected) return nameFacts(selected.name);
  if (picture.centre.length === 1) return nameFacts(picture.centre[0]);
  return [make("p", { id: "hint", text: say("panel.hint") }), ...strongestOfKinds()];
}

function fillPanel() {
  refill(panel, ...panelContent());
  panel.scrollTop = 0;
}
