import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { AreaInput, AreaView, Done, Items, OfficerView, Role } from '../../api/types'
import { areaWords, roleWords } from '../../lib/words'
import { useSession } from '../../session/session'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { Load } from '../../ui/states'
import { useFaults } from '../../ui/use-form'

interface SectionView {
  id: string
  name: string
}

const t = {
  new: '管理区域を登録する',
  change: (name: string) => `${name}の登録を直す`,
  name: '名前',
  kind: '種類',
  place: '場所',
  section: '受け持つ課',
  sectionHelp: '入室の申請は、この課の課長が承認します。',
  roles: '申請なしで、いつでも入れる役割',
  rolesHelp: '職員・課長・情報システム管理者は、受け持つ課の人だけです。',
  persons: '申請なしで、いつでも入れる職員（ほかの課の人など）',
  cameras: '監視カメラの番号',
  camerasHelp: '1行に1台ずつ入れてください。',
  passback: '一度に入れる区域は一つだけにする',
  pairs: '職員も一人では入らないことにする（随行を求める）',
  closed: 'この区域は、もう使わない',
  rules: 'この区域の決まり',
  rulesHelp: '壁に貼る紙に載ります。例：携帯電話を持ち込まない。',
  contact: '連絡先',
  submit: '登録する',
  noName: '名前を入れてください。',
  noSection: '受け持つ課を選んでください。',
}

const ROLES: Role[] = [
  'officer',
  'section_manager',
  'system_administrator',
  'department_officer',
  'supervising_officer',
  'ciso',
  'auditor',
]

export function AreaForm({
  area,
  onDone,
  onCancel,
}: {
  area: AreaView | undefined
  onDone: () => void
  onCancel: () => void
}) {
  const session = useSession()
  const sections = useQuery<Items<SectionView>>('/api/sections')
  const officers = useQuery<Items<OfficerView>>('/api/officers')
  const [input, setInput] = useState<AreaInput>(
    () =>
      area?.area ?? {
        name: '',
        kind: 'server_room',
        place: '',
        section: session.section,
        roles: ['officer', 'section_manager', 'system_administrator'],
        persons: [],
        cameras: [],
        one_area_at_a_time: true,
        escort_for_officers: false,
        closed: false,
        house_rules: '',
        contact: '',
      },
  )
  const [cameras, setCameras] = useState(input.cameras.join('\n'))
  const form = useFaults()
  const change = (more: Partial<AreaInput>) => setInput({ ...input, ...more })
  const act = useAction(async () => {
    const body = {
      ...input,
      cameras: cameras
        .split('\n')
        .map((c) => c.trim())
        .filter(Boolean),
    }
    await (area ? send<Done>('PUT', `/api/areas/${area.id}`, body) : send<Done>('POST', '/api/areas', body))
    onDone()
  })
  const toggle = <T,>(list: T[], one: T, on: boolean) => (on ? [...list, one] : list.filter((x) => x !== one))
  return (
    <BoxForm
      id="area-form"
      title={area ? t.change(area.area.name) : t.new}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.submit}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['area-name', input.name.trim() !== '', t.noName],
          ['area-section', input.section !== '', t.noSection],
        ]) && void act.run()
      }
    >
      <TextField
        id="area-name"
        label={t.name}
        required
        value={input.name}
        onValue={(name) => change({ name })}
        error={form.of('area-name')}
      />
      <Select
        label={t.kind}
        required
        empty=""
        value={input.kind}
        onValue={(kind) => change({ kind: kind as AreaInput['kind'] })}
        options={Object.entries(areaWords).map(([value, label]) => ({ value, label }))}
      />
      <TextField label={t.place} value={input.place} onValue={(place) => change({ place })} />
      <Load query={sections}>
        {({ items }) => (
          <Select
            id="area-section"
            label={t.section}
            help={t.sectionHelp}
            required
            disabled={area !== undefined}
            value={input.section}
            onValue={(section) => change({ section })}
            options={items.map((s) => ({ value: s.id, label: s.name }))}
            error={form.of('area-section')}
          />
        )}
      </Load>
      <fieldset>
        <legend className="font-bold">{t.roles}</legend>
        <p className="text-solid-gray-700">{t.rolesHelp}</p>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            label={roleWords[role]}
            checked={input.roles.includes(role)}
            onChecked={(on) => change({ roles: toggle(input.roles, role, on) })}
          />
        ))}
      </fieldset>
      <Load query={officers}>
        {({ items }) => (
          <details>
            <summary className="flex min-h-11 items-center font-bold text-key-900">{t.persons}</summary>
            {items.map((o) => (
              <Checkbox
                key={o.id}
                label={`${o.name}　${o.section_name}`}
                checked={input.persons.includes(o.id)}
                onChecked={(on) => change({ persons: toggle(input.persons, o.id, on) })}
              />
            ))}
          </details>
        )}
      </Load>
      <TextArea label={t.cameras} help={t.camerasHelp} value={cameras} onValue={setCameras} />
      <div>
        <Checkbox
          label={t.passback}
          checked={input.one_area_at_a_time}
          onChecked={(on) => change({ one_area_at_a_time: on })}
        />
        <Checkbox
          label={t.pairs}
          checked={input.escort_for_officers}
          onChecked={(on) => change({ escort_for_officers: on })}
        />
        {area && <Checkbox label={t.closed} checked={input.closed} onChecked={(closed) => change({ closed })} />}
      </div>
      <TextArea
        label={t.rules}
        help={t.rulesHelp}
        value={input.house_rules}
        onValue={(house_rules) => change({ house_rules })}
      />
      <TextField label={t.contact} value={input.contact} onValue={(contact) => change({ contact })} />
    </BoxForm>
  )
}
