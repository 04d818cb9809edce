import { useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import { faultText } from '../../core/i18n/faults.ts';
import type { Circle } from '../../core/place.ts';
import type { Answer, Fault } from '../../core/problems.ts';
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
import { isStale } from '../app/versioned.ts';
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
  const { value, fault, busy, reload, onWritten } = useOffices(opd.id);
  return (
    <Sheet title={t('office.title')} onClose={onClose}>
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value && (
        <UnitOffices
          opd={opd}
          offices={value}
          reading={busy}
          onWritten={onWritten}
          onStale={reload}
        />
      )}
    </Sheet>
  );
};

interface UnitsProps {
  opd: Opd;
  offices: Offices;
  /** They are being read again: what would be saved now would be refused again. */
  reading: boolean;
  onWritten: (after: Offices) => void;
  onStale: () => void;
}
/** The unit that is chosen; at first one that nobody placed yet. */
export const UnitOffices = ({ opd, offices, reading, onWritten, onStale }: UnitsProps) => {
  const { units, version } = offices;
  const set = useSetOffice(opd.id);
  const mayChange = rightsAt(useMe(), opd.id).activities;
  const [no, setNo] = useState(() => (units.find(({ office }) => !office) ?? units[0])?.no);
  const [told, setTold] = useState<{ tone: Tone; text: string } | null>(null);
  const [saved, setSaved] = useState(0);
  const unit = units.find((one) => one.no === no);
  if (!unit) return null;
  const send = async (at: Circle | null): Promise<void> => {
    const answer = await set(unit.no, at, version);
    setTold(toldOf(answer, at !== null, unit.name));
    if (answer.ok) {
      setSaved(saved + 1);
      onWritten(answer.value);
    } else if (isStale(answer.fault)) onStale();
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
        // What is typed outlasts somebody else's change, not its own saving.
        <OfficeForm key={`${unit.no} ${saved}`} unit={unit} reading={reading} onSend={send} />
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
    : { tone: 'error' as const, text: refusedText(answer.fault) };

const refusedText = (fault: Fault): string => (isStale(fault) ? t('desk.stale') : faultText(fault));

interface FormProps {
  unit: OfficeUnit;
  reading: boolean;
  onSend: (at: Circle | null) => Promise<void>;
}
const OfficeForm = ({ unit, reading, onSend }: FormProps) => {
  const [typed, setTyped] = useState<TypedPlace>(() => typedOf(unit.office ?? {}));
  const [fault, setFault] = useState<PlaceFault | null>(null);
  const [sending, setSending] = useState(false);
  const busy = sending || reading;
  const send = async (at: Circle | null): Promise<void> => {
    setSending(true);
    await onSend(at);
    setSending(false);
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
