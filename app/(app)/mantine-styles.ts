/**
 * For what shows components of Mantine: their styles are a third of a megabyte, and the pages that people land on after the
 * link have none of them. They are in a layer of their own, so it does not matter when they arrive.
 */
import "@mantine/core/styles.layer.css";
import "./mantine.css";
