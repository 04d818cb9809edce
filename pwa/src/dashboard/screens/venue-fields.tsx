import { useState } from 'preact/hooks';
import { type ActivityDraft, circleOf } from '../../core/activity-form.ts';
import { awayFrom, type Fix, typedPlace } from '../../core/venue-sketch.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { PIN } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { type Desk, useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { errorAt, type PartProps } from './activity-fields.tsx';
import { lengthText, VenueSketch } from './venue-sketch.tsx';

/** One place, or each unit's own office. */
export const VenueFields = (props: PartProps) => {
  const { draft, fault, onChange } = props;
  return (
    <fieldset class="kartu tumpuk">
      <legend class="legenda-kartu">{t('acts.form.place.title')}</legend>
      <Segments<ActivityDraft['venue']>
        label={t('acts.form.venue')}
        chosen={draft.venue}
        options={(['PLACE', 'OWN_OFFICE'] as const).map((value) => ({
          value,
          label: t(`acts.form.venue.${value}`),
        }))}
        onChoose={(venue) => onChange({ venue })}
      />
      {draft.venue === 'OWN_OFFICE' ? (
        <>
          <p class="kecil redup">{t('acts.form.own')}</p>
          <Message>{t('acts.form.own.unlocated')}</Message>
        </>
      ) : (
        <>
          <Field
            label={t('acts.form.place')}
            name="place"
            maxLength={100}
            value={draft.place}
            onInput={(place) => onChange({ place })}
            error={errorAt(fault, 'place')}
          />
          <Coordinates {...props} />
        </>
      )}
    </fieldset>
  );
};

const Coordinates = ({ draft, fault, onChange }: PartProps) => {
  const { findPlace } = useDesk();
  const [found, setFound] = useState<Awaited<ReturnType<Desk['findPlace']>> | null>(null);
  const [busy, setBusy] = useState(false);
  const circle = circleOf(draft);
  const fix = found?.ok ? found.place : null;
  const locate = async (): Promise<Fix | null> => {
    setBusy(true);
    const answer = await findPlace();
    setBusy(false);
    setFound(answer);
    return answer.ok ? answer.place : null;
  };
  const use = async (): Promise<void> => {
    const here = await locate();
    if (here) onChange(typedPlace(here));
  };
  return (
    <>
      <div class="kisi kisi--tgl">
        {(['lat', 'lon', 'radius'] as const).map((field) => (
          <Field
            key={field}
            label={t(`acts.form.${field}`)}
            name={field}
            {...(field === 'radius' && { inputMode: 'numeric' as const })}
            value={draft[field]}
            onInput={(value) => onChange({ [field]: value })}
            error={errorAt(fault, field)}
          />
        ))}
      </div>
      <div class="alat-baris">
        <Button icon={PIN} busy={busy} onPress={() => void use()}>
          {t(busy ? 'acts.form.locating' : 'acts.form.here')}
        </Button>
        {circle && !busy && (
          <Button look="quiet" onPress={() => void locate()}>
            {t('acts.form.measure')}
          </Button>
        )}
      </div>
      {found && !found.ok && (
        <Message tone="warning" role="status">
          {t(found.fault === 'DENIED' ? 'acts.form.denied' : 'acts.form.nowhere')}
        </Message>
      )}
      {circle && <VenueSketch circle={circle} fix={fix} />}
      {circle && fix && <Standing {...{ circle, fix }} />}
      <p class="kecil redup">{t('acts.form.place.hint')}</p>
    </>
  );
};

const Standing = ({ circle, fix }: Parameters<typeof VenueSketch>[0] & { fix: Fix }) => {
  const { metres, inside } = awayFrom(circle, fix);
  const facts = { jarak: lengthText(metres), n: fix.accuracy_m };
  return (
    <p class="kecil" role="status">
      {fix.accuracy_m > circle.radius
        ? t('acts.form.vague', { n: fix.accuracy_m })
        : t(inside ? 'acts.form.away.in' : 'acts.form.away.out', facts)}
    </p>
  );
};
