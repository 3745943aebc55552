/** Pictures in a campaign's message: choosing, describing and uploading one, and why one is refused. */

export const PICTURE = "Picture";
export const INSERT_PICTURE = "Insert a picture";
export const CHOOSE = "Picture file";
export const CHOOSE_HINT = "PNG, JPEG, GIF or WebP. Large pictures are made smaller.";
export const ALT = "What the picture shows";
export const ALT_HINT =
  "People who cannot see the picture read this. Many mail programs also show it until the reader allows pictures.";
export const DECORATIVE = "The picture is decoration and needs no description";
export const INSERT = "Insert picture";
export const NOT_INSERTED = "The picture was not inserted";
export const CHOOSE_FIRST = "Choose a picture first.";
export const DESCRIBE_FIRST = "Describe the picture, or mark it as decoration.";
export const CHOSEN_PICTURE = "The chosen picture";

export const NOT_A_PICTURE = "This file is not a PNG, JPEG, GIF or WebP picture. Choose another file.";
export const TOO_LARGE = "The picture is larger than 1 MB. Choose a smaller one.";
export const TOO_MANY_PIXELS = "The picture has too many pixels. Choose a smaller one.";
export const DAILY_LIMIT =
  "You have uploaded as many pictures as are allowed in one day. Try again tomorrow.";
export const NO_PICTURE = "There is no picture at this address.";
