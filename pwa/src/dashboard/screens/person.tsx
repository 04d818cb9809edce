import { useLoaded } from '../../app/load.ts';
import { rightsAt } from '../../core/desk.ts';
import { codeOf } from '../../core/problems.ts';
import type { Id, PersonPage } from '../../core/wire.ts';
import { ButtonLink } from '../../elements/button.tsx';
import { LEFT } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useCodes } from '../app/codes.ts';
import { useDesk, useMe } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { CodeSlips } from './code-slips.tsx';
import { AccountTag } from './people-table.tsx';
import { Code, nipText } from './person-detail.tsx';
import { PersonEvents } from './person-events.tsx';
import { PersonDevices, PersonPermits, PersonStays } from './person-facts.tsx';
import { PersonMonths } from './person-months.tsx';
import { Screen } from './screen.tsx';

/** The page of one person: months, permits, phones, places, and what was done to them. */
export const PersonScreen = ({ id }: { id: Id }) => {
  const { net, badges } = useDesk();
  const opd = useOpd();
  const me = useMe();
  const codes = useCodes();
  const path = `/opds/${opd.id}/people/${id}`;
  const { value: person, fault, reload } = useLoaded(path, () => net.call<PersonPage>('GET', path));
  if (codes.sheet) {
    const done = (): void => {
      codes.clear();
      reload();
    };
    return <CodeSlips sheet={codes.sheet} codes={codes} onDone={done} />;
  }
  const mayChange = rightsAt(me, opd.id).accounts && id !== me.pegawai_id;
  const changed = (): void => {
    reload();
    void badges.load(opd.id);
  };
  return (
    <Screen
      title={person?.name ?? t('page.PEOPLE')}
      sub={person ? subOf(person) : opd.name}
      picker=""
      tools={
        <ButtonLink href="/orang" icon={LEFT}>
          {t('people.back')}
        </ButtonLink>
      }
    >
      {codes.error && (
        <Message tone="error" role="alert">
          {codes.error}
        </Message>
      )}
      {fault && codeOf(fault) === 'tidak-ada' ? (
        <Message tone="warning">{t('person.missing', { opd: opd.name })}</Message>
      ) : (
        fault && <FaultMessage fault={fault} kept={person !== null} onRetry={reload} />
      )}
      {!person && !fault && <Skeleton />}
      {person && (
        <div class="dua dua--orang">
          <div class="tumpuk">
            <PersonMonths path={path} />
            <PersonEvents path={path} />
          </div>
          <div class="tumpuk">
            <section class="kartu tumpuk" aria-labelledby="data-orang">
              <div>
                <h2 id="data-orang" class="judul-besar">
                  {t('people.account')} <AccountTag account={person.account} />
                </h2>
                <p class="kecil redup">
                  {[person.rank, person.position].filter(Boolean).join(' · ')}
                  <br />
                  <span class="mono">NIP {nipText(person.nip)}</span>
                </p>
              </div>
              {mayChange && person.account !== 'OFF' && (
                <Code
                  person={person}
                  busy={codes.busy}
                  onIssue={(who) => void codes.issue([who])}
                />
              )}
            </section>
            {person.devices && (
              <PersonDevices
                person={id}
                devices={person.devices}
                mayChange={mayChange}
                onChanged={changed}
              />
            )}
            {person.permits && <PersonPermits permits={person.permits} />}
            <PersonStays stays={person.stays} />
          </div>
        </div>
      )}
    </Screen>
  );
};

const subOf = ({ employment, unit }: PersonPage): string => `${employment} · ${unit.name}`;
