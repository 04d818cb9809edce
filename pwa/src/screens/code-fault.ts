import { faultText } from '../core/i18n/faults.ts';
import { t } from '../core/i18n/later.ts';
import { codeOf, type Fault } from '../core/problems.ts';

/** A code counts once: after a wrong or used one only the next helps (RFC 6238 §5.2). */
export const codeFault = (fault: Fault): string =>
  codeOf(fault) === 'perlu-faktor-kedua' ? t('login.code.err') : faultText(fault);
