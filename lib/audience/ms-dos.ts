/** The upper half of code page 850. Excel uses this code page for "CSV (MS-DOS)", and no browser can decode it. */
const HIGH =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

export function decodeMsDos(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text.replace(/[\u0080-\u00ff]/g, (byte) => HIGH.charAt(byte.charCodeAt(0) - 0x80));
}

/**
 * The bytes of ü é ä à ç ê ë è ï î Ä Å É in code page 850. In Windows-1252 these bytes hardly ever stand between
 * letters.
 */
const ONLY_DOS = new Set([
  0x81, 0x82, 0x84, 0x85, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90,
]);
/** This byte is ß in MS-DOS and á in Windows, so it is not counted as evidence for Windows. */
const SHARP_S = 0xe1;

/** Whether the letters beyond ASCII are those of MS-DOS rather than of Windows-1252. */
export function isMsDos(bytes: Uint8Array): boolean {
  let dos = 0;
  let windows = 0;
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80 || !isLetter(bytes[at - 1])) continue;
    if (ONLY_DOS.has(byte) && isLetter(bytes[at + 1])) dos++;
    if (byte >= 0xc0 && byte !== SHARP_S) windows++;
  }
  return dos > windows;
}

const isLetter = (byte = 0) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
