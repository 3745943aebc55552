import { fieldKey } from "../field-key";
import { withoutOwner } from "./column-titles";

/**
 * How a column in another tool's export says that somebody must not be mailed. It holds a state such as "unsubscribed",
 * a yes ("Unsubscribed: yes"), a no ("Subscribed: no"), or the time when the person unsubscribed.
 */
type Kind = "state" | "yes_means_no" | "no_means_no" | "moment";

const TITLES: Record<Kind, string> = {
  state:
    "status,state,subscription status,subscriber status,email status,member status,marketing status,email marketing status,email marketing consent,email subscription status,contact status,approval status,rsvp status,email permission status,subscribed status,mailing status,newsletter status,list status,statut,estado,stato,statuscode,marketing contact status,consent status,email state,opt in status",
  yes_means_no:
    "unsubscribed,opt out,opted out,email opt out,has opted out of email,opted out of email,unsubscribed from all email,unsubscribe,is unsubscribed,email blacklisted,blacklisted,blacklist,blocklisted,blocked,email blocked,do not email,do not mail,do not contact,do not send,no email,no bulk email,no bulk mailings,is opt out,bounced,hard bounced,email bounced,is bounced,suppressed,email disabled,complained,spam complaint,marked as spam,cleaned,email invalid,opt out of email,no mass mail,exclude from mail,email optout,unsub,abgemeldet,désabonné,désinscrit,do not bulk email,suspended,is suspended,baja,desuscrito,uitgeschreven,disiscritto,wypisany,отписан,do not bulk email,email on hold,dnc,banned,is banned,deactivated",
  no_means_no:
    "subscribed,is subscribed,subscribed to emails,accepts email marketing,accepts marketing,email opt in,opt in,opted in,email consent,marketing consent,email marketing,can email,email allowed,mailing allowed,newsletter subscription,subscribed to newsletter,receive emails,email subscription,email marketing allowed,agreed to marketing,wants emails,abonniert,abonné,subscribe,email subscribed,marketing emails,contactable,attending,is attending,will attend,coming,going,rsvp,gdpr consent,consent,einwilligung,werbung erlaubt,werbeeinwilligung,newsletter abonniert,abonné newsletter,inscrit,suscrito,suscripción,acepta marketing,iscritto,ingeschreven,solicitable",
  moment:
    "unsub time,unsubscribed at,unsubscribed on,unsubscribe date,unsubscribed date,unsubscribe time,opt out time,opted out at,opt out date,clean time,cleaned at,bounced at,bounce date,bounced on,complained at,blocked at,suppressed at,deleted at,opt out reason,unsub reason,unsub reason other,unsub campaign title,removed at,email bounced date,unsubscribe reason,email hard bounce reason,abmeldedatum,abgemeldet am,désabonné le,date de désabonnement,fecha de baja,data disiscrizione,suspended at,date unsubscribed,date removed",
};

const KINDS = new Map<string, Kind>(
  (Object.entries(TITLES) as [Kind, string][]).flatMap(([kind, titles]) =>
    titles.split(",").map((title): [string, Kind] => [fieldKey(title), kind]),
  ),
);

const NO_MORE = new Set(
  "unsubscribed,unsubscribe,blocklisted,blacklisted,blocked,blocklist,bounced,bounce,hard bounce,hardbounce,hard bounced,cleaned,complained,complaint,spam,spam complaint,suppressed,declined,opted out,opt out,optedout,optout,removed,deleted,archived,not subscribed,nonsubscribed,non subscribed,never subscribed,rejected,invalid,undeliverable,do not mail,do not contact,do not email,unsub,inactive,disabled,deactivated,revoked,cancelled,canceled,not going,no longer subscribed,abgemeldet,abbestellt,désabonné,désinscrit,dado de baja,disiscritto,marked as spam,reported spam,junk,banned,denied,no consent,withdrawn,on hold,redacted,suspended,deprovisioned,bouncing,not attending,non-marketable,unconfirmed,unactivated,not activated,do not allow,manually suppressed,user suppressed,globally unsubscribed,unsubscribed from all"
    .split(",")
    .map(fieldKey),
);
/** Values that only status columns contain. They count under any title. */
const REFUSALS = new Set(
  "unsubscribed,opted out,hard bounce,hard bounced,bounced,blocklisted,blacklisted,never subscribed,not subscribed,nonsubscribed,non subscribed,do not mail,do not contact,do not email,unsub,complained,spam complaint,suppressed,non-marketable,undeliverable,globally unsubscribed,abgemeldet,désabonné,désinscrit,dado de baja,disiscritto"
    .split(",")
    .map(fieldKey),
);
const YES = new Set(
  "yes,y,true,t,1,on,x,ja,j,oui,o,si,sí,sim,s,da,tak,да,はい,是,checked,✓,✔,☑,wahr,vrai,verdadero"
    .split(",")
    .map(word),
);
const NO = new Set(
  "no,n,false,f,0,off,nein,non,nee,não,nie,нет,いいえ,否,unchecked,✗,✘,☐,falsch,faux,falso,never"
    .split(",")
    .map(word),
);

function word(value: string): string {
  return value.normalize("NFKC").trim().toLowerCase();
}

/** Whether a column with this title may mark people who must not be mailed. */
export function isStatusTitle(title: string): boolean {
  const key = fieldKey(title);
  return KINDS.has(key) || KINDS.has(withoutOwner(key));
}

function kindOf(title: string): Kind | undefined {
  const key = fieldKey(title);
  return KINDS.get(key) ?? KINDS.get(withoutOwner(key)) ?? kindInWords(title);
}

/** Recognises a title by its words. The values must fit too: see `isStatusColumn`. */
const WORDS: [Kind, RegExp][] = [
  [
    "moment",
    /\b(?:unsub\w*|opt(?:ed)? ?out|bounced?|complain\w*|suppress\w*|stop)\b.*\b(?:at|on|date|time|timestamp|reason|status)$/,
  ],
  [
    "yes_means_no",
    /\b(?:unsub\w*|opt(?:ed)? ?out|do ?not (?:allow|e ?mail|mail|contact|send)|dont (?:e ?mail|mail|contact)|(?:black|block) ?list\w*|block (?:credential|sign ?in)|suppress\w*|bounced?|complain\w*|spam|exclude\w*|dnc|is bad|invalid)\b/,
  ],
  [
    "no_means_no",
    /\b(?:e ?mails?|newsletters?|marketing|mailings?|contact)\b.*\b(?:subscri\w*|opt(?:ed)? ?in|consent\w*|permission|allow\w*|accept\w*)\b|\b(?:subscri\w*|opt(?:ed)? ?in|consent\w*|permission|accept\w*|agree\w*|receives?|wants?|can)\b.*\b(?:e ?mails?|newsletters?|marketing|mailings?|contact(?:ed)?)\b|\bnewsletter$/,
  ],
  [
    "state",
    /\b(?:list|global|subscri\w*|e ?mail|mail|member|user|account|contact|newsletter|delivery|status)\b.*\b(?:status|state|read only)$/,
  ],
];
/** Titles of columns about channels other than email, and of columns with counts and rates. */
const OTHER_THAN_MAIL =
  /\b(?:sms|text|phone|mobile|push|whatsapp|fax|calls?|postal|direct mail|reviews?|count|rate|number|total|score|sent)\b/;

function kindInWords(title: string): Kind | undefined {
  const words = title
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (OTHER_THAN_MAIL.test(words)) return undefined;
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}

/**
 * Whether a column marks people who must not be mailed. `values` are all its distinct values, or null if there are
 * many.
 */
export function isStatusColumn(title: string, values: ReadonlySet<string> | null): boolean {
  if (isStatusTitle(title)) return true;
  const filled = [...(values ?? [])].map(word).filter((value) => value !== "");
  if (filled.some((value) => REFUSALS.has(fieldKey(value)))) return true;
  const kind = kindInWords(title);
  if (kind === "moment") return true;
  return kind !== undefined && filled.some((value) => forbidsMail(title, value));
}

/** Whether a value in a column with this title forbids mailing the person. Unknown values forbid nothing. */
export function forbidsMail(title: string, value: string): boolean {
  const text = word(value);
  if (text === "") return false;
  const saysNoMore = text.split(/[,;|]/).some((part) => NO_MORE.has(fieldKey(part)));
  switch (kindOf(title)) {
    case "yes_means_no":
      return YES.has(text) || saysNoMore || isDate(text);
    case "no_means_no":
      return NO.has(text) || saysNoMore;
    case "moment":
      return !NO.has(text) && !/^(?:null|none|n\/a|na|-|—|0000-00-00.*)$/.test(text);
    case "state":
    case undefined:
      return saysNoMore || PERMANENT_FAILURE.test(text);
  }
}

/** A mail server's status code for a permanent failure (RFC 3463). */
const PERMANENT_FAILURE = /^5\.\d{1,3}\.\d{1,3}$/;

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}/.test(text);
