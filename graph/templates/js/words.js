/* What the page says, in the language that its reader has chosen; names and printed lines stay as they are printed. */

const LANGUAGES = { en: "en", zh: "zh-Hans" };

const preferred = () => (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
let language = data.language ?? preferred();

/** Words by their key; of "one|several" the form that fits n; {…} filled in. */
function say(key, filling = {}) {
  const forms = data.words[language][key].split("|");
  const form = forms[filling.n === 1 || forms.length === 1 ? 0 : 1];
  return form.replace(/\{(\w+)\}/g, (_, name) => String(filling[name]));
}

const joined = (parts) => parts.join(say("joint"));
const sentences = (parts) =>
  parts.map((part) => (/[.。]$/.test(part) ? part : part + say("stop").trim())).join(language === "en" ? " " : "");

/** Words with printed text in them, as pieces: {words} and {printed}. */
function piecesOf(words, printed) {
  const [first, ...rest] = words.split("{}");
  return [{ words: first }, ...rest.flatMap((part, index) => [{ printed: printed[index] }, { words: part }])];
}

/** A reason why mentions are one person, which the graph tells in English, in the reader's language. */
function reasonPieces(reason) {
  for (const key of Object.keys(data.words.en).filter((one) => one.startsWith("reason:"))) {
    const found = fillings(key.slice("reason:".length), reason);
    if (found) return piecesOf(data.words[language][key], found);
  }
  return [{ printed: reason }];
}

/** What stands for each {} of a pattern in a text; null where the text is not of that form. */
function fillings(pattern, text) {
  const parts = pattern.split("{}");
  if (!text.startsWith(parts[0])) return null;
  const found = [];
  let from = parts[0].length;
  for (const part of parts.slice(1)) {
    const to = part === "" ? text.length : text.indexOf(part, from);
    if (to < 0) return null;
    found.push(text.slice(from, to));
    from = to + part.length;
  }
  return from === text.length ? found : null;
}

const ATTRIBUTES = { word: null, wordLabel: "aria-label", wordPlaceholder: "placeholder" };

/** Put the words into every element that names some. */
function sayAll() {
  document.documentElement.lang = LANGUAGES[language];
  for (const element of document.querySelectorAll("[data-word], [data-word-label], [data-word-placeholder]")) {
    for (const [key, attribute] of Object.entries(ATTRIBUTES)) {
      const word = element.dataset[key];
      if (word === undefined) continue;
      if (attribute === null) element.textContent = say(word);
      else element.setAttribute(attribute, say(word));
    }
  }
}

const kindName = (kind) => say(`kind.${kind}`, { n: 1 });
const kindNames = (kind) => say(`kind.${kind}`, { n: 2 });
