import { expect, it } from "@jest/globals";
import { nameParts, spokenName } from "@/lib/person-name";

it.each([
  ["Ada Lovelace", "Ada", "Lovelace"],
  ["Ada", "Ada", ""],
  ["Müßig, Jürgen", "Jürgen", "Müßig"],
  ["Hopper, Grace Brewster", "Grace", "Brewster Hopper"],
  ["Hopper, Grace, R.Adm.", "Grace", "Hopper, R.Adm."],
  ["Martin King, Jr.", "Martin", "King, Jr."],
  ["Grace Hopper, PhD", "Grace", "Hopper, PhD"],
  ["Grace Hopper, M.D., PhD", "Grace", "Hopper, M.D., PhD"],
  ["Acme, Inc.", "Acme,", "Inc."],
  ["Dr. Grace Hopper", "Grace", "Hopper"],
  ["Prof. Dr. Grace Hopper", "Grace", "Hopper"],
  ["Dr.-Ing. Grace Hopper", "Grace", "Hopper"],
  ["Frau Müller", "", "Müller"],
  ["Mr Smith", "", "Smith"],
  ["Hopper, Dr. Grace", "Grace", "Hopper"],
  ["Mag. Anna Huber", "Anna", "Huber"],
  ["M. Dupont", "", "Dupont"],
  ["Don Draper", "Don", "Draper"],
  ["Gen Urobuchi", "Gen", "Urobuchi"],
  ["山田 太郎", "山田", "太郎"],
  ["  ", "", ""],
  ["Dr.", "", ""],
])("%p has the parts %p and %p", (name, first, last) => expect(nameParts(name)).toEqual({ first, last }));

it.each([
  ["Müßig,  Jürgen", "Jürgen Müßig"],
  ["Acme, Inc.", "Acme, Inc."],
  ["Lovelace,", "Lovelace,"],
  [", Ada", ", Ada"],
  ["Smith, 42", "Smith, 42"],
])("%p is written as %p", (name, spoken) => expect(spokenName(name)).toBe(spoken));
