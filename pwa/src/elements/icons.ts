/** Path data of the icons, drawn by <Icon path={…} />; 24 × 24, stroked. */

export const AGAIN = 'M20 12a8 8 0 1 1-2.5-5.8L20 8.5M20 3.5v5h-5';
export const BANNER = 'M3 5.5h18v8H3ZM5.5 13.5V20M18.5 13.5V20M7 9.5h10';
export const BELL = 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15ZM10 21.5h4';
export const BOARD =
  'M5 4h4a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5h-4a1.5 1.5 0 0 1-1.5-1.5v-6a1.5 1.5 0 0 1 1.5-1.5ZM15 4h4a1.5 1.5 0 0 1 1.5 1.5v2a1.5 1.5 0 0 1-1.5 1.5h-4a1.5 1.5 0 0 1-1.5-1.5v-2a1.5 1.5 0 0 1 1.5-1.5ZM5 16h4a1.5 1.5 0 0 1 1.5 1.5v1a1.5 1.5 0 0 1-1.5 1.5h-4a1.5 1.5 0 0 1-1.5-1.5v-1a1.5 1.5 0 0 1 1.5-1.5ZM15 12h4a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-4a1.5 1.5 0 0 1-1.5-1.5v-5a1.5 1.5 0 0 1 1.5-1.5Z';
export const BRIEFCASE =
  'M5.5 7.5h13a2.5 2.5 0 0 1 2.5 2.5v7.5a2.5 2.5 0 0 1-2.5 2.5h-13a2.5 2.5 0 0 1-2.5-2.5v-7.5a2.5 2.5 0 0 1 2.5-2.5ZM9 7.5V5h6v2.5M3 13h18';
export const CALENDAR =
  'M6 5h12a2.5 2.5 0 0 1 2.5 2.5v10.5a2.5 2.5 0 0 1-2.5 2.5h-12a2.5 2.5 0 0 1-2.5-2.5v-10.5a2.5 2.5 0 0 1 2.5-2.5ZM3.5 10h17M8 3v4M16 3v4';
export const CAMERA =
  'M4 8h3l2-3h6l2 3h3a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 20 20H4a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 4 8ZM8.3 13.5a3.7 3.7 0 1 0 7.4 0a3.7 3.7 0 1 0-7.4 0Z';
export const CHECK = 'm5 12.5 4.5 4.5L19 7.5';
export const CLOCK = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0ZM12 7v5.3l3.4 2';
export const CLOSE = 'm6 6 12 12M18 6 6 18';
export const DOWNLOAD = 'M12 4v11.5M7 11l5 5 5-5M4.5 20h15';
export const EYE =
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z';
export const FLASH = 'M13 2.5 5 13.5h6L10.5 21.5 19 10.5h-6Z';
export const FLIP = 'M4 11a8 8 0 0 1 14-4.5L20 9M20 4v5h-5M20 13a8 8 0 0 1-14 4.5L4 15M4 20v-5h5';
export const GALLERY =
  'M6 4.5h12a2.5 2.5 0 0 1 2.5 2.5v10a2.5 2.5 0 0 1-2.5 2.5h-12a2.5 2.5 0 0 1-2.5-2.5v-10a2.5 2.5 0 0 1 2.5-2.5ZM7.3 10a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0ZM4 17.5l5-4.5 3.5 3 3-2.5 4.5 4';
export const HOME = 'm3.5 11 8.5-7.5L20.5 11M5.5 9.5V20h13V9.5M10 20v-5.5h4V20';
export const INFO = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0ZM12 11v5.5M12 7.5v.2';
export const KEY = 'M3.5 15a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0ZM11.3 11.7l8.2-8.2M16 7l3 3';
export const LEAVE = 'M14 4.5H5v15h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5';
export const LEFT = 'm15 5-7 7 7 7';
export const LETTER = 'M6 3h8.5L19 7.5V21H6ZM14 3v5h5M9 12.5h6.5M9 16.5h6.5';
export const LOCK =
  'M7.5 10.5h9a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-2.5 2.5h-9a2.5 2.5 0 0 1-2.5-2.5v-5a2.5 2.5 0 0 1 2.5-2.5ZM8 10.5V7.5a4 4 0 0 1 8 0v3';
export const MEDICAL =
  'M7.5 3.5h9a4 4 0 0 1 4 4v9a4 4 0 0 1-4 4h-9a4 4 0 0 1-4-4v-9a4 4 0 0 1 4-4ZM12 8v8M8 12h8';
export const NO_SIGNAL = 'M4 19v-3M9.3 19v-7M20 19V5M3 4l18 17';
export const PERSON = 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0ZM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6';
export const PHONE =
  'M9 2.5h6a2.5 2.5 0 0 1 2.5 2.5v14a2.5 2.5 0 0 1-2.5 2.5h-6a2.5 2.5 0 0 1-2.5-2.5v-14a2.5 2.5 0 0 1 2.5-2.5ZM11 18.5h2';
export const PIN =
  'M12 21.5s7-6.3 7-11.6a7 7 0 0 0-14 0c0 5.3 7 11.6 7 11.6ZM9.5 10a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0Z';
export const PLUS = 'M12 5v14M5 12h14';
export const RIGHT = 'm9 5 7 7-7 7';
export const SEARCH = 'M4.5 11a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0ZM16 16l4.5 4.5';
export const SHARE = 'M12 14.5V3.5M8 7l4-4 4 4M7.5 10.5H5.5v10h13v-10h-2';
export const SIGNAL = 'M4 19v-3M9.3 19v-7M14.7 19V9M20 19V5';
export const SUN =
  'M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0ZM12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7';
export const TEAM =
  'M5.5 8.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0ZM2.5 20c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .8 3.2 2.5 3.5 5.1';
export const TOOL =
  'M14.5 6.5a4.5 4.5 0 0 0-5.7 5.7L3.5 17.5l3 3 5.3-5.3a4.5 4.5 0 0 0 5.7-5.7l-2.7 2.7-3-3Z';
export const WARNING = 'M12 3.5 2.5 20h19ZM12 10v4.5M12 17.3v.2';
