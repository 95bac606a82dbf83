/* The same as a table: for those who do not see the picture, or do not want one. */

const ROWS_SHOWN = 300;

const yearsText = (tie) => {
  const years = [...new Set(rolesOf(tie).flatMap((role) => Object.keys(tie.tally[role])))].map(Number);
  return years
    .filter((year) => year && inYears(year))
    .sort((a, b) => a - b)
    .join(" ");
};

/** Where the first statement of a tie is printed. */
function firstLine(tie) {
  const statement = toldOf(tie, rolesOf(tie))[0];
  const quote = statement === undefined ? undefined : facts().quotes[statement.quotes[0]];
  return quote === undefined ? "" : `${quote.source}:${quote.line}`;
}

const NAME_COLUMNS = ["table.name", "table.kind", "table.statements", "table.beside"];
const TIE_COLUMNS = ["table.from", "table.role", "table.to", "table.statements", "table.years", "table.line"];

function nameRows() {
  const beside = new Map([...visible().names].map((number) => [number, 0]));
  for (const tie of visible().all) {
    for (const end of [tie.source, tie.target]) beside.set(end, (beside.get(end) ?? 0) + 1);
  }
  return [...visible().names].map((number) => [
    names[number].label,
    kindName(names[number].kind),
    names[number].strength,
    beside.get(number),
  ]);
}

const tieRow = (tie) => [
  names[tie.source].label,
  joined(rolesOf(tie).map((role) => say(`role.${role}`))),
  names[tie.target].label,
  totalOf(tie),
  yearsText(tie),
  firstLine(tie),
];

const tieRows = () => visible().ties.map(tieRow);

const CHINESE_COLUMNS = new Set(["table.name", "table.from", "table.to"]);

function tableOf(id, word, columns, rows, pick) {
  const head = make("tr", {}, ...columns.map((column) => make("th", { text: say(column), scope: "col" })));
  const cell = (value, place) => {
    const printed = CHINESE_COLUMNS.has(columns[place]);
    return make("td", { text: String(value), ...(printed ? { lang: "zh-Hans" } : {}) });
  };
  const body = rows.slice(0, ROWS_SHOWN).map((row, index) => {
    const [first, ...rest] = row;
    const name = make(
      "th",
      { scope: "row" },
      chinese("button", String(first), { type: "button", cls: "cell", on: () => pick(index) }),
    );
    return make("tr", {}, name, ...rest.map((value, place) => cell(value, place + 1)));
  });
  const caption = make("caption", { text: say(word) });
  const more =
    rows.length > ROWS_SHOWN
      ? [make("p", { text: say("table.first", { n: ROWS_SHOWN, all: rows.length }), cls: "note" })]
      : [];
  return [make("table", { id }, caption, make("thead", {}, head), make("tbody", {}, ...body)), ...more];
}

function fillTable() {
  if (!state.table) return;
  const shown = [...visible().names];
  const { ties } = visible();
  refill(
    element("table"),
    ...tableOf("names-table", "table.names", NAME_COLUMNS, nameRows(), (index) => choose(shown[index])),
    ...tableOf("ties-table", "table.ties", TIE_COLUMNS, tieRows(), (index) => select({ tie: ties[index] })),
  );
}

function showTable(table) {
  state.table = table;
  element("table").hidden = !table;
  canvas.hidden = table;
  element("show-table").setAttribute("aria-pressed", String(table));
  element("show-picture").setAttribute("aria-pressed", String(!table));
  fillTable();
  if (table) element("table").focus();
  else network.redraw();
}
