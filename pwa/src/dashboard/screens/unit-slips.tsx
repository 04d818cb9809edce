import { useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { KEY } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import type { Codes } from '../app/codes.ts';
import { t } from '../i18n.ts';

interface Props {
  unit: { no: number; name: string };
  codes: Codes;
  onClose: () => void;
}

/** Asks before codes that are out already die. */
export const UnitSlips = ({ unit, codes, onClose }: Props) => {
  const [none, setNone] = useState(false);
  const issue = async (): Promise<void> => {
    const issued = await codes.issueUnit(unit);
    if (issued === 0) setNone(true);
    else if (issued === null) onClose();
  };
  return (
    <Sheet title={t('people.slips.unit')} onClose={onClose}>
      <div class="tumpuk">
        {none ? (
          <Message tone="good" role="status">
            {t('people.slips.unit.none', { unit: unit.name })}
          </Message>
        ) : (
          <>
            <Message tone="warning">{t('people.slips.unit.sure', { unit: unit.name })}</Message>
            <Button look="main" icon={KEY} wide busy={codes.busy} onPress={() => void issue()}>
              {t('people.slips.unit.go')}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  );
};
