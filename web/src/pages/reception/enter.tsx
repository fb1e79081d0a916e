import { useState } from 'react'
import { useAction } from '../../api/hooks'
import type { EnterInput, Snapshot, VisitorView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { Button } from '../../ui/button'
import { Chip } from '../../ui/data'
import { Checkbox, Choices, Select, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { BigVerdict } from './big-verdict'
import { Things } from './things'
import type { Desk } from './use-desk'
import { useJudged } from './use-judged'
import { span } from './times'

const t = {
  area: '入る区域',
  entries: '今日の申請',
  noEntry: '今日、承認された入室の申請はありません。',
  document: '見せてもらった身分証明書',
  documents: ['運転免許証', 'マイナンバーカード（表だけ）', '社員証', 'パスポート', '職員証'],
  documentHelp: '写真と本人、名簿の名前を見くらべてください。写しは取りません。',
  escort: '随行する職員',
  present: 'この職員が、いま受付に来ている',
  camera: '写る監視カメラ',
  things: '持ち込むもの',
  thingsHelp: '承認されたものだけです。製造番号を見くらべて、持ち込むものに印を付けてください。',
  others: '申請のないものの数',
  othersHelp: '申請のないパソコンや記録媒体を持っていたら、その数を入れてください。受付で預かれば0に戻します。',
  badge: '渡す入室証の番号',
  purpose: '入る目的',
  submit: '入室を記録する',
  turnAway: '入れずに、止めたことを記録する',
  facts: {
    roster: '名簿',
    rosterYes: '載っている（本人確認ずみ）',
    rosterNo: '確認済みの名簿にいない',
    trained: '研修',
    trainedNo: '記録なし',
  },
  noPhoto: '写真の登録がありません',
}

/** Photo and roster beside what is ticked at the desk; the gate answers while it is being filled in. */
export function Enter({
  desk,
  view,
  snapshot,
  onDone,
  onTurnedAway,
}: {
  desk: Desk
  view: VisitorView
  snapshot: Snapshot
  onDone: (kept: boolean) => void
  onTurnedAway: () => void
}) {
  const { who } = view
  const [input, setInput] = useState<EnterInput>(() => ({
    person: who.person,
    area: view.entries[0]?.area ?? view.areas[0] ?? snapshot.areas[0]?.id ?? '',
    application: view.entries[0]?.id ?? '',
    document: '',
    escort: '',
    escort_present: false,
    camera: '',
    badge: '',
    purpose: '',
    things: [],
    other_things: 0,
  }))
  const [days, setDays] = useState<Record<string, string>>({})
  const change = (more: Partial<EnterInput>) => setInput({ ...input, ...more })
  const sent: EnterInput = {
    ...input,
    things: input.things.map(({ id }) => ({ id, pattern_day: days[id] ?? '' })),
  }
  const { judged, trouble } = useJudged(JSON.stringify(sent), desk.away, (asked) => desk.judge(asked as EnterInput))
  const act = useAction(async () => onDone(await desk.enter(sent, who.name)))
  const refuse = useAction(async () => {
    await desk.turnAway(sent)
    onTurnedAway()
  })

  const area = snapshot.areas.find((a) => a.id === input.area)
  const escorts = snapshot.people.filter((p) => p.officer && p.id !== who.person && area?.standing.includes(p.id))
  return (
    <div className="grid gap-6 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <div className="grid content-start gap-3">
        <Photo view={view} />
        <p>
          <span className="block text-sm">{who.kana}</span>
          <span className="block text-std-26B-150">{who.name}</span>
          <span className="block">{who.place}</span>
        </p>
        {!who.officer && (
          <dl className="grid gap-1">
            <Fact label={t.facts.roster}>
              {view.on_roster && view.identity_confirmed ? t.facts.rosterYes : t.facts.rosterNo}
            </Fact>
            <Fact label={t.facts.trained}>
              {view.trained_until ? `${longDay(view.trained_until)}まで` : t.facts.trainedNo}
            </Fact>
          </dl>
        )}
        {!who.officer && (
          <div>
            <h2 className="font-bold">{t.entries}</h2>
            {view.entries.length === 0 && <p>{t.noEntry}</p>}
            <ul className="grid gap-2">
              {view.entries.map((e) => (
                <li key={e.id} className="rounded-8 bg-solid-gray-50 p-2">
                  <Chip tone="green">{e.area_name}</Chip>
                  <span className="block">{span(e.starts_at, e.ends_at)}</span>
                  <span className="block text-sm">{e.purpose}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <form
        noValidate
        className="grid content-start gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run()
        }}
      >
        <BigVerdict kind="enter" verdict={judged?.verdict} offLine={judged?.offLine ?? desk.away} />
        {trouble && <p role="alert">{trouble}</p>}
        <Select
          label={t.area}
          required
          empty=""
          value={input.area}
          onValue={(id) =>
            change({
              area: id,
              application: view.entries.find((e) => e.area === id)?.id ?? '',
              escort: '',
              camera: '',
            })
          }
          options={snapshot.areas.map((a) => ({ value: a.id, label: a.name }))}
        />
        <Choices
          legend={t.document}
          help={t.documentHelp}
          required
          name="document"
          value={input.document}
          onValue={(document) => change({ document })}
          choices={t.documents.map((d) => ({ value: d, label: d }))}
        />
        <div className="grid gap-2">
          <Select
            label={t.escort}
            required={!who.officer || (area?.escort_for_officers ?? false)}
            value={input.escort}
            onValue={(escort) => change({ escort, escort_present: false })}
            options={escorts.map((p) => ({ value: p.id, label: `${p.name}（${p.place}）` }))}
          />
          {input.escort && (
            <Checkbox
              label={t.present}
              checked={input.escort_present}
              onChecked={(escort_present) => change({ escort_present })}
            />
          )}
        </div>
        {area && area.cameras.length > 0 && (
          <Choices
            legend={t.camera}
            required
            name="camera"
            value={input.camera}
            onValue={(camera) => change({ camera })}
            choices={area.cameras.map((c) => ({ value: c, label: c }))}
          />
        )}
        {!who.officer && (
          <>
            {view.things.length > 0 && (
              <Things
                legend={t.things}
                help={t.thingsHelp}
                list={view.things}
                chosen={input.things.map((x) => x.id)}
                onChosen={(ids) => change({ things: ids.map((id) => ({ id, pattern_day: '' })) })}
                days={days}
                onDays={setDays}
              />
            )}
            <TextField
              label={t.others}
              help={t.othersHelp}
              bare
              inputMode="numeric"
              className="max-w-32"
              value={String(input.other_things)}
              onValue={(n) =>
                change({ other_things: Math.min(99, Number(n.normalize('NFKC').replace(/\D/g, '')) || 0) })
              }
            />
          </>
        )}
        {who.officer && (
          <TextField label={t.purpose} bare value={input.purpose} onValue={(purpose) => change({ purpose })} />
        )}
        <TextField
          label={t.badge}
          required
          inputMode="numeric"
          autoComplete="off"
          className="max-w-60 text-2xl"
          value={input.badge}
          onValue={(badge) => change({ badge: badge.normalize('NFKC').trim() })}
        />
        <ErrorNotice error={act.error} />
        <div className="grid gap-3">
          <Button type="submit" busy={act.busy} className="min-h-16 text-xl" disabled={!judged?.verdict.passed}>
            {t.submit}
          </Button>
          {judged && !judged.verdict.passed && !judged.offLine && (
            <Button look="secondary" busy={refuse.busy} onClick={() => void refuse.run()}>
              {t.turnAway}
            </Button>
          )}
          <ErrorNotice error={refuse.error} />
        </div>
      </form>
    </div>
  )
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <div className="flex gap-3">
      <dt className="w-12 shrink-0 font-bold">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Photo({ view }: { view: VisitorView }) {
  return (
    <div className="grid h-44 place-items-center rounded-8 border border-solid-gray-420 bg-solid-gray-50 text-center text-sm text-solid-gray-700">
      {view.photo ? (
        <img src={`/api/attachments/${view.photo}/content`} alt={`${view.who.name}さんの写真`} className="max-h-44" />
      ) : (
        t.noPhoto
      )}
    </div>
  )
}
