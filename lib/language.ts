/** Scripts that are written from right to left. */
const RTL =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Samaritan}\p{Script=Mandaic}]/u;
const LETTER = /\p{L}/u;

export type Direction = "ltr" | "rtl";

/** Decided by the first letter, as a browser does for `dir="auto"`. Null if there is no letter. */
export function directionOf(text: string): Direction | null {
  const letter = LETTER.exec(text)?.[0];
  if (letter === undefined) return null;
  return RTL.test(letter) ? "rtl" : "ltr";
}

/** Letters by which a language is recognised. Letters that only one language uses come before the whole script. */
const LETTERS: [RegExp, string][] = [
  [/[ٹڈڑںے]/u, "ur"],
  [/[پچژگکی]/u, "fa"],
  [/\p{Script=Arabic}/u, "ar"],
  [/\p{Script=Hebrew}/u, "he"],
  [/[іїєґ]/iu, "uk"],
  [/\p{Script=Cyrillic}/u, "ru"],
  [/\p{Script=Greek}/u, "el"],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Han}/u, "zh"],
  [/\p{Script=Thai}/u, "th"],
  [/\p{Script=Devanagari}/u, "hi"],
  [/\p{Script=Bengali}/u, "bn"],
  [/\p{Script=Tamil}/u, "ta"],
  [/\p{Script=Armenian}/u, "hy"],
  [/\p{Script=Georgian}/u, "ka"],
];

/** Frequent words of each language. Languages share some of them, so the language with the most matches is chosen. */
const WORDS: Record<string, string[]> = Object.fromEntries(
  Object.entries({
    en: "the and you your with this that have are for from will we our can is it to of",
    de: "der die das und ist nicht mit ein eine sie wir ihr ihre zu den auf für werden auch bei ich",
    fr: "le les et vous votre nous est une dans pour avec sur que qui des cette sont être du au",
    es: "el los las y usted su está una para con por que nuestro nuestra este esta del al más tu",
    it: "il gli che per con una sono è della nostro nostra questo questa di ti vi alla del più",
    nl: "de het een en van je jij u uw wij voor met niet dat zijn op aan ook bij naar",
    pt: "o os as você seu sua uma para com não em que nosso nossa este está do da ao mais",
    pl: "i w na się nie jest do dla że z ty twój nasz oraz czy to jak",
    sv: "och att det som en på är för med inte du din vi oss till av den har",
    da: "og at det som en på er for med ikke du din vi os til af den har jeg",
    fi: "ja on ei se että sinä te me olet tai myös kun sekä ovat",
    cs: "a je na se že v s pro ale jsme jste váš naše nebo jako",
    tr: "ve bir bu için ile da de siz sizin biz olarak çok değil",
  }).map(([language, words]) => [language, words.split(" ")]),
);
/** Fewer matches than this prove nothing. */
const MIN_WORDS = 3;

/**
 * The language of a text, as an HTML code, so that a screen reader reads a mail in the right voice. It is found by
 * letters, or by the most frequent words; English if neither decides.
 */
export function languageOf(text: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  const byLetters = LETTERS.find(([pattern]) => letters.some((letter) => pattern.test(letter)));
  const isMostlyLatin =
    letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length > letters.length / 2;
  return byLetters && !isMostlyLatin ? byLetters[1] : byWords(text);
}

function byWords(text: string): string {
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu));
  const [best] = Object.entries(WORDS)
    .map(([language, frequent]) => ({ language, count: frequent.filter((word) => words.has(word)).length }))
    .sort((one, other) => other.count - one.count);
  return best && best.count >= MIN_WORDS ? best.language : "en";
}
