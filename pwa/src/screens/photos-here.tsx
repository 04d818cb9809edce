import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { t } from '../core/i18n/later.ts';
import { refusalText } from '../core/i18n/refusals.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import type { Entry } from '../core/outbox.ts';
import { isStuck, isUnsent, mayDrop } from '../core/outbox.ts';
import { clock, dayAndMonth } from '../core/time.ts';
import { Button } from '../elements/button.tsx';
import { Icon } from '../elements/icon.tsx';
import { AGAIN, GALLERY } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { Sheet } from '../elements/sheet.tsx';

/** Photos that this phone still holds, and why. */
export const PhotosHere = ({ entries }: { entries: readonly Entry[] }) => {
  const app = useApp();
  const [dropping, setDropping] = useState<Entry | null>(null);
  const drop = async (entry: Entry): Promise<void> => {
    await app.outbox.drop(entry.id);
    setDropping(null);
  };
  return (
    <section class="kartu" aria-labelledby="bt">
      <h2 id="bt">{t('prof.unsent')}</h2>
      {entries.length === 0 && <p class="kecil redup">{t('prof.unsent.none')}</p>}
      <ul class="daftar">
        {entries.map((entry) => (
          <li key={entry.id} class="baris">
            <span class="baris-ikon baris-ikon--awas">
              <Icon path={GALLERY} />
            </span>
            <span class="baris-teks">
              <b>
                {entry.activity.title}, {dayAndMonth(entry.activity.date, currentLanguage())}
              </b>
              <small>{whyHere(entry)}</small>
            </span>
            {mayDrop(entry) && (
              <Button look="quiet" onPress={() => setDropping(entry)}>
                {t('prof.unsent.drop')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {entries.some(isUnsent) && (
        <Button icon={AGAIN} wide onPress={() => void app.outbox.hurry()}>
          {t('act.sendnow')}
        </Button>
      )}
      {dropping && (
        <Sheet title={t('prof.unsent.drop')} onClose={() => setDropping(null)}>
          <div class="tumpuk-rapat">
            <Message tone="warning">{t('prof.unsent.drop.sure')}</Message>
            <Button look="danger" wide onPress={() => void drop(dropping)}>
              {t('prof.unsent.drop')}
            </Button>
          </div>
        </Sheet>
      )}
    </section>
  );
};

function whyHere(entry: Entry): string {
  if (entry.refusal) return refusalText(entry);
  if (entry.stage === 'SUPERSEDED') return t('rec.superseded');
  if (isStuck(entry)) return t('rec.stuck');
  if (entry.stage === 'DUPLICATE' && entry.receipt) {
    return t('rec.duplicate', { jam: clock(entry.receipt.recorded_at) });
  }
  return t('state.local.sub', { jam: clock(entry.takenAt) });
}
