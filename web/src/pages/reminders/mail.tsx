import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { ContactView, Done, Items, MailTest, MailView } from '../../api/types'
import { longTime } from '../../lib/dates'
import { Button, ButtonRow } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { Load } from '../../ui/states'

const t = {
  title: 'この団体のメール',
  off: '設定ファイルに smtp_host がないため、メールは送られていません。',
  well: 'メールは送れています。',
  failing: (n: number) =>
    `メールを送れていません（続けて${n}回）。仕事の期限は失われません。つながると、自動で送ります。`,
  server: '渡すサーバー',
  sender: '差出人',
  success: '最後に送れたとき',
  failure: '最後に送れなかったとき',
  next: '次に試すとき',
  reason: 'サーバーの返事',
  today: (sent: number, refused: number, waiting: number) =>
    `今日は、送ったもの${sent}通、あて先が受け付けられなかったもの${refused}通、これから送るもの${waiting}通です。`,
  test: '自分あてに送って確かめる',
  tested: (to: string) => `${to}に送りました。届いたことを確かめてください。`,
  never: 'まだありません',
  people: 'メールのあて先',
  peopleLead: '本人も「お知らせの設定」で変えられます。',
  none: '登録がありません',
  refused: '前のメールは、あて先が受け付けられませんでした。',
  change: '変える',
  save: '保存する',
  dialog: (name: string) => `${name}さんのメールアドレス`,
  address: 'メールアドレス',
  addressHelp: 'やめるときは、空にして保存してください。',
}

/** For the administrator: how the mail stands, and whose address is what. */
export function MailSection() {
  const state = useQuery<MailView>('/api/mail', () => 60_000)
  const contacts = useQuery<Items<ContactView>>('/api/contacts')
  const [chosen, setChosen] = useState<ContactView>()
  const test = useAction(async () => {
    const answer = await send<MailTest>('POST', '/api/mail/test')
    state.reload()
    return answer.sent_to
  })
  const [sentTo, setSentTo] = useState('')
  return (
    <>
      <Section title={t.title}>
        <Load query={state}>
          {(mail) => (
            <>
              <Notice kind={!mail.configured ? 'info' : mail.failures > 0 ? 'error' : 'success'} title={told(mail)}>
                {mail.configured && <p>{t.today(mail.sent_today, mail.refused_today, mail.waiting)}</p>}
              </Notice>
              {mail.configured && (
                <dl className="mt-4 grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
                  <Item name={t.server} text={mail.server} />
                  <Item name={t.sender} text={mail.sender} />
                  <Item name={t.success} text={mail.last_success_at ? longTime(mail.last_success_at) : t.never} />
                  <Item name={t.failure} text={mail.last_failure_at ? longTime(mail.last_failure_at) : t.never} />
                  {mail.failures > 0 && <Item name={t.next} text={longTime(mail.next_try_at)} />}
                  {mail.error && <Item name={t.reason} text={mail.error} />}
                </dl>
              )}
              {mail.configured && (
                <ButtonRow className="mt-4">
                  <Button
                    look="secondary"
                    busy={test.busy}
                    onClick={() => {
                      setSentTo('')
                      void test.run().then((to) => setSentTo(to ?? ''))
                    }}
                  >
                    {t.test}
                  </Button>
                </ButtonRow>
              )}
              <p aria-live="polite">{sentTo && t.tested(sentTo)}</p>
              <ErrorNotice error={test.error} className="mt-3" />
            </>
          )}
        </Load>
      </Section>
      <Section title={t.people} lead={t.peopleLead}>
        <Load query={contacts}>
          {({ items }) => (
            <ul className="grid gap-2">
              {items.map((item) => (
                <li
                  key={item.person.id}
                  className="grid gap-2 rounded-8 border border-solid-gray-420 p-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
                >
                  <div className="min-w-0">
                    <p className="font-bold">
                      {item.person.name}
                      {item.person.place && <span className="font-normal">（{item.person.place}）</span>}
                    </p>
                    <p className="break-all">{item.mail || t.none}</p>
                    {item.last_state === 'refused' && <p className="text-error-2">{t.refused}</p>}
                  </div>
                  <Button look="secondary" onClick={() => setChosen(item)}>
                    {t.change}
                    <span className="sr-only">：{item.person.name}</span>
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Load>
      </Section>
      {chosen && (
        <AddressDialog
          contact={chosen}
          onClose={() => setChosen(undefined)}
          onDone={() => {
            setChosen(undefined)
            contacts.reload()
          }}
        />
      )}
    </>
  )
}

const told = (mail: MailView) => (!mail.configured ? t.off : mail.failures > 0 ? t.failing(mail.failures) : t.well)

function Item({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt className="text-solid-gray-700">{name}</dt>
      <dd className="min-w-0 break-words">{text}</dd>
    </>
  )
}

function AddressDialog({
  contact,
  onClose,
  onDone,
}: {
  contact: ContactView
  onClose: () => void
  onDone: () => void
}) {
  const [mail, setMail] = useState(contact.mail)
  const save = useAction(async () => {
    await send<Done>('POST', '/api/contacts', { person: contact.person.id, mail: mail.trim() })
    onDone()
  })
  return (
    <ConfirmDialog
      open
      title={t.dialog(contact.person.name)}
      confirm={t.save}
      onClose={onClose}
      onConfirm={() => void save.run()}
      busy={save.busy}
      error={save.error}
    >
      <TextField label={t.address} help={t.addressHelp} type="email" inputMode="email" value={mail} onValue={setMail} />
    </ConfirmDialog>
  )
}
