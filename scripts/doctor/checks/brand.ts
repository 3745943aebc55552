import { DEFAULT_APP_NAME } from "../../../lib/app-name";
import { mailsLocally } from "../subject";
import { type Check, type Finding, pass, warn } from "../check";

const PAGE = "Enter it on the page Admin → Brand, or run";

/** What people see as the sender and the owner of the site: from the page Brand, else from the environment. */
export const brand: Check = {
  id: "brand",
  title: "Brand",
  async look(subject) {
    const { brand: shown } = await subject.inspection();
    const missing = [
      ...(shown.postalAddress === "" ? [NO_POSTAL_ADDRESS] : []),
      ...(shown.supportEmail === null ? [NO_SUPPORT] : []),
      ...(shown.name === DEFAULT_APP_NAME && !(await mailsLocally(subject)) ? [NO_NAME] : []),
    ];
    if (missing.length > 0) return warnings(missing);
    const { APP_NAME } = await subject.variables();
    const source = shown.name === (APP_NAME ?? DEFAULT_APP_NAME) ? "" : ", from the page Brand";
    return pass(`${shown.name}${source}; people can write to ${shown.supportEmail}`);
  },
};

type Missing = [detail: string, fix: string];

const NO_POSTAL_ADDRESS: Missing = [
  "there is no postal address, so no campaign can be launched",
  `${PAGE} npx convex env set POSTAL_ADDRESS`,
];
const NO_SUPPORT: Missing = [
  "there is no support address, so people who cannot sign in see nobody to write to",
  `${PAGE} npx convex env set SUPPORT_EMAIL`,
];
const NO_NAME: Missing = [
  `pages and mails call the product ${DEFAULT_APP_NAME}`,
  `${PAGE} npx convex env set APP_NAME, and set it for the Next side too`,
];

const warnings = (missing: Missing[]): Finding =>
  warn(missing.map(([detail]) => detail).join("\n"), missing.map(([, fix]) => fix).join("\n"));
