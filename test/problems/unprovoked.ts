// Codes that no input can raise through the product's own door, each with the reason.
export const UNPROVOKED: Readonly<Record<string, string>> = {};
