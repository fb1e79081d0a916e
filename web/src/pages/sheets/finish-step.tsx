import { send } from '../../api/client'
import type { ApiError } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, SheetContact, SheetLine, SheetView } from '../../api/types'
import { Button, linkClass } from '../../ui/button'
import { TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'

const t = {
  title: '事故のときの連絡先',
  lead: '事故が起きたとき、夜や休みの日でもすぐに連絡できる人を入れてください。',
  name: '名前',
  phone: '電話番号',
  mail: 'メールアドレス',
  one: '電話番号かメールアドレスの、少なくとも一つを入れてください。',
  open: (n: number) => `まだ答えていない項目が${n}件あります`,
  submit: 'チェックシートを出す',
  after: '出したあとは、団体が確かめるまで直せません。',
}

export function FinishStep({
  view,
  open,
  onLine,
  contact,
  onContact,
  onSave,
  saveError,
  onDone,
}: {
  view: SheetView
  open: SheetLine[]
  onLine: (id: string) => void
  contact: SheetContact
  onContact: (contact: SheetContact) => void
  onSave: () => Promise<boolean>
  saveError: ApiError | undefined
  onDone: () => void
}) {
  const submit = useAction(async () => {
    if (!(await onSave())) return
    await send<Done>('POST', `/api/sheets/${view.id}/submit`)
    onDone()
  })
  return (
    <form
      className="grid gap-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit.run()
      }}
    >
      <div>
        <h2 className="text-std-20B-150">{t.title}</h2>
        <p>{t.lead}</p>
      </div>
      <TextField
        label={t.name}
        required
        autoComplete="off"
        value={contact.name}
        onValue={(name) => onContact({ ...contact, name })}
      />
      <TextField
        label={t.phone}
        help={t.one}
        type="tel"
        autoComplete="off"
        value={contact.phone}
        onValue={(phone) => onContact({ ...contact, phone })}
      />
      <TextField
        label={t.mail}
        type="email"
        autoComplete="off"
        value={contact.mail}
        onValue={(mail) => onContact({ ...contact, mail })}
      />
      {open.length > 0 && (
        <Notice kind="warning" title={t.open(open.length)}>
          <ul className="flex flex-wrap gap-x-4">
            {open.map((line) => (
              <li key={line.id}>
                <button type="button" onClick={() => onLine(line.id)} className={`min-h-11 ${linkClass}`}>
                  {line.item}（{line.id}）
                </button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ErrorNotice error={submit.error ?? saveError} />
      <p className="text-solid-gray-700">{t.after}</p>
      <div>
        <Button type="submit" busy={submit.busy}>
          {t.submit}
        </Button>
      </div>
    </form>
  )
}
