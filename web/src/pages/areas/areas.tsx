import { useState } from 'react'
import { useQuery } from '../../api/hooks'
import type { AreaView, Items } from '../../api/types'
import { areaWords, roleWords } from '../../lib/words'
import { keepsAreas, mayApply, useSession } from '../../session/session'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { Chip, FactList } from '../../ui/data'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { AreaForm } from './area-form'
import { EntriesList } from './entries-list'

const t = {
  title: '管理区域',
  lead: 'サーバー室や媒体の保管庫に、だれが、いつ、何のために入るかを決めて、残します。',
  leadFirm: '庁内のサーバー室などに入る前に、ここから申請します。承認されると、受付で入室できます。',
  add: '管理区域を登録する',
  apply: '入室を申請する',
  bringIn: '持ち込みを申請する',
  visits: '入退室の記録',
  areas: '管理区域の一覧',
  entries: '入室・持ち込みの申請',
  none: '管理区域は、まだ登録されていません。',
  change: '登録を直す',
  wall: '壁に貼る紙',
  section: '受け持つ課',
  place: '場所',
  roles: 'いつでも入れる役割',
  persons: 'いつでも入れる職員',
  cameras: '監視カメラ',
  rules: '決まり',
  passback: '一度に入れる区域は一つだけ',
  pairs: '職員も一人では入らない',
  closed: '使っていません',
  inside: (n: number) => `${n}人が入室中`,
}

export function AreasPage() {
  const session = useSession()
  const town = session.side === 'town'
  const areas = useQuery<Items<AreaView>>('/api/areas')
  const [form, setForm] = useState<AreaView | 'new'>()
  const closeForm = () => {
    setForm(undefined)
    areas.reload()
  }
  return (
    <Page title={t.title} lead={town ? t.lead : t.leadFirm} crumbs={[]}>
      <ButtonRow className="mb-8">
        {mayApply(session) && !session.roles.includes('worker') && (
          <>
            <ButtonLink to="/areas/entries/new">{t.apply}</ButtonLink>
            <ButtonLink to="/areas/bring-ins/new">{t.bringIn}</ButtonLink>
          </>
        )}
        <ButtonLink look="secondary" to="/areas/visits">
          {t.visits}
        </ButtonLink>
        {keepsAreas(session) && !form && (
          <Button look="secondary" onClick={() => setForm('new')}>
            {t.add}
          </Button>
        )}
      </ButtonRow>
      {form && (
        <AreaForm
          key={form === 'new' ? 'new' : form.id}
          area={form === 'new' ? undefined : form}
          onDone={closeForm}
          onCancel={() => setForm(undefined)}
        />
      )}
      <Section title={t.entries}>
        <EntriesList />
      </Section>
      {town && (
        <Section title={t.areas}>
          <Load query={areas}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty>{t.none}</Empty>
              ) : (
                <ul className="grid gap-4">
                  {items.map((a) => (
                    <li key={a.id} className="rounded-12 border border-solid-gray-420 p-4">
                      <Area area={a} onChange={() => setForm(a)} />
                    </li>
                  ))}
                </ul>
              )
            }
          </Load>
        </Section>
      )}
    </Page>
  )
}

function Area({ area, onChange }: { area: AreaView; onChange: () => void }) {
  const a = area.area
  const rules = [a.one_area_at_a_time && t.passback, a.escort_for_officers && t.pairs].filter(Boolean).join('、')
  return (
    <div className="grid gap-3">
      <h3 className="flex flex-wrap items-center gap-3 text-std-18B-160">
        {a.name}
        <Chip>{areaWords[a.kind]}</Chip>
        {a.closed && <Chip tone="gray">{t.closed}</Chip>}
        {area.inside > 0 && <Chip tone="blue">{t.inside(area.inside)}</Chip>}
      </h3>
      <FactList
        lines={[
          [t.section, area.section_name],
          a.place && [t.place, a.place],
          [t.roles, a.roles.map((r) => roleWords[r]).join('、')],
          area.persons.length > 0 && [t.persons, area.persons.map((p) => p.name).join('、')],
          [t.cameras, a.cameras.join('、')],
          rules && [t.rules, rules],
        ]}
      />
      <ButtonRow>
        <ButtonLink look="secondary" reloadDocument download to={`/api/areas/${area.id}/wall.pdf`}>
          {t.wall}
          <span className="sr-only">：{a.name}</span>
        </ButtonLink>
        {area.may.includes('change_area') && (
          <Button look="secondary" onClick={onChange}>
            {t.change}
            <span className="sr-only">：{a.name}</span>
          </Button>
        )}
      </ButtonRow>
    </div>
  )
}
