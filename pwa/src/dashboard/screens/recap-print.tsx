import { useEffect } from 'preact/hooks';
import { codeOf } from '../../core/problems.ts';
import { Button, ButtonLink } from '../../elements/button.tsx';
import { DOWNLOAD } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { recapPath, useOwner, useRecapFile } from '../app/recaps.ts';
import { t } from '../i18n.ts';
import { weekText } from '../words.ts';
import { Screen } from './screen.tsx';

/** /rekap/:week/cetak is the published PDF. */
export const RecapPrint = ({ week }: { week: string }) => {
  const owner = useOwner();
  const file = useRecapFile(week, owner);
  const isUnpublished = file.fault !== null && codeOf(file.fault) === 'tidak-ada';
  useEffect(() => void file.open('PDF'), []);
  return (
    <Screen title={t('recap.print')} sub={weekText(week)}>
      {isUnpublished ? (
        <Message>{t('recap.unpublished')}</Message>
      ) : file.fault ? (
        <FaultMessage fault={file.fault} onRetry={() => void file.open('PDF')} />
      ) : (
        <Message role="status">{t(file.opened ? 'recap.opened' : 'recap.opening')}</Message>
      )}
      <div class="alat-baris">
        <ButtonLink href={recapPath(week, owner)}>{t('desk.to.recap')}</ButtonLink>
        {file.opened && (
          <Button icon={DOWNLOAD} busy={file.busy !== null} onPress={() => void file.open('PDF')}>
            {t('recap.again')}
          </Button>
        )}
      </div>
    </Screen>
  );
};
