/** Settings > Sessions: the names that people give their devices. */
import { type DeviceNameProblem, MAX_DEVICE_NAME } from "../device-names";

export const NAME_DEVICE = "Name";
export const RENAME_DEVICE = "Rename";
export const nameDevice = (device: string): string => `Name ${device}`;
export const renameDevice = (device: string): string => `Rename ${device}`;

export const DEVICE_NAME = "Device name";
export const DEVICE_NAME_EXAMPLE = "Work laptop";
export const DEVICE_NAME_HINT =
  "Only you see this name. New sessions in this browser keep it. To remove the name, leave the field empty.";
export const SAVE = "Save";

export const DEVICE_NAME_PROBLEMS: Record<DeviceNameProblem, string> = {
  too_long: `A name can have at most ${MAX_DEVICE_NAME} characters.`,
  link: "A name cannot contain a link or an email address.",
};
