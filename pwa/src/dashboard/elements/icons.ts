/** Path data of the icons that only the dashboard draws; see ../../elements/icons.ts. */

export const BUILDING = 'M4 21V8l8-4.5L20 8v13M2.5 21h19M9 12v5M12 12v5M15 12v5';
export const CHART = 'M4 4v16h16M7.5 14.5l4-4.5 3 3 5-6';
export const COPY =
  'M11 8.5h7a2.5 2.5 0 0 1 2.5 2.5v7a2.5 2.5 0 0 1-2.5 2.5h-7a2.5 2.5 0 0 1-2.5-2.5v-7a2.5 2.5 0 0 1 2.5-2.5ZM15.5 5.5v-2h-12v12h2';
export const HISTORY = 'M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 3.5v5h5M12 8v4.5l3 1.8';
export const MENU = 'M4 7h16M4 12h16M4 17h16';
export const PRINT = 'M7 8.5v-5h10v5M7 17H4V9.5h16V17h-3M7 14h10v6.5H7Z';
export const QR =
  'M4.5 3.5h4.5a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-4.5a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1ZM15 3.5h4.5a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-4.5a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1ZM4.5 14h4.5a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-4.5a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1ZM14 14h2.5v2.5M20.5 14v6.5H17M14 20.5v-1';
export const SETTINGS =
  'M4 7h8.8M17.2 7H20M4 17h2.8M11.2 17H20M12.8 7a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0M6.8 17a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0';
export const UNDO = 'M8.5 5 4.5 9l4 4M4.5 9H15a5 5 0 0 1 0 10h-4';
export const UPLOAD = 'M12 16V4.5M7 9l5-5 5 5M4.5 16v4h15v-4';
