import { codeName } from '../core/i18n/codes.ts';
import { t } from '../core/i18n/later.ts';
import type { Code } from '../core/wire.ts';

export interface Standing {
  code: Code | null;
  cancelled: boolean;
  /** Its day has not come yet: nobody could have recorded anything. */
  ahead: boolean;
}

/** How one stands at an activity, in words. */
export const standingText = ({ code, cancelled, ahead }: Standing): string => {
  if (code !== null) return codeName(code);
  if (cancelled) return t('state.cancelled');
  return ahead ? t('his.ahead') : codeName(null);
};
