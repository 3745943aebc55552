import { fieldKey } from "../field-key";

export type Role = "email" | "name" | "firstName" | "lastName";

/** Titles in the languages that the exports of common tools use. */
const TITLES: Record<Role, string> = {
  email:
    'email,e-mail,mail,email address,mail address,email id,E-Mail-Adresse,E-Mailadresse,Mailadresse,adresse email,adresse e-mail,adresse mail,courriel,correo,correo electrónico,dirección de correo,email 1 value,e-mail 1 value,primary email,work email,private email,home email,personal email,business email,secondary email,other email,email 2,email 3,email 2 value,e-mail 2 value,e-mail 3 value,email 2 address,e-mail 2 address,e-mail 3 address,posta elettronica,indirizzo email,endereço de email,e-mailadres,e-post,epost,sähköposti,adres e-mail,adres email,почта,электронная почта,эл. почта,имейл,メール,メールアドレス,電子メール,邮箱,电子邮件,電子郵件,이메일,emailaddr,user email,username email,البريد الإلكتروني,דוא״ל,דוא"ל,ηλεκτρονικό ταχυδρομείο,อีเมล,địa chỉ email,surel',
  name: "name,full name,display name,contact name,nom complet,nombre completo,nombre y apellidos,voller name,contact,vollständiger name,nome completo,volledige naam,naam,imię i nazwisko,ФИО,имя и фамилия,氏名,名前,姓名,이름,your name,attendee name,guest name,account name,ad soyad,adı soyadı,الاسم,الاسم الكامل,שם מלא,ονοματεπώνυμο,họ và tên,nama,nama lengkap,ชื่อ,cn",
  firstName:
    "first name,given name,forename,vorname,prénom,nombre,nombres,nome,voornaam,first,fname,imię,имя,名,förnamn,fornavn,etunimi,jméno,keresztnév,ad,adı,isim,όνομα,שם פרטי,الاسم الأول,prenume,ime",
  lastName:
    "last name,surname,family name,nachname,familienname,nom,nom de famille,apellido,apellidos,cognome,sobrenome,achternaam,last,lname,nazwisko,фамилия,姓,efternamn,etternavn,sukunimi,příjmení,vezetéknév,soyad,soyadı,soyisim,επώνυμο,שם משפחה,اسم العائلة,priezvisko,prezime,sn",
};

const KNOWN = new Map<string, Role>(
  (Object.entries(TITLES) as [Role, string][]).flatMap(([role, titles]) =>
    titles.split(",").map((title): [string, Role] => [fieldKey(title), role]),
  ),
);

/** Words that tools put before a title to say whose name or address it is. */
const OWNERS =
  /^(?:customer|billing|shipping|attendee|buyer|guest|user|subscriber|contact|recipient|person|participant|registrant|invitee|client|member|order|primary|main|donor|parent|student|ticketholder|ticket|purchaser|purchase|payer|sponsor|backer)+/;
const NUMBERED_EMAIL =
  /^(?:work|home|private|personal|business|primary|secondary|other)?e?mail(?:adresse?|address)?\d?(?:value|address|adresse|work|home|other|private|personal|business)?$/;

/** Removes the word before a title that says whose name or address it is: `billingemail` becomes `email`. */
export const withoutOwner = (key: string): string => key.replace(OWNERS, "");

/** What a column holds according to its title, or null. */
export function roleOf(title: string): Role | null {
  const remark = /^(.*\S)\s*[[(][^\])]*[\])]\s*$/s.exec(title)?.[1];
  return roleOfKey(fieldKey(title)) ?? (remark === undefined ? null : roleOfKey(fieldKey(remark)));
}

function roleOfKey(key: string): Role | null {
  // A user name is for signing in, and is rarely what people call somebody.
  if (key === "username") return null;
  const known = KNOWN.get(key) ?? KNOWN.get(withoutOwner(key));
  if (known) return known;
  return NUMBERED_EMAIL.test(withoutOwner(key)) ? "email" : null;
}

const SOMEBODY_ELSE =
  /owner|manager|assign|created|modified|agent|referr|support|host|organi[sz]er|sender|from|\bto\b|assistant|spouse|emergency|sales|rep\b|executive|inviter|invited by|cc\b/i;

/**
 * Whether a title describes an email address of the person in the row, such as "Login email" or "Purchase Email",
 * rather than an address of somebody else.
 */
export const isOwnAddress = (title: string): boolean =>
  /e-?mail|mail address/i.test(title) && !SOMEBODY_ELSE.test(title);

/** The columns that the report of rejected rows adds. A list that was corrected from such a report still has them. */
export const REPORT_TITLES = ["Line", "Reason"] as const;

export const isReportColumn = (header: string[], index: number): boolean => {
  const start = header.length - REPORT_TITLES.length;
  return index >= start && REPORT_TITLES.every((title, at) => header[start + at]?.trim() === title);
};
