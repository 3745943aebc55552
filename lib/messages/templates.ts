/** Templates: saved messages that campaigns can start from. */

export const TITLE = "Templates";
export const DESCRIPTION =
  "Saved messages. A new campaign can start from one, and a draft can be filled from one.";
export const TEMPLATES = "Templates";
export const TEMPLATE = "Template";
export const SUBJECT = "Subject";
export const CREATED = "Created";
export const NO_SUBJECT = "No subject";
export const NONE_YET = "There are no templates yet";
export const NONE_YET_HINT = "Open a campaign, and save its message as a template in the step Write.";

export const NEW_CAMPAIGN = "New campaign";
export const newCampaignFrom = (name: string): string => `New campaign from ${name}`;
export const NOT_CREATED = "The campaign was not created";
export const RENAME = "Rename";
export const rename = (name: string): string => `Rename ${name}`;
export const RENAME_TEMPLATE = "Rename the template";
export const NOT_RENAMED = "The template was not renamed";
export const DELETE = "Delete";
export const deleteTemplate = (name: string): string => `Delete ${name}`;
export const deleted = (name: string): string => `${name} was deleted.`;
export const NOT_DELETED = "The template was not deleted";
export const UNDO = "Undo";
export const NOT_UNDONE = "The change was not undone";

export const SAVE_AS = "Save as template";
export const SAVE_HINT = "The subject, preheader, message and button are saved.";
export const NAME = "Template name";
export const SAVE = "Save template";
export const saved = (name: string): string => `The message was saved as ${name}.`;
export const NOT_SAVED = "The template was not saved";
export const FILL = "Fill from template";
export const FILL_HINT = "The subject, preheader, message and button of this draft are replaced.";
export const CHOOSE = "Choose a template";
export const FILL_DRAFT = "Fill the draft";
export const NOT_FILLED = "The draft was not filled";
export const filled = (name: string): string => `The message was replaced by ${name}.`;

export const NAME_NEEDED = "Enter a name for the template.";
export const NAME_TOO_LONG = "Shorten the name to at most 200 characters.";
export const NO_SUCH_TEMPLATE = "This template no longer exists.";
