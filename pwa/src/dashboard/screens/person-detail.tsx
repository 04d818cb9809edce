import { useEffect, useRef, useState } from 'preact/hooks';
import { personPath } from '../../core/desk-routes.ts';
import { faultText } from '../../core/i18n/faults.ts';
import type { BoundDevice, DeskPerson, Id } from '../../core/wire.ts';
import { Button, ButtonLink } from '../../elements/button.tsx';
import { CHECK, KEY, PERSON, PHONE } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { moment } from '../words.ts';

interface Props {
  person: DeskPerson;
  mayChange: boolean;
  busy: boolean;
  onIssue: (id: Id) => void;
  /** A second phone was approved or refused. */
  onChanged: (device: Id) => void;
}

/** `19831332 200913 2 006`, as the NIP is printed. */
export const nipText = (nip: string): string =>
  nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');

/** Who it is, the phones that wait, and the code that gives or gives back a sign-in. */
export const PersonDetail = ({ person, mayChange, busy, onIssue, onChanged }: Props) => {
  const me = useMe();
  const own = person.pegawai_id === me.pegawai_id;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []); // on a phone it stands below the list
  return (
    <section class="kartu tumpuk" aria-labelledby="orangnya">
      <div>
        <h2 id="orangnya" class="judul-besar" ref={heading} tabIndex={-1}>
          {person.name}
        </h2>
        <p class="kecil redup">
          {[person.employment, person.position, person.unit.name].filter(Boolean).join(' · ')}
          <br />
          <span class="mono">NIP {nipText(person.nip)}</span>
        </p>
      </div>
      {person.pending_devices.map((device) => (
        <Device
          key={device.id}
          person={person.pegawai_id}
          device={device}
          mayDecide={mayChange && !own}
          onChanged={() => onChanged(device.id)}
        />
      ))}
      {mayChange && !own && <Code person={person} busy={busy} onIssue={onIssue} />}
      <ButtonLink href={personPath(person.pegawai_id)} icon={PERSON} wide>
        {t('people.page')}
      </ButtonLink>
    </section>
  );
};

interface DeviceProps {
  person: Id;
  device: Pick<BoundDevice, 'id' | 'label' | 'since'>;
  mayDecide: boolean;
  onChanged: () => void;
}
/** A second phone that waits. */
export const Device = ({ person, device, mayDecide, onChanged }: DeviceProps) => {
  const { net } = useDesk();
  const opd = useOpd();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const path = `/opds/${opd.id}/people/${person}/devices/${device.id}`;
  const decide = async (approves: boolean): Promise<void> => {
    setBusy(true);
    const answer = approves
      ? await net.call<void>('POST', `${path}/approval`, {})
      : await net.call<void>('DELETE', path);
    setBusy(false);
    if (answer.ok) onChanged();
    else setError(faultText(answer.fault));
  };
  return (
    <Message tone="warning" icon={PHONE} title={t('people.device')}>
      {t('people.device.since', { label: device.label, waktu: moment(device.since) })}
      {error && (
        <p class="salah" role="alert">
          {error}
        </p>
      )}
      {mayDecide && (
        <div class="btn-baris pesan-tombol">
          <Button look="good" icon={CHECK} busy={busy} onPress={() => void decide(true)}>
            {t('people.device.approve')}
          </Button>
          <Button busy={busy} onPress={() => void decide(false)}>
            {t('people.device.refuse')}
          </Button>
        </div>
      )}
    </Message>
  );
};

interface CodeProps {
  person: DeskPerson;
  busy: boolean;
  onIssue: (id: Id) => void;
}
/** A recovery ends what was there: it is asked twice. */
export const Code = ({ person, busy, onIssue }: CodeProps) => {
  const [sure, setSure] = useState(false);
  const recovers = person.account === 'ACTIVE';
  const press = (): void => {
    if (recovers && !sure) setSure(true);
    else onIssue(person.pegawai_id);
  };
  return (
    <div class="tumpuk-rapat">
      {sure && (
        <Message tone="warning" role="status">
          {t('people.recover.sure', { nama: person.name })}
        </Message>
      )}
      <Button look={sure ? 'danger' : 'second'} icon={KEY} wide busy={busy} onPress={press}>
        {t(recovers ? 'people.recover' : 'people.activate')}
      </Button>
      <p class="kecil redup">{t('people.recover.how')}</p>
    </div>
  );
};
