import { useApp } from '../app/app.ts';
import { useLoaded } from '../app/load.ts';
import { t } from '../core/i18n/rarely.ts';
import { shared } from '../core/i18n/shared.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { clock, grouped, shortDate, wib } from '../core/time.ts';
import type { Check as CheckAnswer } from '../core/wire.ts';
import { Icon } from '../elements/icon.tsx';
import { CHECK, CLOSE } from '../elements/icons.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { Skeleton } from '../elements/skeleton.tsx';
import { Page } from './page.tsx';

/** Anybody checks a receipt or a recap by the QR on it; the token stays in the fragment. */
export const Check = () => {
  const app = useApp();
  const token = app.navigation.fragment().slice(1);
  return (
    <Page title={t('chk.title')} back="/">
      {token ? <Result token={token} /> : <Message tone="warning">{t('chk.none')}</Message>}
      <p class="kecil redup">{t('chk.privacy')}</p>
    </Page>
  );
};

const Result = ({ token }: { token: string }) => {
  const app = useApp();
  const { value, fault, reload } = useLoaded(token, () =>
    app.net.call<CheckAnswer>('POST', '/checks', { token }),
  );
  if (fault) return <FaultMessage fault={fault} onRetry={reload} />;
  if (!value) return <Skeleton />;
  return value.valid ? <Valid found={value} /> : <Invalid />;
};

const Invalid = () => (
  <article class="karcis" aria-labelledby="hd">
    <div class="karcis-kepala karcis-kepala--gagal" role="alert">
      <span class="lambang">
        <Icon path={CLOSE} />
      </span>
      <h2 id="hd">{t('chk.bad')}</h2>
      <p>{t('chk.bad.sub')}</p>
    </div>
    <div class="karcis-isi">
      <p>{t('chk.bad.do')}</p>
    </div>
  </article>
);

type Found = Extract<CheckAnswer, { valid: true }>;

const Valid = ({ found }: { found: Found }) => {
  const app = useApp();
  const now = app.clock.server();
  const when = `${shortDate(wib(now).date, currentLanguage())}, ${clock(now)} WIB`;
  return (
    <article class="karcis" aria-labelledby="hd">
      <div class="karcis-kepala" role="status">
        <span class="lambang">
          <Icon path={CHECK} />
        </span>
        <h2 id="hd">{t(found.kind === 'receipt' ? 'chk.receipt.ok' : 'chk.recap.ok')}</h2>
        <p>{t('chk.same')}</p>
      </div>
      <div class="karcis-isi">
        <dl class="rinci">
          {rowsOf(found).map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div class="sobek" />
      <div class="karcis-isi">
        {found.kind === 'recap' && <Newer found={found} />}
        <p class="kecil redup">{t('chk.when', { waktu: when })}</p>
      </div>
    </article>
  );
};

const Newer = ({ found }: { found: Extract<Found, { kind: 'recap' }> }) => {
  const { newer, status } = found;
  if (!newer) return null;
  const when = `${shortDate(wib(newer.at).date, currentLanguage())}, ${clock(newer.at)} WIB`;
  return <Message>{t('chk.newer', { baru: newer.status, waktu: when, ini: status })}</Message>;
};

function rowsOf(found: Found): [term: string, text: string][] {
  const language = currentLanguage();
  if (found.kind === 'recap') {
    return [
      [t('chk.doc'), found.title],
      [t('chk.opd'), found.opd],
      [t('chk.status'), found.status],
      [t('chk.total'), grouped(found.total, language)],
      [t('chk.present'), `${grouped(found.present, language)} (${found.percent})`],
    ];
  }
  const code = found.code ? `${shared(`code.${found.code}`)} ` : '';
  return [
    [t('rec.name'), found.name],
    [t('chk.nip'), found.nip_masked],
    [t('chk.unit'), found.unit],
    [t('rec.activity'), `${found.activity.title}, ${shortDate(found.activity.date, language)}`],
    [t('chk.recorded'), `${code}${clock(found.recorded_at)} WIB`],
    [t('rec.no'), found.no],
  ];
}
