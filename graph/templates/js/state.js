/* What the reader has chosen, and what is drawn because of it. */

const TIES_KEPT = 5; // of very many ties, those are drawn that are among so many heaviest at one of their ends
const MANY_TIES = 150; // ties that can all be drawn without blackening the picture
const ROOM = 11000; // square pixels that a name needs with its label
const EXPANDED_AT_ONCE = 40; // names that join the picture at once

const state = {
  picture: pictures[0],
  selected: null, // {name: number} or {tie: record}
  detail: 0, // so many names of the picture's order are drawn
  asked: new Set(), // and these
  hiddenKinds: new Set(),
  hiddenRoles: new Set(),
  years: { from: -Infinity, to: Infinity, undated: true },
  allTies: false,
  communities: false,
  table: false,
};

const isSelected = (number) => state.selected !== null && state.selected.name === number;
const isCentre = (number) => state.picture.centre.includes(number);

function inYears(year) {
  const { from, to, undated } = state.years;
  return year === 0 ? undated : year >= from && year <= to;
}

/** Number of statements of a tie in one role, in the years chosen. */
function countOf(tie, role) {
  return Object.entries(tie.tally[role]).reduce((sum, [year, count]) => sum + (inYears(Number(year)) ? count : 0), 0);
}

const rolesOf = (tie) => tie.roles.filter((role) => !state.hiddenRoles.has(role) && countOf(tie, role) > 0);
const totalOf = (tie) => rolesOf(tie).reduce((sum, role) => sum + countOf(tie, role), 0);

const isDrawn = (number) => visible().drawn.has(number);
const isShown = (number) => visible().names.has(number);

let seen = null; // what is visible, until a choice changes it

const visible = () => (seen ??= look());

/** Names and ties that are in the picture now. */
function look() {
  const { picture } = state;
  const drawn = new Set(picture.order.filter((number, place) => place < state.detail || state.asked.has(number)));
  const open = new Set([...drawn].filter((number) => !state.hiddenKinds.has(names[number].kind)));
  const all = picture.ties.filter((tie) => open.has(tie.source) && open.has(tie.target) && rolesOf(tie).length > 0);
  const shown = isNarrowed() ? new Set([...open].filter(standing(all))) : open;
  return { drawn, names: shown, all, ties: state.allTies ? all : kept(all) };
}

const isNarrowed = () =>
  state.hiddenRoles.size > 0 ||
  !state.years.undated ||
  Number.isFinite(state.years.from) ||
  Number.isFinite(state.years.to);

/** Whether a name stays when ties are filtered out: if one of its ties does, or if the picture is about it. */
function standing(ties) {
  const ends = new Set(ties.flatMap((tie) => [tie.source, tie.target]));
  return (number) => ends.has(number) || isSelected(number) || isCentre(number);
}

/** The ties at the centre and at the name selected, and the heaviest at any other. */
function kept(ties) {
  if (ties.length <= MANY_TIES) return ties;
  const weights = new Map(ties.map((tie) => [tie, totalOf(tie)]));
  const number = new Map();
  const among = (end) => {
    number.set(end, (number.get(end) ?? 0) + 1);
    return number.get(end) <= TIES_KEPT || isCentre(end) || isSelected(end);
  };
  const ranked = [...ties].sort((a, b) => weights.get(b) - weights.get(a) || a.id - b.id);
  return ranked.filter((tie) => [tie.source, tie.target].map(among).some(Boolean));
}

/** How many names are drawn at first: fewer on a small screen, where they could not all bear their labels. */
function firstDetail(picture, width, height) {
  const room = Math.max(12, Math.round((width * height) / ROOM));
  return Math.max(picture.centre.length, width < 600 ? Math.min(picture.drawn, room) : picture.drawn);
}

/** Names beside a name that are not drawn yet, those with the heaviest ties first. */
function waitingBeside(number) {
  const ties = [...state.picture.at.get(number)].sort((a, b) => totalOf(b) - totalOf(a) || a.rank - b.rank);
  return [...new Set(ties.map((tie) => otherEnd(tie, number)))].filter((other) => !isDrawn(other));
}

/** Have a name drawn, beside at least one that it is tied to. */
function ask(number) {
  if (isDrawn(number)) return;
  state.asked.add(number);
  seen = null;
  const beside = state.picture.at.get(number).map((tie) => otherEnd(tie, number));
  if (beside.length && !beside.some(isDrawn)) state.asked.add(waitingBeside(number)[0]);
  seen = null;
}
