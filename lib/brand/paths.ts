/** The addresses of the brand's pictures on this site. */
export const logoPath = (hash: string): string => `/brand/logo/${hash}.png`;

/** The hash in the file name of a logo; null if the name is not one. */
export const hashInFile = (file: string): string | null => /^([0-9a-f]{64})\.png$/.exec(file)?.[1] ?? null;
