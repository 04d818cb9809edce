import { useState } from 'preact/hooks';
import type { DraftFault } from '../../core/activity-form.ts';
import { circleOf, type TypedPlace } from '../../core/typed-place.ts';
import { awayFrom, type Fix, typedPlace } from '../../core/venue-sketch.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { PIN } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { type Desk, useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { errorAt } from './activity-fields.tsx';
import { lengthText, VenueSketch } from './venue-sketch.tsx';

interface Props {
  typed: TypedPlace;
  fault: DraftFault | null;
  /** A place may go without. */
  optional?: boolean;
  onChange: (part: Partial<TypedPlace>) => void;
}

/** A circle on the ground: typed, taken from where one stands, drawn to scale. */
export const Coordinates = ({ typed, fault, optional, onChange }: Props) => {
  const { findPlace } = useDesk();
  const [found, setFound] = useState<Awaited<ReturnType<Desk['findPlace']>> | null>(null);
  const [busy, setBusy] = useState(false);
  const circle = circleOf(typed);
  const fix = found?.ok ? found.place : null;
  const labels = optional ? OPTIONAL : NEEDED;
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
            label={t(labels[field])}
            name={field}
            {...(field === 'radius' && { inputMode: 'numeric' as const })}
            value={typed[field]}
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

const OPTIONAL = {
  lat: 'acts.form.lat',
  lon: 'acts.form.lon',
  radius: 'acts.form.radius',
} as const;
const NEEDED = { lat: 'office.lat', lon: 'office.lon', radius: 'acts.form.radius' } as const;

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
