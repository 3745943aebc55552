import { describe, expect, it } from "@jest/globals";
import { directionOf, languageOf } from "../../lib/language";

describe("the language of a text", () => {
  it.each([
    ["Hello there, do come to our workshop. You will like it.", "en"],
    ["Do come.", "en"],
    ["", "en"],
    ["Wir laden Sie zu unserem Treffen ein, und das ist nicht alles.", "de"],
    ["Nous vous invitons à notre atelier, et vous pouvez venir avec des amis.", "fr"],
    ["Le invitamos a nuestro taller, que es para los amigos y las amigas.", "es"],
    ["Ti invitiamo al nostro incontro, che è per tutti gli amici della scuola.", "it"],
    ["Wij nodigen u uit voor een bijeenkomst en het is niet ver van het station.", "nl"],
    ["אתם מוזמנים לסדנה שלנו, Ada", "he"],
    ["أنت مدعو إلى ورشة العمل", "ar"],
    ["شما به کارگاه ما دعوت شده‌اید", "fa"],
    ["Приглашаем вас на семинар", "ru"],
    ["Запрошуємо вас на семінар", "uk"],
    ["ワークショップへようこそ", "ja"],
    ["欢迎参加我们的研讨会", "zh"],
    ["워크숍에 오신 것을 환영합니다", "ko"],
    ["Welcome to the café of שלום, and bring your friends with you", "en"],
  ])("%j is %s", (text, language) => expect(languageOf(text)).toBe(language));
});

describe("the direction of a text is that of its first letter", () => {
  it.each([
    ["Hello שלום", "ltr"],
    ["12. שלום Ada", "rtl"],
    ["مرحبا", "rtl"],
    ["123 - !", null],
  ])("%j: %s", (text, direction) => expect(directionOf(text)).toBe(direction));
});
