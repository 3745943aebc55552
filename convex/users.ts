import { publicQuery } from "./functions";
import { getViewer } from "./model/people/viewer";

/** The signed-in user, or null. */
export const current = publicQuery({
  args: {},
  handler: async (ctx) => {
    const viewer = await getViewer(ctx);
    if (!viewer) return null;
    const { id, email, name, role, emailVerified } = viewer;
    return { id, email, name, role, emailVerified };
  },
});
