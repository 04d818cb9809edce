import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import type { Finding, Level } from '../app/precheck.ts';
import { precheck, readiness } from '../app/precheck.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/rarely.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { clock, dayName } from '../core/time.ts';
import { Button } from '../elements/button.tsx';
import { Icon } from '../elements/icon.tsx';
import {
  AGAIN,
  CAMERA,
  CHECK,
  CLOCK,
  CLOSE,
  GALLERY,
  PHONE,
  PIN,
  SIGNAL,
  WARNING,
} from '../elements/icons.ts';
import { CAMERA_FAULTS } from './camera-trouble.tsx';
import { Page, State } from './page.tsx';

/** Ten seconds the evening before: does this phone have all that a check-in needs? */
export const Precheck = () => {
  const app = useApp();
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    setFindings(await precheck(app.precheck));
    setBusy(false);
  };
  return (
    <Page title={t('pre.title')} back="/profil">
      {findings && <Verdict findings={findings} />}
      {findings && (
        <ul class="kartu daftar" aria-label={t('pre.results')}>
          {findings.map((finding) => (
            <Line key={finding.check} finding={finding} />
          ))}
        </ul>
      )}
      {!findings && <p>{t('prof.precheck.sub')}</p>}
      <Button
        look={findings ? 'second' : 'main'}
        icon={findings ? AGAIN : CHECK}
        large={!findings}
        wide
        busy={busy}
        onPress={() => void run()}
      >
        {busy ? t('pre.checking') : t(findings ? 'pre.again' : 'pre.title')}
      </Button>
      <p class="kecil redup" role="status">
        {busy && t('pre.wait')}
      </p>
    </Page>
  );
};

const Verdict = ({ findings }: { findings: readonly Finding[] }) => {
  const app = useApp();
  const { today } = useStore(app.today);
  const now = app.clock.server();
  const next = today?.activities.find(({ window }) => Date.parse(window.closes) > now);
  const open = findings.filter(({ level }) => level !== 'GOOD').length;
  switch (readiness(findings)) {
    case 'READY':
      return (
        <State
          look="hadir"
          icon={CHECK}
          title={
            next
              ? t('pre.ready.for', {
                  hari: dayName(next.date, currentLanguage()),
                  jam: clock(next.window.starts),
                })
              : t('pre.ready')
          }
        >
          <small>{t('pre.ready.sub')}</small>
        </State>
      );
    case 'ALMOST':
      return (
        <State look="telat" icon={WARNING} title={t('pre.almost')}>
          <small>{t('pre.almost.sub', { n: open })}</small>
        </State>
      );
    case 'NOT':
      return (
        <State look="tk" icon={WARNING} title={t('pre.not')}>
          <small>{t('pre.almost.sub', { n: open })}</small>
        </State>
      );
  }
};

const CHECKS = {
  CAMERA: { icon: CAMERA, text: 'pre.camera' },
  STORAGE: { icon: GALLERY, text: 'pre.storage' },
  CLOCK: { icon: CLOCK, text: 'pre.clock' },
  PLACE: { icon: PIN, text: 'pre.place' },
  NET: { icon: SIGNAL, text: 'pre.net' },
  DEVICE: { icon: PHONE, text: 'pre.device' },
} as const;
const LEVELS: Readonly<
  Record<
    Level,
    { row: string; sign: string; icon: string; text: 'pre.good' | 'pre.warn' | 'pre.bad' }
  >
> = {
  GOOD: { row: 'hadir', sign: 'bulat', icon: CHECK, text: 'pre.good' },
  WARN: { row: 'awas', sign: 'bulat bulat--awas', icon: WARNING, text: 'pre.warn' },
  BAD: { row: 'awas', sign: 'bulat bulat--gagal', icon: CLOSE, text: 'pre.bad' },
};

const Line = ({ finding }: { finding: Finding }) => {
  const { browser } = useApp();
  const { icon, text } = CHECKS[finding.check];
  const level = LEVELS[finding.level];
  return (
    <li class="baris">
      <span class={`baris-ikon baris-ikon--${level.row}`}>
        <Icon path={icon} />
      </span>
      <span class="baris-teks">
        <b>{t(text)}</b>
        <small>{noteOf(finding, browser)}</small>
      </span>
      <span class={level.sign}>
        <Icon path={level.icon} label={t(level.text)} />
      </span>
    </li>
  );
};

const MB_OF_GB = 1024;

/** `850 MB`, or `1,2 GB` as phones write it. */
const spaceText = (mb: number): string =>
  mb < MB_OF_GB
    ? `${mb} MB`
    : `${(mb / MB_OF_GB).toLocaleString(currentLanguage(), { maximumFractionDigits: 1 })} GB`;

function noteOf(finding: Finding, browser: string): string {
  switch (finding.check) {
    case 'CAMERA':
      return finding.fault ? t(CAMERA_FAULTS[finding.fault], { browser }) : t('pre.camera.ok');
    case 'STORAGE':
      if (!finding.works) return t('pre.storage.none');
      if (finding.freeMb === null) return t('pre.storage.unknown');
      return t(finding.level === 'GOOD' ? 'pre.storage.ok' : 'pre.storage.low', {
        ruang: spaceText(finding.freeMb),
      });
    case 'CLOCK':
      if (finding.offS === null) return t('pre.clock.unknown');
      return finding.level === 'GOOD'
        ? t('pre.clock.ok', { n: finding.offS })
        : t('pre.clock.off', { n: Math.round(finding.offS / 60) });
    case 'PLACE':
      return finding.accuracy === null
        ? t('pre.place.no')
        : t('pre.place.ok', { n: finding.accuracy });
    case 'NET':
      return t(finding.level === 'GOOD' ? 'pre.net.ok' : 'pre.net.no');
    case 'DEVICE':
      return t(`prof.device.${finding.state}`);
  }
}
