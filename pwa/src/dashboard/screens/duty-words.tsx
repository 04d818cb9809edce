import type { Letter } from '../../core/duty.ts';
import { codeName } from '../../core/i18n/codes.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { codeOf, type Fault, isRefusedAt } from '../../core/problems.ts';
import { dayAndMonth, dayName, longDate } from '../../core/time.ts';
import type { DutyClash, DutyMonth } from '../../core/wire.ts';
import { Icon } from '../../elements/icon.tsx';
import { WARNING } from '../../elements/icons.ts';
import { isStale } from '../app/versioned.ts';
import { t } from '../i18n.ts';

/** What does not go together in what was saved; it refuses nothing. */
export const Clashes = ({ roster }: { roster: DutyMonth }) => {
  if (roster.clashes.length === 0) return null;
  const names = new Map(roster.rows.map(({ pegawai_id, name }) => [pegawai_id, name]));
  return (
    <section class="kartu" aria-labelledby="bentrok">
      <h2 id="bentrok">{t('duty.clashes')}</h2>
      <ul class="isyarat">
        {roster.clashes.map((clash) => (
          <li key={`${clash.pegawai_id}${clash.kind}${clash.date}`}>
            <span class="bulat bulat--awas">
              <Icon path={WARNING} />
            </span>
            <div>
              <b>{names.get(clash.pegawai_id) ?? t('duty.gone')}</b>
              <span class="redup">{clashText(clash)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

const clashText = ({ kind, date, code }: DutyClash): string =>
  t(`duty.clash.${kind}`, {
    tanggal: date ? longDate(date, currentLanguage()) : '',
    kode: code ? codeName(code) : '',
  });

/** Of a person's day in words: `Senin, 2 November: 2 Sore`. */
export const dayText = (date: string, letter: Letter): string =>
  `${dayName(date, currentLanguage())}, ${dayAndMonth(date, currentLanguage())}: ${t(`duty.letter.${letter}`)}`;

/** Why it was not saved; what was changed stays here. */
export function refusedText(fault: Fault): string {
  if (isStale(fault)) return t('duty.stale');
  if (codeOf(fault) === 'status-berubah') return t('duty.locked.refused');
  if (isRefusedAt(fault, '/reason')) return t('desk.reason.empty');
  return faultText(fault);
}
