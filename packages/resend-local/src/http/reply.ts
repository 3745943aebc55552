import { ApiError } from "../api/errors";

/** One request with its whole body. `gone` is aborted if the client disconnects before the answer. */
export type Call = {
  method: string;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: string;
  gone: AbortSignal;
};

/** The reply. `cut` ends the connection without answering; `stream` keeps it open for events. */
export type Reply = {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  cut?: true;
  stream?: (write: (chunk: string) => void) => () => void;
};

export type Handler = (call: Call) => Reply | Promise<Reply>;

export const CUT: Reply = { status: 0, cut: true };

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

export function errorReply({ statusCode, name, message, headers }: ApiError): Reply {
  return json({ statusCode, name, message }, statusCode, headers);
}

/** Redirects with 303: after a form was posted, the browser loads the page again, and reloading it posts nothing. */
export function seeOther(location: string): Reply {
  return { status: 303, headers: { location } };
}

/** The body as JSON. @throws ApiError `validation_error` (400) if it is not JSON */
export function parseJson(call: Call): unknown {
  try {
    return JSON.parse(call.body);
  } catch {
    throw new ApiError("validation_error", "The request body is not valid JSON.", 400);
  }
}
