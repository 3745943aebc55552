/**
 * A `fetch` for calls to Convex that are recognised if they are repeated: sends a call once more if its connection ended
 * before the whole response arrived. Then nobody knows whether the call was carried out. A call that takes too long is
 * not sent again.
 */
export function repeatingLostCalls(send: typeof fetch): typeof fetch {
  const sendAndRead: typeof fetch = async (input, init) => {
    const response = await send(input, init);
    return new Response(await response.arrayBuffer(), response);
  };
  return async (input, init) => {
    try {
      return await sendAndRead(input, init);
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      return sendAndRead(input, init);
    }
  };
}

/**
 * `fetch` throws a TypeError if the connection fails, and a DOMException if the signal ends the call. The name is
 * compared, because the class can be that of another context.
 */
const isConnectionError = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "name" in error && error.name === "TypeError";
