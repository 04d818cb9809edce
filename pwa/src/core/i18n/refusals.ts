import type { Entry } from '../outbox.ts';
import { t } from './later.ts';
import { shared } from './shared.ts';

/** What to do about a refused photo. Of another photo for a record two answers mean something else. */
export function refusalText({ request, refusal }: Entry): string {
  if (request.kind === 'PHOTO' && refusal === 'tidak-ada') return t('rec.refused.decided');
  if (request.kind === 'PHOTO' && refusal === 'sudah-ditutup') return t('rec.refused.late');
  return shared(`problem.${refusal ?? 'kesalahan'}`);
}
