import { useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import { faultText } from '../../core/i18n/faults.ts';
import type { Circle } from '../../core/place.ts';
import type { Answer } from '../../core/problems.ts';
import {
  circleFault,
  circleOf,
  type PlaceFault,
  type TypedPlace,
  typedOf,
} from '../../core/typed-place.ts';
import type { Offices, OfficeUnit, Opd } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { FaultMessage, Message, type Tone } from '../../elements/message.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useMe } from '../app/desk.ts';
import { useOffices, useSetOffice } from '../app/offices.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';
import { Coordinates } from './coordinates.tsx';
import { VenueSketch } from './venue-sketch.tsx';

/** How many of these units are known to be where. */
export const placedText = (units: readonly OfficeUnit[]): string =>
  t('office.placed', { n: units.filter(({ office }) => office).length, m: units.length });

interface Props {
  opd: Opd;
  onClose: () => void;
}

/** Where the units of an OPD are, one at a time. */
export const OfficesSheet = ({ opd, onClose }: Props) => {
  const { value, fault, reload } = useOffices(opd.id);
  return (
    <Sheet title={t('office.title')} onClose={onClose}>
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && <UnitOffices opd={opd} offices={value} onChanged={reload} />}
    </Sheet>
  );
};

interface UnitsProps {
  opd: Opd;
  offices: Offices;
  onChanged: () => void;
}
/** The unit that is chosen; at first one that nobody placed yet. */
export const UnitOffices = ({ opd, offices, onChanged }: UnitsProps) => {
  const { units, version } = offices;
  const set = useSetOffice(opd.id);
  const mayChange = rightsAt(useMe(), opd.id).activities;
  const [no, setNo] = useState(() => (units.find(({ office }) => !office) ?? units[0])?.no);
  const [told, setTold] = useState<{ tone: Tone; text: string } | null>(null);
  const unit = units.find((one) => one.no === no);
  if (!unit) return null;
  const send = async (at: Circle | null): Promise<void> => {
    const answer = await set(unit.no, at, version);
    setTold(toldOf(answer, at !== null, unit.name));
    onChanged();
  };
  return (
    <div class="tumpuk">
      <p class="kecil redup">{placedText(units)}</p>
      <Select
        label={t('office.unit')}
        value={String(unit.no)}
        options={units.map(({ no: each, name, office }) => ({
          value: String(each),
          label: t(office ? 'office.unit.placed' : 'office.unit.none', { unit: name }),
        }))}
        onChoose={(value) => {
          setNo(Number(value));
          setTold(null);
        }}
      />
      {mayChange ? (
        // What is typed outlasts somebody else's change of another unit.
        <OfficeForm key={`${unit.no} ${JSON.stringify(unit.office)}`} unit={unit} onSend={send} />
      ) : (
        <Shown unit={unit} />
      )}
      {told && (
        <Message tone={told.tone} role={told.tone === 'error' ? 'alert' : 'status'}>
          {told.text}
        </Message>
      )}
    </div>
  );
};

const toldOf = (answer: Answer<Offices>, known: boolean, unit: string) =>
  answer.ok
    ? { tone: 'good' as const, text: t(known ? 'office.saved' : 'office.removed', { unit }) }
    : { tone: 'error' as const, text: faultText(answer.fault) };

interface FormProps {
  unit: OfficeUnit;
  onSend: (at: Circle | null) => Promise<void>;
}
const OfficeForm = ({ unit, onSend }: FormProps) => {
  const [typed, setTyped] = useState<TypedPlace>(() => typedOf(unit.office ?? {}));
  const [fault, setFault] = useState<PlaceFault | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (at: Circle | null): Promise<void> => {
    setBusy(true);
    await onSend(at);
    setBusy(false);
  };
  return (
    <form
      class="tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        const circle = circleOf(typed);
        setFault(circleFault(typed));
        if (circle && !busy) void send(circle);
      }}
    >
      <Coordinates
        typed={typed}
        fault={fault}
        onChange={(part) => {
          setTyped({ ...typed, ...part });
          setFault(null);
        }}
      />
      <Button look="main" wide submit busy={busy}>
        {t('office.save')}
      </Button>
      {unit.office && (
        <Button look="quiet" busy={busy} onPress={() => void send(null)}>
          {t('office.remove')}
        </Button>
      )}
    </form>
  );
};

/** To whom only reads. */
const Shown = ({ unit: { office } }: { unit: OfficeUnit }) => {
  if (!office) return <p>{t('office.unknown')}</p>;
  const { lat, lon, radius } = typedOf(office);
  return (
    <>
      <p>{t('office.at', { lat, lon, jari: radius })}</p>
      <VenueSketch
        circle={{ lat: office.lat, lon: office.lon, radius: office.radius_m }}
        fix={null}
      />
    </>
  );
};
