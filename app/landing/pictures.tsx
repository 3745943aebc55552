import { CALL } from "@/lib/messages/how-it-works";
import { PICTURES } from "@/lib/messages/landing";
import { getBrand } from "@/lib/server/brand";
import { KeyMark } from "../ui/key-mark";
import styles from "./flow.module.css";

export function Mail() {
  return (
    <>
      <KeyMark size={18} />
      <span className={styles.subject}>{PICTURES.subject(getBrand().name)}</span>
      <span className={styles.code}>{PICTURES.code}</span>
      <span className={styles.pill}>{PICTURES.signIn}</span>
    </>
  );
}

export function Confirmation() {
  return (
    <>
      <span className={styles.subject}>{PICTURES.email}</span>
      <span className={styles.pill}>{PICTURES.continue}</span>
    </>
  );
}

export function Mutation() {
  return (
    <code className={styles.source}>
      {CALL.on}
      <b>{CALL.name}</b>
      {CALL.with} <i>→</i> <span>{CALL.gives}</span>
    </code>
  );
}

export function SignedIn({ place }: { place: string }) {
  return (
    <>
      <span className={styles.dot} />
      <span className={styles.subject}>{place}</span>
      <span className={styles.person}>{PICTURES.email}</span>
    </>
  );
}
