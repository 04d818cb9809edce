import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { unsent } from '../app/outbox.ts';
import type { Reported } from '../app/reports.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/rarely.ts';
import type { Me, ReportPart } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { Field } from '../elements/field.tsx';
import { FaultMessage, Message } from '../elements/message.tsx';
import { Segments } from '../elements/segments.tsx';
import { Sheet } from '../elements/sheet.tsx';

const PARTS: readonly ReportPart[] = ['KAMERA', 'KIRIM', 'MASUK', 'LAINNYA'];
const LONGEST = 1_000;

/** Laporkan masalah: of the app, to BKPSDA, without anything personal (domain.md §2). */
export const ReportSheet = ({ me, onClose }: { me: Me; onClose: () => void }) => {
  const app = useApp();
  const photos = unsent(useStore(app.outbox.entries), me.pegawai_id).length;
  const [part, setPart] = useState<ReportPart>('KAMERA');
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Reported | null>(null);
  const send = async (): Promise<void> => {
    const told = text.trim();
    setError(told === '' ? t('rep.empty') : null);
    if (told === '') return;
    setBusy(true);
    setResult(await app.reports.send({ part, text: told, unsent: photos }));
    setBusy(false);
  };
  const isDone = result === 'SENT' || result === 'LATER';
  return (
    <Sheet title={t('rep.title')} onClose={onClose}>
      {isDone ? (
        <div class="tumpuk">
          <Message tone="good" role="status">
            {t(result === 'SENT' ? 'rep.sent' : 'rep.later')}
          </Message>
          <Button wide onPress={onClose}>
            {t('common.close')}
          </Button>
        </div>
      ) : (
        <form
          class="tumpuk"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void send();
          }}
        >
          <div class="kolom">
            <span aria-hidden="true">{t('rep.part')}</span>
            <Segments<ReportPart>
              label={t('rep.part')}
              options={PARTS.map((value) => ({ value, label: t(`rep.part.${value}`) }))}
              chosen={part}
              onChoose={setPart}
            />
          </div>
          <Field
            label={t('rep.what')}
            name="laporan"
            lines
            maxLength={LONGEST}
            value={text}
            error={error}
            hint={t('rep.hint')}
            onInput={(typed) => {
              setText(typed);
              setError(null);
            }}
          />
          <Message title={t('rep.with')}>{t('rep.with.text', { n: photos })}</Message>
          {result && <FaultMessage fault={result} />}
          <Button look="main" submit wide busy={busy}>
            {t('rep.send')}
          </Button>
          <p class="kecil redup">{t('rep.note')}</p>
        </form>
      )}
    </Sheet>
  );
};
