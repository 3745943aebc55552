import { Icon } from "../../../_shared/icons";

export const Bold = () => (
  <Icon>
    <path d="M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z" strokeWidth={2.2} />
  </Icon>
);

export const Italic = () => (
  <Icon>
    <path d="M10 5h7M7 19h7M14 5l-4 14" />
  </Icon>
);

export const Link = () => (
  <Icon>
    <path d="M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3" />
    <path d="M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.1-1.1" />
  </Icon>
);

export const Heading = () => (
  <Icon>
    <path d="M6 5v14M18 5v14M6 12h12" strokeWidth={2} />
  </Icon>
);

export const List = () => (
  <Icon>
    <path d="M9 6h11M9 12h11M9 18h11" />
    <path d="M4.5 6h.01M4.5 12h.01M4.5 18h.01" strokeWidth={2.6} />
  </Icon>
);

export const Picture = () => (
  <Icon>
    <rect x="3" y="4" width="18" height="16" rx="2" />
    <path d="m4 17 5-5 4 4 3-3 5 5" />
    <path d="M15.5 8.5h.01" strokeWidth={2.6} />
  </Icon>
);
