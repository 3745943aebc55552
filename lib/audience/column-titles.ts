import { fieldKey } from "../field-key";

export type Role = "email" | "name" | "firstName" | "lastName";

/** Titles in the languages that the exports of common tools use. */
const TITLES: Record<Role, string> = {
  email:
    "email,e-mail,mail,email address,mail address,email id,E-Mail-Adresse,E-Mailadresse,Mailadresse,adresse email,adresse e-mail,adresse mail,courriel,correo,correo electrónico,dirección de correo,email 1 value,e-mail 1 value,primary email,work email,private email,home email,personal email,business email,secondary email,other email,email 2,email 3,email 2 value,e-mail 2 value,e-mail 3 value,email 2 address,e-mail 2 address,e-mail 3 address,posta elettronica,indirizzo email,endereço de email,e-mailadres,e-post,epost,sähköposti,adres e-mail,adres email,почта,электронная почта,эл. почта,имейл,メール,メールアドレス,電子メール,邮箱,电子邮件,電子郵件,이메일,emailaddr,user email,username email",
  name: "name,full name,display name,contact name,nom complet,nombre completo,nombre y apellidos,voller name,contact,vollständiger name,nome completo,volledige naam,naam,imię i nazwisko,ФИО,имя и фамилия,氏名,名前,姓名,이름,your name,attendee name,guest name,account name",
  firstName:
    "first name,given name,forename,vorname,prénom,nombre,nombres,nome,voornaam,first,fname,imię,имя,名,förnamn,fornavn,etunimi,jméno,keresztnév",
  lastName:
    "last name,surname,family name,nachname,familienname,nom,nom de famille,apellido,apellidos,cognome,sobrenome,achternaam,last,lname,nazwisko,фамилия,姓,efternamn,etternavn,sukunimi,příjmení,vezetéknév,soyad",
};

const KNOWN = new Map<string, Role>(
  (Object.entries(TITLES) as [Role, string][]).flatMap(([role, titles]) =>
    titles.split(",").map((title): [string, Role] => [fieldKey(title), role]),
  ),
);

/** Words that tools put before a title to say whose name or address it is. */
const OWNERS =
  /^(?:customer|billing|shipping|attendee|buyer|guest|user|subscriber|contact|recipient|person|participant|registrant|invitee|client|member|order|primary|main|donor|parent|student|ticketholder)+/;
const NUMBERED_EMAIL =
  /^(?:work|home|private|personal|business|primary|secondary|other)?e?mail(?:adresse?|address)?\d?(?:value|address|adresse|work|home|other|private|personal|business)?$/;

/** A title's key without that word: `billingemail` becomes `email`. */
export const withoutOwner = (key: string): string => key.replace(OWNERS, "");

/** What a column holds according to its title, or null. */
export function roleOf(title: string): Role | null {
  const key = fieldKey(title);
  const known = KNOWN.get(key) ?? KNOWN.get(withoutOwner(key));
  if (known) return known;
  return NUMBERED_EMAIL.test(withoutOwner(key)) ? "email" : null;
}

/** The columns that the report of rejected rows adds. A list that was corrected from such a report still has them. */
export const REPORT_TITLES = ["Line", "Reason"] as const;

export const isReportColumn = (header: string[], index: number): boolean => {
  const start = header.length - REPORT_TITLES.length;
  return index >= start && REPORT_TITLES.every((title, at) => header[start + at]?.trim() === title);
};
