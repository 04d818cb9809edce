/** Screens that a phone sees once or seldom: one file, downloaded when the first of them is opened. */
export { Activation } from './activation.tsx';
export { Check } from './check.tsx';
export { Install } from './install.tsx';
export { OwnCalendarSheet } from './own-calendar.tsx';
export { Precheck } from './precheck.tsx';
export { PrivacySheet } from './privacy-notice.tsx';
export { Recovery } from './recovery.tsx';
export { ReportSheet } from './report.tsx';
export { TotpSheet } from './totp-setup.tsx';
