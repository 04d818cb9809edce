import { useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { shortDate } from '../../core/time.ts';
import type { BoundDevice, Id, PermitState, PersonPage, Stay } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { CodeChip, Tag, type TagTone } from '../../elements/chips.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { moment, spanWithDays } from '../words.ts';
import { Device } from './person-detail.tsx';

interface DevicesProps {
  person: Id;
  devices: readonly BoundDevice[];
  mayChange: boolean;
  onChanged: () => void;
}

/** The phones that are bound or wait for it. */
export const PersonDevices = ({ person, devices, mayChange, onChanged }: DevicesProps) => (
  <section class="kartu tumpuk" aria-labelledby="hp-orang">
    <h2 id="hp-orang" class="judul-besar">
      {t('person.devices')}
    </h2>
    {devices.length === 0 && <p class="redup">{t('person.devices.none')}</p>}
    {devices.map((device) =>
      device.state === 'PENDING' ? (
        <Device
          key={device.id}
          person={person}
          device={device}
          mayDecide={mayChange}
          onChanged={onChanged}
        />
      ) : (
        <Bound
          key={device.id}
          person={person}
          device={device}
          mayRevoke={mayChange}
          onChanged={onChanged}
        />
      ),
    )}
  </section>
);

interface BoundProps {
  person: Id;
  device: BoundDevice;
  mayRevoke: boolean;
  onChanged: () => void;
}
/** Taking a phone away ends its sessions: it is asked twice. */
const Bound = ({ person, device, mayRevoke, onChanged }: BoundProps) => {
  const { net } = useDesk();
  const opd = useOpd();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const press = async (): Promise<void> => {
    if (!sure) {
      setSure(true);
      return;
    }
    setBusy(true);
    const path = `/opds/${opd.id}/people/${person}/devices/${device.id}`;
    const answer = await net.call<void>('DELETE', path);
    setBusy(false);
    if (answer.ok) onChanged();
    else setError(faultText(answer.fault));
  };
  return (
    <div class="baris baris--rapat">
      <span class="baris-teks">
        <b>{device.label}</b>
        <small>{t('person.devices.since', { waktu: moment(device.since) })}</small>
        {error && (
          <span class="salah" role="alert">
            {error}
          </span>
        )}
      </span>
      {mayRevoke && (
        <Button
          look={sure ? 'danger' : 'quiet'}
          busy={busy}
          label={t(sure ? 'person.devices.revoke.sure.label' : 'person.devices.revoke.label', {
            label: device.label,
          })}
          onPress={() => void press()}
        >
          {t(sure ? 'person.devices.revoke.sure' : 'person.devices.revoke')}
        </Button>
      )}
    </div>
  );
};

const TONE: Readonly<Record<PermitState, TagTone | undefined>> = {
  DIAJUKAN: 'warning',
  DISETUJUI: 'present',
  DITOLAK: 'absent',
  DIBATALKAN: undefined,
};

/** Permits of six months; what was written in them is read where they are decided. */
export const PersonPermits = ({ permits }: { permits: NonNullable<PersonPage['permits']> }) => (
  <section class="kartu tumpuk" aria-labelledby="izin-orang">
    <h2 id="izin-orang" class="judul-besar">
      {t('person.permits')}
    </h2>
    {permits.length === 0 && <p class="redup">{t('person.permits.none')}</p>}
    <ul class="daftar">
      {[...permits].reverse().map(({ id, kind, from, to, state }) => (
        <li key={id}>
          <div class="baris baris--rapat">
            <CodeChip code={kind} />
            <span class="baris-teks">
              <b>{spanWithDays(from, to)}</b>
            </span>
            <Tag {...toned(TONE[state])}>{shared(`permit.${state}`)}</Tag>
          </div>
        </li>
      ))}
    </ul>
  </section>
);

const toned = (tone: TagTone | undefined) => (tone ? { tone } : {});

/** Where somebody belonged since when, the newest first. */
export const PersonStays = ({ stays }: { stays: readonly Stay[] }) => (
  <section class="kartu tumpuk" aria-labelledby="tempat-orang">
    <h2 id="tempat-orang" class="judul-besar">
      {t('person.stays')}
    </h2>
    {stays.length === 0 && <p class="redup">{t('person.stays.none')}</p>}
    <ol class="daftar">
      {stays.map(({ since, opd, unit }) => (
        <li key={since}>
          <div class="baris baris--rapat">
            <span class="baris-teks">
              <b>{unit.no === 0 ? opd.name : `${opd.name} · ${unit.name}`}</b>
              <small>
                {t('person.stays.since', { tanggal: shortDate(since, currentLanguage()) })}
              </small>
            </span>
          </div>
        </li>
      ))}
    </ol>
  </section>
);
