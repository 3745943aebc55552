/**
 * The object with some members replaced. Assignments go to the new object, and the original stays unchanged. The
 * original's methods must be called on the original, so they are bound to it.
 */
export function replaced<T extends object>(object: T, members: Record<string, unknown>): T {
  const own: Record<string | symbol, unknown> = { ...members };
  return new Proxy(object, {
    get: (target, name) => {
      if (Object.hasOwn(own, name)) return own[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
    set: (_, name, value) => Reflect.set(own, name, value),
    deleteProperty: (_, name) => Reflect.deleteProperty(own, name),
  });
}
