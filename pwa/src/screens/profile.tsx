import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { ofOwner } from '../app/outbox.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/later.ts';
import { initials } from '../core/names.ts';
import type { Me } from '../core/wire.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { CALENDAR, INFO, LETTER, TOOL } from '../elements/icons.ts';
import { onDemand } from '../elements/on-demand.tsx';
import { Look } from './look.tsx';
import { TabPage, useHeading } from './page.tsx';
import { PhotosHere } from './photos-here.tsx';
import { Mail } from './profile-mail.tsx';
import { Readiness } from './readiness.tsx';
import { SecondPhone } from './second-phone.tsx';
import { SignOut } from './sign-out.tsx';

const PrivacySheet = onDemand(async () => (await import('./rarely.ts')).PrivacySheet);
const OwnCalendarSheet = onDemand(async () => (await import('./rarely.ts')).OwnCalendarSheet);
const ReportSheet = onDemand(async () => (await import('./rarely.ts')).ReportSheet);

/** The own profile: readiness, phones, photos, look, and the way out. */
export const Profile = ({ me }: { me: Me }) => {
  const heading = useHeading(t('nav.profile'));
  return (
    <TabPage path="/profil" me={me}>
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
      <PhotosHere entries={ofOwner(useStore(useApp().outbox.entries), me.pegawai_id)} />
      <Privacy />
      <Mail me={me} />
      <Look />
      <OwnCalendar />
      <ButtonLink icon={INFO} wide beside href="/panduan/pegawai.html">
        {t('prof.guide')}
      </ButtonLink>
      <Report me={me} />
      <SignOut me={me} />
    </TabPage>
  );
};

/** `19701332 199413 2 014`: birth, start, sex, serial. */
const spaced = (nip: string): string => nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');

const OwnCalendar = () => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={CALENDAR} wide onPress={() => setOpen(true)}>
        {t('ics.title')}
      </Button>
      {open && <OwnCalendarSheet onClose={() => setOpen(false)} />}
    </>
  );
};

const Report = ({ me }: { me: Me }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={TOOL} wide onPress={() => setOpen(true)}>
        {t('rep.title')}
      </Button>
      {open && <ReportSheet me={me} onClose={() => setOpen(false)} />}
    </>
  );
};

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
