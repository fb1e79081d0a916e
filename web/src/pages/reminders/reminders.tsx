import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, FeedOpened, ReminderView } from '../../api/types'
import { longTime } from '../../lib/dates'
import { isAdministrator, useSession } from '../../session/session'
import { Button, ButtonRow } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { MailSection } from './mail'

const t = {
  title: 'お知らせの設定',
  lead: 'やることを、メールと予定表でも知らせます。どちらも写しです。関所の「やること」がいつも正しい内容です。',
  mailTitle: 'メール',
  mailOff: 'この団体では、まだメールを送る設定がされていません。アドレスは登録しておけます。',
  mailOn: (hour: number) =>
    `期限のある仕事があるとき、1日に1通だけ、朝${hour}時ごろに届きます。メールには、サインインの画面へのリンクがありません。お気に入りから関所を開いてください。`,
  address: 'メールアドレス',
  addressHelp: 'やめるときは、空にして保存してください。',
  save: '保存する',
  saved: '保存しました。',
  feedTitle: '予定表',
  feedLead:
    'お使いの予定表（カレンダー）に秘密のアドレスを登録すると、仕事の名前と期限が出ます。人の名前や内容は出ません。アドレスを知った人はだれでも見られるので、ほかの人に教えないでください。',
  made: (at: string) => `${longTime(at)}に作ったアドレスが使われています。`,
  none: '秘密のアドレスは、まだありません。',
  open: '秘密のアドレスを作る',
  renew: '新しいアドレスに替える',
  close: 'アドレスを使えなくする',
  shown: '次のアドレスを、予定表に登録してください。この画面を閉じると、二度と表示されません。',
  copy: 'コピーする',
  copied: 'コピーしました。',
  renewTitle: '新しいアドレスに替えますか',
  renewText: '前のアドレスは使えなくなります。予定表に登録し直してください。',
  closeTitle: 'アドレスを使えなくしますか',
  closeText: '予定表には、仕事が出なくなります。',
}

export function RemindersPage() {
  const session = useSession()
  const query = useQuery<ReminderView>('/api/reminders')
  return (
    <Page title={t.title} lead={t.lead} crumbs={[]} narrow>
      <Load query={query}>
        {(view) => (
          <>
            <Address view={view} onDone={query.reload} />
            {!isAdministrator(session) && <Feed view={view} onDone={query.reload} />}
          </>
        )}
      </Load>
      {isAdministrator(session) && <MailSection />}
    </Page>
  )
}

function Address({ view, onDone }: { view: ReminderView; onDone: () => void }) {
  const [mail, setMail] = useState(view.mail)
  const [saved, setSaved] = useState(false)
  const save = useAction(async () => {
    setSaved(false)
    await send<Done>('POST', '/api/contacts', { person: '', mail: mail.trim() })
    setSaved(true)
    onDone()
  })
  return (
    <Section title={t.mailTitle} lead={view.mail_configured ? t.mailOn(view.mail_hour) : t.mailOff}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void save.run()
        }}
      >
        <TextField
          label={t.address}
          help={t.addressHelp}
          type="email"
          autoComplete="email"
          inputMode="email"
          value={mail}
          onValue={setMail}
          error={save.error?.field === 'mail' ? save.error.message : undefined}
        />
        {save.error?.field !== 'mail' && <ErrorNotice error={save.error} />}
        <ButtonRow>
          <Button type="submit" busy={save.busy}>
            {t.save}
          </Button>
        </ButtonRow>
        <p aria-live="polite">{saved && t.saved}</p>
      </form>
    </Section>
  )
}

function Feed({ view, onDone }: { view: ReminderView; onDone: () => void }) {
  const [address, setAddress] = useState('')
  const [asks, setAsks] = useState<'renew' | 'close'>()
  const [copied, setCopied] = useState(false)
  const act = useAction(async (close: boolean) => {
    setCopied(false)
    if (close) {
      await send<Done>('POST', '/api/feed/close')
      setAddress('')
    } else {
      const opened = await send<FeedOpened>('POST', '/api/feed')
      setAddress(new URL(opened.path, window.location.origin).href)
    }
    setAsks(undefined)
    onDone()
  })
  const has = view.feed_made_at !== ''
  return (
    <Section title={t.feedTitle} lead={t.feedLead}>
      {address ? (
        <Notice kind="info" title={t.shown}>
          <p className="break-all font-mono" data-testid="feed-address">
            {address}
          </p>
          <ButtonRow className="mt-3">
            <Button
              look="secondary"
              onClick={() => {
                void navigator.clipboard.writeText(address).then(() => setCopied(true))
              }}
            >
              {t.copy}
            </Button>
          </ButtonRow>
          <p aria-live="polite">{copied && t.copied}</p>
        </Notice>
      ) : (
        <p>{has ? t.made(view.feed_made_at) : t.none}</p>
      )}
      {!asks && <ErrorNotice error={act.error} className="mt-3" />}
      <ButtonRow className="mt-4">
        <Button
          look={has ? 'secondary' : 'primary'}
          busy={act.busy}
          onClick={() => (has ? setAsks('renew') : void act.run(false))}
        >
          {has ? t.renew : t.open}
        </Button>
        {has && (
          <Button look="secondary" onClick={() => setAsks('close')}>
            {t.close}
          </Button>
        )}
      </ButtonRow>
      <ConfirmDialog
        open={asks !== undefined}
        title={asks === 'close' ? t.closeTitle : t.renewTitle}
        confirm={asks === 'close' ? t.close : t.renew}
        onClose={() => setAsks(undefined)}
        onConfirm={() => void act.run(asks === 'close')}
        busy={act.busy}
        error={act.error}
      >
        <p>{asks === 'close' ? t.closeText : t.renewText}</p>
      </ConfirmDialog>
    </Section>
  )
}
