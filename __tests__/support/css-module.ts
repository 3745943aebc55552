/** Stands in for a CSS module: each class has its own name. */
export default new Proxy({} as Record<string, string>, { get: (_, name) => String(name) });
