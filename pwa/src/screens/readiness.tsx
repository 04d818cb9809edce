import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { shortDate, wib } from '../core/time.ts';
import type { Me } from '../core/wire.ts';
import { Icon } from '../elements/icon.tsx';
import { CHECK, KEY, PHONE, RIGHT } from '../elements/icons.ts';
import { onDemand } from '../elements/on-demand.tsx';

const TotpSheet = onDemand(async () => (await import('./rarely.ts')).TotpSheet);

export const Readiness = ({ me }: { me: Me }) => {
  const app = useApp();
  const way = useStore(app.install.way);
  const [setup, setSetup] = useState(false);
  return (
    <section class="kartu" aria-labelledby="kp">
      <h2 id="kp">{t('prof.ready')}</h2>
      <div class="daftar">
        <a class="baris" href="/pra-cek">
          <Row icon={CHECK} look="hadir" text={t('prof.precheck')} sub={t('prof.precheck.sub')} />
          <Icon path={RIGHT} />
        </a>
        <div class="baris">
          <Row icon={PHONE} text={t('prof.device')} sub={t(`prof.device.${me.device.state}`)} />
        </div>
        <div class="baris">
          <Row
            icon={KEY}
            text={t('prof.session')}
            sub={t('prof.session.sub', {
              tanggal: shortDate(wib(me.session_ends).date, currentLanguage()),
            })}
          />
        </div>
        {me.roles.length > 0 &&
          (me.second_factor_required || me.second_factor === 'TOTP') &&
          (me.second_factor === 'NONE' ? (
            <button type="button" class="baris" onClick={() => setSetup(true)}>
              <Row icon={KEY} look="awas" text={t('prof.factor')} sub={t('prof.factor.NONE')} />
              <Icon path={RIGHT} />
            </button>
          ) : (
            <div class="baris">
              <Row icon={KEY} text={t('prof.factor')} sub={t('prof.factor.TOTP')} />
            </div>
          ))}
        <a class="baris" href="/pasang">
          <Row
            icon={PHONE}
            text={t('prof.install')}
            sub={t(way === 'INSTALLED' ? 'prof.install.done' : 'prof.install.todo')}
          />
          <Icon path={RIGHT} />
        </a>
      </div>
      {setup && <TotpSheet onClose={() => setSetup(false)} />}
    </section>
  );
};

const Row = ({
  icon,
  look,
  text,
  sub,
}: {
  icon: string;
  look?: string;
  text: string;
  sub: string;
}) => (
  <>
    <span class={look ? `baris-ikon baris-ikon--${look}` : 'baris-ikon'}>
      <Icon path={icon} />
    </span>
    <span class="baris-teks">
      <b>{text}</b>
      <small>{sub}</small>
    </span>
  </>
);
