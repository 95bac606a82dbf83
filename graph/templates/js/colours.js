/* Colours, by theme; kinds differ in shape too, and a few ties in their dashes. */

const darkness = matchMedia("(prefers-color-scheme: dark)");
const theme = () => (darkness.matches ? "dark" : "light");

const COMMUNITIES = {
  light: ["#1f6fb5", "#c4501b", "#1b8a5a", "#a3328a", "#8a6a00", "#5b52c4", "#b3223f", "#007c89"],
  dark: ["#7db4f0", "#fb9a5b", "#6ddc92", "#ec8fd6", "#f2c14e", "#b9a2f0", "#ff8a96", "#5ccfc0"],
};
const NO_COMMUNITY = { light: "#8b9099", dark: "#7d8590" };

const kindColour = (kind) => data.kinds[kind][theme()];
const roleColour = (role) => data.roles[role][theme()];

function communityColour(number) {
  const { community } = state.picture.marks.get(number);
  return COMMUNITIES[theme()][community] ?? NO_COMMUNITY[theme()];
}

function markColour(number) {
  const given = state.picture.marks.get(number).color;
  if (given) return given;
  return state.communities ? communityColour(number) : kindColour(names[number].kind);
}

const tieColour = (tie) => tie.colour ?? roleColour(rolesOf(tie)[0] ?? tie.roles[0]);

let ink, ground, sans; // colours of text and ground, and the fonts of labels

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  [ink, ground, sans] = ["--ink", "--ground", "--sans"].map((name) => style.getPropertyValue(name).trim());
}
