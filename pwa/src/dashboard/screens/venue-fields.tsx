import type { ActivityDraft } from '../../core/activity-form.ts';
import type { Opd } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { PIN } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { Segments } from '../../elements/segments.tsx';
import { useOffices } from '../app/offices.ts';
import { t } from '../i18n.ts';
import { errorAt, type PartProps } from './activity-fields.tsx';
import { Coordinates } from './coordinates.tsx';
import { placedText } from './offices-sheet.tsx';

interface Props extends PartProps {
  /** Who organises it; null: the regency. */
  opd: Opd | null;
  /** Opens the offices of its units; `after` when they may have changed. */
  onPlace: (after: () => void) => void;
}

/** One place, or each unit's own office. */
export const VenueFields = ({ opd, draft, fault, onChange, onPlace }: Props) => (
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
        {opd ? (
          <OwnOffices opd={opd} units={draft.units} onPlace={onPlace} />
        ) : (
          <Message>{t('acts.form.own.regency')}</Message>
        )}
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
        <Coordinates optional typed={draft} fault={fault} onChange={onChange} />
      </>
    )}
  </fieldset>
);

interface OwnProps extends Pick<Props, 'onPlace'> {
  opd: Opd;
  units: readonly number[] | null;
}
const OwnOffices = ({ opd, units, onPlace }: OwnProps) => {
  const { value, reload } = useOffices(opd.id);
  return (
    <>
      {value && (
        <Message>{placedText(value.units.filter(({ no }) => units?.includes(no) ?? true))}</Message>
      )}
      <Button icon={PIN} onPress={() => onPlace(reload)}>
        {t('office.title')}
      </Button>
    </>
  );
};
