import type { Metadata } from "next";
import controls from "./ui/controls.module.css";
import { Entrance, Heading } from "./ui/entrance";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Entrance>
      <Heading title="There is nothing here">The address may be mistyped, or the page has moved.</Heading>
      <a className={controls.button} href="/">
        Go to the start
      </a>
    </Entrance>
  );
}
