import { useEffect, useState } from 'react'
import { messageOf } from '../../api/client'
import type { VisitorRow } from '../../api/types'
import { Button } from '../../ui/button'
import { Chip } from '../../ui/data'
import { TextField } from '../../ui/field'
import type { Desk } from './use-desk'

const t = {
  label: 'ふりがな、名前、または読み取ったカード',
  help: '名前のはじめの文字だけで探せます。カードやQRコードを読み取ることもできます。',
  none: 'あてはまる人がいません。従事者の登録があるかを、担当課に確かめてください。',
  expected: '今日の予定あり',
  inside: '入室中',
  officer: '職員',
}

/** Finds who stands at the desk while the name is being typed. A scan ends with Enter: then the only one found is chosen. */
export function Finder({ desk, onChoose }: { desk: Desk; onChoose: (row: VisitorRow) => void }) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ text: string; rows: VisitorRow[]; trouble: string }>()
  const { search } = desk

  useEffect(() => {
    const typed = text.trim().normalize('NFKC')
    if (!typed) return
    let current = true
    const timer = setTimeout(() => {
      search(typed).then(
        (rows) => current && setFound({ text: typed, rows, trouble: '' }),
        (error: unknown) => current && setFound({ text: typed, rows: [], trouble: messageOf(error) }),
      )
    }, 150)
    return () => {
      current = false
      clearTimeout(timer)
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new search function is no new question
  }, [text])

  const rows = text.trim() ? (found?.rows ?? []) : []
  const scanned = async () => {
    const typed = text.trim().normalize('NFKC')
    if (!typed) return
    const list = await search(typed)
    setFound({ text: typed, rows: list, trouble: '' })
    if (list.length === 1 && list[0]) onChoose(list[0])
  }
  return (
    <div className="grid gap-4">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          scanned().catch((error: unknown) => setFound({ text, rows: [], trouble: messageOf(error) }))
        }}
      >
        <TextField
          id="find"
          label={t.label}
          help={t.help}
          bare
          autoComplete="off"
          value={text}
          onValue={setText}
          className="min-h-16 text-2xl"
        />
      </form>
      {found?.trouble && <p role="alert">{found.trouble}</p>}
      {text.trim() !== '' && found && !found.trouble && rows.length === 0 && <p role="status">{t.none}</p>}
      <ul className="grid gap-2 sm:grid-cols-2">
        {rows.map((row) => (
          <li key={row.person}>
            <Button look="secondary" className="min-h-20 w-full !justify-start text-left" onClick={() => onChoose(row)}>
              <span className="grid min-w-0 grow">
                <span className="text-sm font-normal">{row.kana || (row.officer ? t.officer : '')}</span>
                <span className="text-xl">{row.name}</span>
                <span className="text-sm font-normal">{row.place}</span>
              </span>
              <span className="grid justify-items-end gap-1">
                {row.inside && <Chip tone="blue">{t.inside}</Chip>}
                {!row.inside && row.expected && <Chip tone="green">{t.expected}</Chip>}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
