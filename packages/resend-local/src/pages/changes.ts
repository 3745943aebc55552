import type { Changes } from "../changes";
import type { Reply } from "../http/reply";

/** A campaign changes the inbox hundreds of times a second; pages need not refresh that often. */
const AT_MOST_EVERY_MS = 250;

/** Server-sent events: one message, without content, whenever a page may have changed. */
export function changes(sources: Changes[]): Reply {
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8" },
    stream: (write) => {
      let timer: NodeJS.Timeout | undefined;
      const notify = () => {
        timer ??= setTimeout(() => {
          timer = undefined;
          write("data: changed\n\n");
        }, AT_MOST_EVERY_MS);
      };
      const ends = sources.map((source) => source.onChange(notify));
      write("retry: 1000\n\n");
      return () => {
        clearTimeout(timer);
        for (const end of ends) end();
      };
    },
  };
}
