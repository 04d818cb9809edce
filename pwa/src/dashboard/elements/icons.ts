/** Path data of the icons that only the dashboard draws; see ../../elements/icons.ts. */

export const ADJUST =
  'M4 7h9M17 7h3M4 17h3M11 17h9M12.8 7a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0ZM6.8 17a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0Z';
export const BUILDING = 'M4 21V8l8-4.5L20 8v13M2.5 21h19M9 12v5M12 12v5M15 12v5';
export const CHART = 'M4 4v16h16M7.5 14.5l4-4.5 3 3 5-6';
export const CLIP =
  'm19.5 11-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L9.3 16.5a1.6 1.6 0 0 1-2.3-2.3l7.5-7.5';
export const COPY =
  'M11 8.5h7a2.5 2.5 0 0 1 2.5 2.5v7a2.5 2.5 0 0 1-2.5 2.5h-7a2.5 2.5 0 0 1-2.5-2.5v-7a2.5 2.5 0 0 1 2.5-2.5ZM15.5 5.5v-2h-12v12h2';
export const FLAG = 'M5 21.5V3.5M5 4.5h13l-2.5 4 2.5 4H5';
export const FULL_SCREEN = 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5';
export const HISTORY = 'M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 3.5v5h5M12 8v4.5l3 1.8';
export const MENU = 'M4 7h16M4 12h16M4 17h16';
export const MINUS = 'M5 12h14';
export const PRINT = 'M7 8.5v-5h10v5M7 17H4V9.5h16V17h-3M7 14h10v6.5H7Z';
export const QR =
  'M4.5 3.5h4.5a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-4.5a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1ZM15 3.5h4.5a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-4.5a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1ZM4.5 14h4.5a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-4.5a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1ZM14 14h2.5v2.5M20.5 14v6.5H17M14 20.5v-1';
export const SCALE =
  'M12 4v16M7 20h10M5 7h14M5 7l-2.5 6.5a3 3 0 0 0 5 0ZM19 7l-2.5 6.5a3 3 0 0 0 5 0Z';
export const SHIELD = 'M12 3 4.5 6v5.5c0 4.7 3.2 8 7.5 9.5 4.3-1.5 7.5-4.8 7.5-9.5V6Z';
export const UNDO = 'M8.5 5 4.5 9l4 4M4.5 9H15a5 5 0 0 1 0 10h-4';
export const UPLOAD = 'M12 16V4.5M7 9l5-5 5 5M4.5 16v4h15v-4';
export const WRITE =
  'M4 20.5h16M5 16.5l.6-3.3L15.5 3.3a1.8 1.8 0 0 1 2.6 0l.6.6a1.8 1.8 0 0 1 0 2.6L8.8 16.4Z';
