/**
 * Import this file where Mantine's components are used. Mantine's styles are a third of a megabyte, and the first pages
 * after a sign-in do not need them. The styles are in a cascade layer of their own, so it does not matter when they are
 * loaded.
 */
import "@mantine/core/styles.layer.css";
import "./mantine.css";
