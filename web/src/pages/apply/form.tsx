import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type {
  AssetView,
  Done,
  EngagementRow,
  EngagementView,
  PassageInput,
  PassageView,
  PersonView,
} from '../../api/types'
import { missing, STEPS, type InputField, type StepId } from '../../lib/apply'
import { dropDraft, useDraft } from '../../lib/draft'
import { Button, ButtonRow } from '../../ui/button'
import { ErrorSummary, type FieldFault } from '../../ui/error-summary'
import { ErrorNotice } from '../../ui/notice'
import { Steps } from '../../ui/steps'
import { CheckStep } from './check-step'
import { FileStep } from './file-step'
import { useJudge } from './use-judge'
import { VerdictPanel } from './verdict-panel'
import { WhatStep } from './what-step'
import { WhoStep } from './who-step'
import { WhyStep } from './why-step'

const t = {
  steps: {
    what: '委託と情報',
    who: '受け取る人',
    why: '目的と期限',
    file: 'ファイル',
    check: '確認して申請',
  } satisfies Record<StepId, string>,
  headings: {
    what: 'どの委託の、どの情報ですか',
    who: 'だれが受け取りますか',
    why: '何のために、いつまで使いますか',
    file: '渡すファイルを送ってください',
    check: '内容を確かめて、申請してください',
  } satisfies Record<StepId, string>,
  back: '戻る',
  next: '保存して次へ',
  first: '次へ',
  submit: 'この内容で申請する',
  faults: {
    engagement: '委託契約を選んでください。',
    asset: '情報資産を選んでください。',
    range: '情報の範囲を選んでください。',
    recipient: '受け取る人を選んでください。',
    purpose: '何のために使うかを書いてください。',
    content_description: 'どのようなデータかを書いてください。',
    protection: '暗号化などの対策を書いてください。',
    collect_until: '受け取りの期限を入れてください。',
    custody_due: '返却・消去の期限を入れてください。',
  } as Partial<Record<InputField, string>>,
  blocked: 'まだ申請できません。「いまの判定」で、止まっている決まりと、することを確かめてください。',
  notYet: '先に、1つ目と2つ目の手順を入れて保存してください。',
}

/** What every step is given. */
export interface StepProps {
  input: PassageInput
  set: (change: Partial<PassageInput>) => void
  engagement: EngagementView | undefined
  /** The recipient as the server knows them, also when no roster that is shown names them. */
  recipient: PersonView | undefined
  fault: (field: InputField) => string | undefined
}

interface FormProps {
  saved: PassageView | undefined
  initial: PassageInput
  engagements: EngagementRow[]
  assets: AssetView[]
  onChanged: () => void
}

export function ApplyForm({ saved, initial, engagements, assets, onChanged }: FormProps) {
  const draftKey = `apply:${saved?.id ?? 'new'}`
  const [input, setInput] = useDraft(draftKey, initial, (kept, fresh) => ({ ...fresh, ...kept }))
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  const [faults, setFaults] = useState<FieldFault[]>([])
  const [turn, setTurn] = useState(0)

  const asked = search.get('step')
  const step = STEPS.find((s) => s === asked) ?? 'what'
  const at = STEPS.indexOf(step)

  const engagement = useQuery<EngagementView>(input.engagement ? `/api/engagements/${input.engagement}` : null)
  const judged = useJudge(saved?.id, input, saved?.content.state ?? '')
  const dirty = JSON.stringify(input) !== JSON.stringify(saved?.input ?? null)

  const save = useAction(async (): Promise<string> => {
    if (!saved) {
      const made = await send<Done>('POST', '/api/passages', input)
      dropDraft(draftKey)
      return made.id
    }
    if (dirty) {
      await send<Done>('PUT', `/api/passages/${saved.id}`, input)
      dropDraft(draftKey)
      onChanged()
    }
    return saved.id
  })
  const submit = useAction(async () => {
    if (!saved) return
    if (dirty) await send<Done>('PUT', `/api/passages/${saved.id}`, input)
    dropDraft(draftKey)
    await send<Done>('POST', `/api/passages/${saved.id}/submit`)
    await navigate(`/passages/${saved.id}`, { state: { submitted: true } })
  })

  const go = (to: StepId) => {
    setFaults([])
    setSearch({ step: to }, { replace: false })
    window.scrollTo(0, 0)
  }
  // Nothing can be kept on the server before there is an engagement, an asset and a recipient.
  const complete = (['what', 'who'] as const).every((s) => missing(s, input).length === 0)

  const next = async () => {
    const found = missing(step, input).map((field) => ({ id: field, text: t.faults[field] ?? '' }))
    setFaults(found)
    if (found.length > 0) {
      setTurn(turn + 1)
      return
    }
    const to = STEPS[at + 1] ?? 'check'
    if (!complete) {
      go(to)
      return
    }
    const id = await save.run()
    if (id === undefined) return
    if (saved) go(to)
    else await navigate(`/passages/${id}/edit?step=${to}`, { replace: true })
  }

  const props: StepProps = {
    input,
    set: (change) => {
      setInput({ ...input, ...change })
      setFaults(faults.filter((f) => !(f.id in change)))
    },
    engagement: engagement.data,
    recipient: saved && saved.input.recipient === input.recipient ? saved.recipient : undefined,
    fault: (field) => faults.find((f) => f.id === field)?.text,
  }
  // when the verdict itself cannot be had, the server decides
  const blocked = !saved || (judged.error === undefined && !judged.verdict?.passed)
  const done = (id: StepId) =>
    id === 'file'
      ? saved !== undefined && !['absent', 'uploading'].includes(saved.content.state)
      : id !== 'check' && missing(id, input).length === 0

  return (
    <>
      <Steps
        steps={STEPS.map((id) => ({ id, label: t.steps[id], done: done(id) }))}
        current={step}
        onStep={(id) => go(id as StepId)}
      />
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <form
          noValidate
          className="grid gap-6"
          onSubmit={(event) => {
            event.preventDefault()
            if (step === 'check') void submit.run()
            else void next()
          }}
        >
          <h2 className="text-std-24B-150 max-sm:text-std-20B-150">{t.headings[step]}</h2>
          <ErrorSummary faults={faults} turn={turn} />
          {step === 'what' && (
            <WhatStep {...props} engagements={engagements} assets={assets} error={engagement.error} />
          )}
          {step === 'who' && <WhoStep {...props} />}
          {step === 'why' && <WhyStep {...props} />}
          {step === 'file' &&
            (saved ? (
              <FileStep passage={saved.id} content={saved.content} may={saved.may} onChanged={onChanged} />
            ) : (
              <p>{t.notYet}</p>
            ))}
          {step === 'check' && <CheckStep {...props} assets={assets} content={saved?.content} onEdit={(s) => go(s)} />}
          <ErrorNotice error={save.error ?? submit.error} />
          {step === 'check' && blocked && <p className="font-bold">{saved ? t.blocked : t.notYet}</p>}
          <ButtonRow className="border-t border-solid-gray-300 pt-6">
            {at > 0 && (
              <Button look="secondary" onClick={() => go(STEPS[at - 1] ?? 'what')}>
                {t.back}
              </Button>
            )}
            {step === 'check' ? (
              <Button type="submit" busy={submit.busy} disabled={blocked}>
                {t.submit}
              </Button>
            ) : (
              <Button type="submit" busy={save.busy}>
                {complete ? t.next : t.first}
              </Button>
            )}
          </ButtonRow>
        </form>
        <div className="xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto">
          <VerdictPanel judged={judged} />
        </div>
      </div>
    </>
  )
}
