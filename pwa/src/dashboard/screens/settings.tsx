import { useEffect, useState } from 'preact/hooks';
import { faultText } from '../../core/i18n/faults.ts';
import type { Fault } from '../../core/problems.ts';
import { isWithin } from '../../core/regency-settings.ts';
import { SETTINGS_PARTS, type SettingsPart } from '../../core/settings-parts.ts';
import type { RegencySettings, Setting } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Tag } from '../../elements/chips.tsx';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { brokenRule, refusedSetting, useMayChange, useSettings } from '../app/settings.ts';
import { isStale } from '../app/versioned.ts';
import { t } from '../i18n.ts';
import { Screen } from './screen.tsx';
import { ColumnsTable } from './settings-columns.tsx';
import { ConfirmSheet, dayText } from './settings-confirm.tsx';
import {
  type Form,
  LinesSetting,
  Part,
  PlainSetting,
  SwitchesSetting,
  TimesRow,
  WeekdaySetting,
} from './settings-fields.tsx';
import { ImageSetting } from './settings-image.tsx';
import { boundsText, dotted, TIMES } from './settings-words.ts';
import { Unsaved } from './unsaved.tsx';

const RULES = ['urutan', 'pendek', 'kolom', 'kepala', 'terbit', 'gambar'] as const;
type Told = { tone: 'good' | 'warning'; text: string };

/** Pengaturan: what the regency has set, from which day, and what it may be. */
export const Settings = ({ part }: { part: SettingsPart | null }) => {
  const desk = useSettings();
  const { value, changes } = desk;
  const mayChange = useMayChange();
  const [error, setError] = useState<Form['error']>(null);
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const isHere = value !== null;
  useEffect(() => {
    if (isHere && part) document.getElementById(`atur-${part}`)?.scrollIntoView();
  }, [isHere, part]);
  const ask = (): void => {
    const wrong = changes.find(({ of, to }) => !isWithin(of, to));
    setError(wrong ? { name: wrong.of.name, text: boundsError(wrong.of) } : null);
    setFault(null);
    setTold(null);
    setConfirming(!wrong);
  };
  const save = async (since: string): Promise<void> => {
    setBusy(true);
    const answer = await desk.send(since);
    setBusy(false);
    if (answer.ok) {
      setConfirming(false);
      setTold({ tone: 'good', text: t('set.saved', { tanggal: dayText(since) }) });
      desk.discard();
      desk.reload();
      return;
    }
    const at = value?.settings.find(({ name }) => name === refusedSetting(answer.fault));
    if (at) setError({ name: at.name, text: ruleError(answer.fault) });
    if (isStale(answer.fault)) {
      setTold({ tone: 'warning', text: t('set.stale') });
      desk.reload();
    } else if (!at) {
      setFault(answer.fault);
      return;
    }
    setConfirming(false);
  };
  return (
    <Screen
      title={t('set.title')}
      sub={t('set.sub')}
      picker="" // the same for every OPD
      tools={
        mayChange ? (
          changes.length > 0 && (
            <>
              <Tag tone="warning">{t('set.pending', { n: changes.length })}</Tag>
              <Button look="quiet" onPress={desk.discard}>
                {t('set.cancel')}
              </Button>
              <Button look="main" busy={desk.loading} onPress={ask}>
                {t('set.save')}
              </Button>
            </>
          )
        ) : (
          <Tag>{t('desk.readonly')}</Tag>
        )
      }
    >
      {desk.fault && (
        <FaultMessage fault={desk.fault} kept={value !== null} onRetry={desk.reload} />
      )}
      {!value && !desk.fault && <Skeleton />}
      <Unsaved count={changes.length} onDiscard={desk.discard} />
      {told && !desk.loading && (
        <Message tone={told.tone} role="status">
          {told.text}
        </Message>
      )}
      {value && (
        <SettingsForm
          settings={value}
          form={{
            of: (name) => value.settings.find((one) => one.name === name) as Setting,
            draft: desk.draft,
            set: (name, to) => {
              setError(null);
              desk.set(name, to);
            },
            error,
            locked: !mayChange,
          }}
        />
      )}
      {value && confirming && (
        <ConfirmSheet
          changes={changes}
          pickedUp={value.picked_up_s}
          fault={fault}
          busy={busy}
          onSave={(since) => void save(since)}
          onClose={() => setConfirming(false)}
        />
      )}
    </Screen>
  );
};

const boundsError = (of: Setting): string => {
  const bounds = { dari: dotted(`${of.least}`), ke: dotted(`${of.most}`) };
  if (of.form === 'DAFTAR') return t('set.err.lines', bounds);
  return boundsText(of) ? t('set.err.bounds', bounds) : t('set.err.empty');
};

const ruleError = (fault: Fault): string => {
  const rule = RULES.find((one) => one === brokenRule(fault));
  return rule ? t(`set.err.${rule}`) : faultText(fault);
};

/** The settings in their parts, as they are drawn from what was read and typed. */
export const SettingsForm = ({ settings, form }: { settings: RegencySettings; form: Form }) => (
  <div class="tiga tiga--atur">
    <nav class="kartu pohon" aria-label={t('set.parts')}>
      <ul>
        {SETTINGS_PARTS.map((part) => (
          <li key={part}>
            <a href={`#atur-${part}`}>{t(`set.part.${part}`)}</a>
          </li>
        ))}
      </ul>
    </nav>
    <div class="tumpuk">
      <Part
        id="atur-times"
        title={t('set.times.title')}
        note={t('set.times.note', { tanggal: dayText(form.of('apel_times').earliest) })}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys where it is narrow */}
        <section class="gulir" tabIndex={0} aria-label={t('set.part.times')}>
          <table class="tabel tabel--rapat jam">
            <thead>
              <tr>
                <th scope="col" class="jenis">
                  {t('set.times.kind')}
                </th>
                {TIMES.map((part) => (
                  <th key={part} scope="col">
                    {t(`set.times.${part}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <TimesRow form={form} name="apel_times" />
              <TimesRow form={form} name="ceremony_times" />
            </tbody>
          </table>
        </section>
        <div class="kisi">
          <WeekdaySetting form={form} name="apel_weekday" />
          <PlainSetting form={form} name="apel_title" />
          <PlainSetting form={form} name="apel_venue" />
        </div>
      </Part>
      <Part id="atur-columns" title={t('set.columns.title')} note={t('set.columns.note')}>
        <ColumnsTable form={form} allowed={settings.columns} />
      </Part>
      <Part id="atur-reminders" title={t('set.part.reminders')} note={t('set.reminders.note')}>
        <SwitchesSetting form={form} name="reminders" />
        <div class="kisi">
          <PlainSetting form={form} name="evening_reminder_at" />
          <PlainSetting form={form} name="reminder_before_closing" />
          <PlainSetting form={form} name="heads_told_at" />
        </div>
      </Part>
      <Part id="atur-final" title={t('set.part.final')} note={t('set.final.note')}>
        <div class="kisi">
          <PlainSetting form={form} name="lock_after_working_days" />
          <PlainSetting form={form} name="relock_after_working_days" />
          <WeekdaySetting form={form} name="publish_weekday" />
          <PlainSetting form={form} name="publish_at" />
          <PlainSetting form={form} name="attention_below_percent" />
          <PlainSetting form={form} name="unexplained_in_a_row" />
          <PlainSetting form={form} name="sampled_percent" />
        </div>
      </Part>
    </div>
    <div class="tumpuk">
      <Part id="atur-letterhead" title={t('set.part.letterhead')} note={t('set.letterhead.note')}>
        <ImageSetting form={form} name="letterhead_image" />
        <PlainSetting form={form} name="government" />
        <PlainSetting form={form} name="seat" />
        <PlainSetting form={form} name="publisher" />
        <PlainSetting form={form} name="letterhead_address" />
      </Part>
      <Part id="atur-challenges" title={t('set.part.challenges')} note={t('set.challenges.note')}>
        <LinesSetting form={form} name="challenges" />
      </Part>
    </div>
  </div>
);
