import { shared } from '../../core/i18n/shared.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { activationLink } from '../../core/routes.ts';
import { shortDate, wib } from '../../core/time.ts';
import type { IssuedCode } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { KEY } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { Qr } from '../../elements/qr.tsx';
import type { Sheet as CodeSheet, Codes } from '../app/codes.ts';
import { useDesk } from '../app/desk.ts';
import { PRINT } from '../elements/icons.ts';
import { t } from '../i18n.ts';
import { Screen } from './screen.tsx';

interface Props {
  sheet: CodeSheet;
  codes: Pick<Codes, 'busy' | 'error' | 'issueUnit'>;
  onDone: () => void;
}

/** Slips to print, cut and hand over; the codes are never shown again. */
export const CodeSlips = ({ sheet, codes, onDone }: Props) => {
  const desk = useDesk();
  const { unit, next, left } = sheet;
  return (
    <Screen
      title={unit ? t('people.slips.of', { unit: unit.name }) : t('people.slips')}
      sub={t('people.slips.n', { n: sheet.codes.length })}
      picker=""
      tools={
        <>
          {unit && next && (
            <Button icon={KEY} busy={codes.busy} onPress={() => void codes.issueUnit(unit)}>
              {t('people.slips.next', { n: left })}
            </Button>
          )}
          <Button look="main" icon={PRINT} onPress={desk.print}>
            {t('people.slips.print')}
          </Button>
          <Button onPress={onDone}>{shared('common.done')}</Button>
        </>
      }
    >
      {codes.error && (
        <Message tone="error" role="alert">
          {codes.error}
        </Message>
      )}
      <Message tone="warning">
        {t('people.slips.note')} {t('people.slips.pdf')}
      </Message>
      <ul class="lembar-kode">
        {sheet.codes.map((code) => (
          <li key={code.pegawai_id} class="kode-orang">
            <Slip code={code} origin={desk.origin} />
          </li>
        ))}
      </ul>
    </Screen>
  );
};

/** `ABCD-EFGH-JKLM`: groups of four are easier to type. */
const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

const Slip = ({ code, origin }: { code: IssuedCode; origin: string }) => {
  const page = code.recovery ? 'pulihkan' : 'aktivasi';
  const until = shortDate(wib(code.expires).date, currentLanguage());
  return (
    <>
      <div class="kode-orang-teks">
        <p class="alis">{t(code.recovery ? 'people.slip.recover' : 'people.slip.activate')}</p>
        <h2>{code.name}</h2>
        <p class="kecil redup">{code.unit}</p>
        <dl class="rinci">
          <div>
            <dt>{t('people.slip.login')}</dt>
            <dd class="mono">{code.login}</dd>
          </div>
          <div>
            <dt>{t('people.slip.code')}</dt>
            <dd class="mono kode-besar">{grouped(code.code)}</dd>
          </div>
        </dl>
        <p class="kecil">
          {t('people.slip.how', { alamat: `${origin.replace(/^https?:\/\//, '')}/${page}` })}
        </p>
        <p class="kecil redup">{t('people.slip.until', { tanggal: until })}</p>
      </div>
      <Qr
        text={activationLink(origin, code.login, code.code)}
        label={t('people.slip.qr', { nama: code.name })}
      />
    </>
  );
};
