/* What the page holds: names, and pictures of them. All text comes from the data elements and is only set as text. */

const readJson = (id) => JSON.parse(document.getElementById(id).textContent);

const data = readJson("data");
const names = data.names;
const numbers = new Map(names.map((name, number) => [name.id, number]));

let told = null; // read when it is first asked for: drawing needs none of it
const facts = () => (told ??= readJson("facts"));

/** A picture with its ties as records, and the ties at each name. */
function indexed(given) {
  const marks = new Map(given.nodes.map((mark) => [mark.id, { ...mark }]));
  const at = new Map(given.nodes.map((mark) => [mark.id, []]));
  const ties = given.edges.map((edge, id) => tieOf(edge, id));
  for (const tie of ties) {
    at.get(tie.source).push(tie);
    at.get(tie.target).push(tie);
  }
  const order = given.nodes.map((mark) => mark.id);
  const { name, centre, drawn, leftOut, years } = given;
  return { name, centre, drawn, leftOut, order, marks, ties, at, given: given.nodes, years, yearHeads: years };
}

function tieOf({ from, to, tally, rank, said, width, color, dashes }, id) {
  const roles = Object.keys(tally);
  const style = data.roles[roles[0]];
  return {
    id,
    source: from,
    target: to,
    tally,
    roles,
    rank,
    said,
    width,
    colour: color,
    dashes: dashes ?? style.dashed,
  };
}

const pictures = data.pictures.map(indexed);

const otherEnd = (tie, number) => (tie.source === number ? tie.target : tie.source);

/** Every year in which a picture says something, in order. */
function yearsOf(picture) {
  const years = new Set(picture.ties.flatMap((tie) => Object.values(tie.tally).flatMap(Object.keys)));
  years.delete("0");
  return [...years].map(Number).sort((a, b) => a - b);
}
