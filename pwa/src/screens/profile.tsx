import { useEffect, useState } from 'preact/hooks';
import { signOut, useApp } from '../app/app.ts';
import { unsent } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { initials } from '../core/names.ts';
import type { Fault } from '../core/problems.ts';
import { clock, dayAndMonth, shortDate, wib } from '../core/time.ts';
import type { Device, Me } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { Field } from '../elements/field.tsx';
import { Icon } from '../elements/icon.tsx';
import { CHECK, KEY, LEAVE, LETTER, PHONE, RIGHT } from '../elements/icons.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { onDemand } from '../elements/on-demand.tsx';
import { Segments } from '../elements/segments.tsx';
import { Sheet } from '../elements/sheet.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { TabPage, useHeading } from './page.tsx';
import { PhotosHere } from './photos-here.tsx';

const PrivacySheet = onDemand(async () => (await import('./rarely.ts')).PrivacySheet);
const TotpSheet = onDemand(async () => (await import('./rarely.ts')).TotpSheet);

/** The own profile: readiness, phones, photos, look, and the way out. */
export const Profile = ({ me }: { me: Me }) => {
  const heading = useHeading(t('nav.profile'));
  return (
    <TabPage path="/profil">
      <section class="kartu diri">
        <span class="inisial">{initials(me.name)}</span>
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {me.name}
          </h1>
          <p class="kecil redup">
            {[me.employment, me.position].filter(Boolean).join(' · ')}
            <br />
            {me.unit.name === me.opd.name ? me.opd.name : `${me.unit.name} — ${me.opd.name}`}
          </p>
          <p class="kecil mono redup">NIP {spaced(me.nip)}</p>
        </div>
      </section>
      <SecondPhone />
      <Readiness me={me} />
      <PhotosHere me={me} />
      <Privacy />
      <Mail key={me.mail} me={me} />
      <Look />
      <SignOut me={me} />
    </TabPage>
  );
};

/** `19701332 199413 2 014`: birth, start, sex, serial. */
const spaced = (nip: string): string => nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');

const SecondPhone = () => {
  const { device } = useApp();
  const pending = useStore(device.pending);
  const [fault, setFault] = useState<Fault | null>(null);
  useEffect(() => void device.lookForPending(), [device]);
  const decide = async (one: Device, yes: boolean): Promise<void> => {
    const answer = await (yes ? device.approve(one) : device.refuse(one));
    setFault(answer.ok ? null : answer.fault);
  };
  if (pending.length === 0) return null;
  return (
    <section class="kartu" aria-labelledby="hp2">
      <h2 id="hp2">{t('prof.second')}</h2>
      {pending.map((one) => (
        <div key={one.id} class="tumpuk-rapat">
          <p>
            {t('prof.second.since', {
              label: one.label,
              tanggal: dayAndMonth(wib(one.since).date, currentLanguage()),
              jam: clock(one.since),
            })}
          </p>
          <p class="kecil redup">{t('prof.second.note')}</p>
          <div class="btn-baris">
            <Button look="main" icon={CHECK} onPress={() => void decide(one, true)}>
              {t('prof.second.yes')}
            </Button>
            <Button look="danger" onPress={() => void decide(one, false)}>
              {t('prof.second.no')}
            </Button>
          </div>
        </div>
      ))}
      {fault && <FaultMessage fault={fault} />}
    </section>
  );
};

const Readiness = ({ me }: { me: Me }) => {
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

const Privacy = () => {
  const [open, setOpen] = useState(false);
  return (
    <section class="kartu" aria-labelledby="pr">
      <h2 id="pr">{t('prof.privacy')}</h2>
      <div class="tumpuk-rapat">
        <p class="kecil redup">{t('prof.privacy.sub')}</p>
        <Button icon={LETTER} wide onPress={() => setOpen(true)}>
          {t('prof.privacy.read')}
        </Button>
      </div>
      {open && <PrivacySheet onClose={() => setOpen(false)} />}
    </section>
  );
};

const Mail = ({ me }: { me: Me }) => {
  const app = useApp();
  const [mail, setMail] = useState(me.mail ?? '');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Fault | 'SAVED' | null>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = app.session.adopt(
      await app.net.call<Me>('PATCH', '/me', { mail: mail.trim() || null }),
    );
    setBusy(false);
    setResult(answer.ok ? 'SAVED' : answer.fault);
  };
  return (
    <form
      class="kartu tumpuk-rapat"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Field
        label={t('prof.mail')}
        name="email"
        type="email"
        autocomplete="email"
        inputMode="email"
        autocapitalize="none"
        hint={t('prof.mail.hint')}
        value={mail}
        onInput={setMail}
      />
      {result === 'SAVED' && (
        <Message tone="good" role="status">
          {t('prof.mail.saved')}
        </Message>
      )}
      {result && result !== 'SAVED' && <FaultMessage fault={result} />}
      {mail.trim() !== (me.mail ?? '') && (
        <Button submit busy={busy}>
          {t('prof.mail.save')}
        </Button>
      )}
    </form>
  );
};

const THEMES = ['SYSTEM', 'SUNLIGHT', 'DARK'] as const;

const Look = () => {
  const { preferences } = useApp();
  const { theme } = useStore(preferences);
  return (
    <section class="kartu tumpuk" aria-labelledby="tm">
      <h2 id="tm">{t('prof.look')}</h2>
      <div class="kolom">
        <span class="label">{t('prof.theme')}</span>
        <Segments
          label={t('prof.theme')}
          options={THEMES.map((value) => ({ value, label: t(`prof.theme.${value}`) }))}
          chosen={theme}
          onChoose={(chosen) => preferences.change({ theme: chosen })}
        />
        <small>{t('prof.theme.note')}</small>
      </div>
      <div class="kolom">
        <span class="label">{t('common.language')}</span>
        <LanguageChoice />
      </div>
    </section>
  );
};

const SignOut = ({ me }: { me: Me }) => {
  const app = useApp();
  const waiting = unsent(useStore(app.outbox.entries), me.pegawai_id).length;
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const leave = async (): Promise<void> => {
    setBusy(true);
    await signOut(app);
    setBusy(false);
  };
  return (
    <>
      <Button look="danger" icon={LEAVE} wide onPress={() => setAsking(true)}>
        {t('prof.out')}
      </Button>
      {asking && (
        <Sheet title={t('prof.out.title')} onClose={() => setAsking(false)}>
          <div class="tumpuk-rapat">
            <p>{waiting > 0 ? t('prof.out.warn', { n: waiting }) : t('prof.out.plain')}</p>
            {waiting > 0 && (
              <Button look="main" wide onPress={() => void app.outbox.hurry()}>
                {t('act.sendnow')}
              </Button>
            )}
            <Button look="danger" wide busy={busy} onPress={() => void leave()}>
              {t(waiting > 0 ? 'prof.out.anyway' : 'prof.out.sure')}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
};
