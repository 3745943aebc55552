"use client";

import { ActionIcon } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { Editor } from "@/lib/markdown-edits/edit";
import { bold, italic } from "@/lib/markdown-edits/emphasis";
import { link } from "@/lib/markdown-edits/insertions";
import { heading, list } from "@/lib/markdown-edits/lines";
import * as messages from "@/lib/messages/campaign-write";
import { commandKey } from "./command-key";
import { Bold, Heading, Italic, Link, List } from "./toolbar-icons";
import styles from "./write.module.css";

type Tool = { label: string; icon: ReactNode; editor: Editor; key?: string };

const TOOLS: Tool[] = [
  { label: messages.BOLD, icon: <Bold />, editor: bold, key: "b" },
  { label: messages.ITALIC, icon: <Italic />, editor: italic, key: "i" },
  { label: messages.LINK, icon: <Link />, editor: link, key: "k" },
  { label: messages.HEADING, icon: <Heading />, editor: heading },
  { label: messages.LIST, icon: <List />, editor: list },
];

/** The tool of a shortcut, such as Ctrl+B; null for other keys. */
export function shortcutOf(event: KeyboardEvent): Editor | null {
  if (!commandKey.isHeld(event) || event.shiftKey || event.altKey) return null;
  return TOOLS.find(({ key }) => key === event.key.toLowerCase())?.editor ?? null;
}

export type ToolbarProps = {
  /** The id of the text field. */
  controls: string;
  onEdit: (editor: Editor) => void;
  /** More buttons. `tabIndexOf` returns the tab index for the button at this position among them. */
  children?: (tabIndexOf: (index: number) => 0 | -1) => ReactNode;
};

/**
 * Buttons that format the message. The Tab key reaches the toolbar once, and the arrow keys move between its buttons.
 * After a button was pressed, the focus is in the text.
 */
export function Toolbar({ controls, onEdit, children }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const tabIndexOf = (index: number) => (index === current ? 0 : -1);
  const buttons = () => [...(bar.current?.querySelectorAll("button") ?? [])];
  const placeOf = (target: EventTarget) => buttons().findIndex((button) => button === target);

  function move(event: KeyboardEvent) {
    const all = buttons();
    const to = targetOf(event.key, placeOf(event.target), all.length);
    if (to === null) return;
    event.preventDefault();
    all[to]?.focus();
  }

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={messages.TOOLBAR}
      aria-controls={controls}
      className={styles.toolbar}
      onKeyDown={move}
      onFocus={({ target }) => setCurrent(Math.max(0, placeOf(target)))}
    >
      {TOOLS.map(({ label, icon, editor, key }, index) => (
        <ActionIcon
          key={label}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={label}
          title={key ? `${label} (${commandKey.shown(key)})` : label}
          aria-keyshortcuts={key && commandKey.shortcut(key)}
          tabIndex={tabIndexOf(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onEdit(editor)}
        >
          {icon}
        </ActionIcon>
      ))}
      {children?.((index) => tabIndexOf(TOOLS.length + index))}
    </div>
  );
}

/** The index of the button that a key moves the focus to; null for other keys. */
function targetOf(key: string, at: number, count: number): number | null {
  if (at === -1) return null;
  const targets: Record<string, number> = {
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at + count - 1) % count,
    Home: 0,
    End: count - 1,
  };
  return targets[key] ?? null;
}
