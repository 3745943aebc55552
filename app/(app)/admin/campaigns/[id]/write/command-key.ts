type Keys = { ctrlKey: boolean; metaKey: boolean };

const isApple = () => typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

/** The modifier key of shortcuts: Ctrl, but Command on Apple's systems, where Ctrl+B and Ctrl+K move the cursor. */
export const commandKey = {
  isHeld: ({ ctrlKey, metaKey }: Keys): boolean => (isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey),
  shown: (key: string): string => (isApple() ? `⌘${key.toUpperCase()}` : `Ctrl+${key.toUpperCase()}`),
  /** In the format of aria-keyshortcuts. */
  shortcut: (key: string): string => `${isApple() ? "Meta" : "Control"}+${key.toUpperCase()}`,
};
