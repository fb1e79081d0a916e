import { useState } from 'react'
import { useNavigate } from 'react-router'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { Done } from '../../api/types'
import { addDays } from '../../lib/dates'
import { useSession, useTown } from '../../session/session'
import { Button, ButtonRow } from '../../ui/button'
import { DateField, Select, TextArea, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { Markup } from '../../ui/markup'
import { Page } from '../../ui/page'
import { useFaults } from '../../ui/use-form'
import { templates } from './templates'
import { audienceWords, noticeKindWords } from './words'

type NoticeInput = components['schemas']['NoticeInput']

const t = {
  crumb: 'お知らせ',
  title: 'お知らせを出す',
  templates: 'ひな型から始める',
  kind: '種類',
  audience: 'あて先',
  name: '件名',
  body: '本文',
  bodyHelp: '見出しは「# 」、箇条書きは「- 」で始めます。**太字**と[文字](https://…)のリンクも使えます。',
  preview: '本文の見え方',
  link: '案内のページ',
  linkHelp: 'https:// で始まるアドレス',
  held: '開催の日',
  place: '場所',
  until: '読む期限',
  untilHelp: '期限を入れると、読んでいない人の「やること」に出ます。',
  submit: '出す',
  noTitle: '件名を入れてください。',
  noBody: '本文を入れてください。',
  badLink: 'https:// で始めてください。',
}

export function NewNoticePage() {
  const session = useSession()
  const { town } = useTown()
  const navigate = useNavigate()
  const [input, setInput] = useState<NoticeInput>({
    kind: 'seminar',
    audience: 'town',
    section: session.section,
    title: '',
    body: '',
    link: '',
    held_on: '',
    place: '',
    read_by: addDays(town.today, 14),
  })
  const set = (change: Partial<NoticeInput>) => setInput({ ...input, ...change })
  const form = useFaults()
  const act = useAction(async () => {
    const made = await send<Done>('POST', '/api/notices', {
      ...input,
      title: input.title.trim(),
      link: input.link.trim(),
      place: input.place.trim(),
    })
    void navigate(`/notices/${made.id}`)
  })
  return (
    <Page title={t.title} crumbs={[{ to: '/notices', label: t.crumb }]}>
      <div className="mb-6">
        <p className="mb-2 font-bold">{t.templates}</p>
        <ButtonRow>
          {templates.map((template) => (
            <Button key={template.label} look="secondary" onClick={() => set(template.input)}>
              {template.label}
            </Button>
          ))}
        </ButtonRow>
      </div>
      <BoxForm
        id="new-notice"
        title={t.title}
        {...form}
        error={act.error}
        busy={act.busy}
        submit={t.submit}
        onCancel={() => void navigate('/notices')}
        onSubmit={() =>
          form.check([
            ['notice-title', input.title.trim() !== '', t.noTitle],
            ['notice-body', input.body.trim() !== '', t.noBody],
            ['notice-link', !input.link.trim() || input.link.trim().startsWith('https://'), t.badLink],
          ]) && void act.run()
        }
      >
        <Select
          label={t.kind}
          required
          empty=""
          value={input.kind}
          onValue={(kind) => set({ kind: kind as NoticeInput['kind'] })}
          options={Object.entries(noticeKindWords).map(([value, label]) => ({ value, label }))}
        />
        <Select
          label={t.audience}
          required
          empty=""
          value={input.audience}
          onValue={(audience) => set({ audience: audience as NoticeInput['audience'] })}
          options={Object.entries(audienceWords).map(([value, label]) => ({ value, label }))}
        />
        <TextField
          id="notice-title"
          label={t.name}
          required
          value={input.title}
          onValue={(title) => set({ title })}
          error={form.of('notice-title')}
        />
        <TextArea
          id="notice-body"
          label={t.body}
          help={t.bodyHelp}
          required
          rows={12}
          value={input.body}
          onValue={(body) => set({ body })}
          error={form.of('notice-body')}
        />
        {input.body.trim() && (
          <details className="rounded-8 border border-solid-gray-420 p-4">
            <summary className="min-h-11 cursor-pointer font-bold">{t.preview}</summary>
            <Markup source={input.body} />
          </details>
        )}
        <TextField
          id="notice-link"
          label={t.link}
          help={t.linkHelp}
          value={input.link}
          onValue={(link) => set({ link })}
          error={form.of('notice-link')}
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <DateField label={t.held} value={input.held_on} onValue={(held_on) => set({ held_on })} />
          <TextField label={t.place} value={input.place} onValue={(place) => set({ place })} />
        </div>
        <DateField label={t.until} help={t.untilHelp} value={input.read_by} onValue={(read_by) => set({ read_by })} />
      </BoxForm>
    </Page>
  )
}
