import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";

/**
 * The records by type and name, for example "TXT example.com". A TXT or CNAME record is its text; an MX record is the
 * name of the mail exchange.
 */
export type Zone = Record<string, string[]>;

const TYPES: Record<number, string> = { 5: "CNAME", 15: "MX", 16: "TXT" };

/** Starts a name server on this machine that has only this zone, and a resolver that uses it (RFC 1035). */
export async function serveZone(zone: Zone): Promise<{ dns: Resolver; close: () => Promise<void> }> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => socket.send(answer(query, zone), port, address));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const dns = new Resolver({ timeout: 2_000, tries: 2 });
  dns.setServers([`127.0.0.1:${socket.address().port}`]);
  return { dns, close: () => new Promise((resolve) => socket.close(() => resolve())) };
}

function answer(query: Buffer, zone: Zone): Buffer {
  const { name, end } = readName(query, 12);
  const type = query.readUInt16BE(end);
  const question = query.subarray(12, end + 4);
  const records = zone[`${TYPES[type]} ${name}`] ?? [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  // 0x8180 is a response with recursion available. 0x8183 also says that the name does not exist.
  header.writeUInt16BE(records.length > 0 ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question, ...records.map((record) => resource(type, dataOf(type, record)))]);
}

function readName(message: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = message[at]!; length > 0; length = message[at]!) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

/** A resource record. Its name is a pointer to byte 12 of the message, where the question's name begins. */
function resource(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(type: number, record: string): Buffer {
  if (TYPES[type] === "TXT") return Buffer.concat([Buffer.from([record.length]), Buffer.from(record)]);
  const labels = record
    .split(".")
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  const name = Buffer.concat([...labels, Buffer.from([0])]);
  return TYPES[type] === "MX" ? Buffer.concat([Buffer.from([0, 10]), name]) : name;
}
