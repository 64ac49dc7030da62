// Codes that no input can raise through the product's own door, each with the reason.
export const UNPROVOKED: Readonly<Record<string, string>> = {
  CN_UNKNOWN_FORM: "nothing raises it; CN_FORM and CN_BLANK say the same",
  CN_UNKNOWN: "nothing raises it; GOOD_CN_UNKNOWN, PRECURSOR_CN_UNKNOWN and CN_NOT_IN_YEAR say it with more",
};
