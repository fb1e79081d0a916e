import type { BoardView, VisitView } from '../../api/types'
import { Button } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { Section } from '../../ui/page'
import { Empty } from '../../ui/states'
import { stillWords } from './still'
import { clock, span } from './times'

const t = {
  inside: (n: number) => `いま入室している人（${n}人）`,
  none: 'いま、だれも入室していません。',
  name: '名前',
  area: '区域',
  badge: '入室証',
  since: '入室',
  until: '終わり',
  out: '退室する',
  over: '時間を過ぎています',
  kept: 'まだ送っていません',
  expected: '今日の予定',
  noneExpected: '今日の予定はありません。',
  when: '時間',
  people: '入る人',
  left: '今日、退室した人',
  work: '行った作業',
  who: '会社・課',
}

export function Board({
  board,
  onExit,
  onStill,
}: {
  board: BoardView
  onExit?: (visit: VisitView) => void
  onStill?: (visit: VisitView) => void
}) {
  // what this terminal alone knows of has no record yet to add a picture to
  const stills = onStill
    ? [
        {
          header: stillWords.title,
          bare: true,
          cell: (v: VisitView) =>
            !v.id.startsWith('queue:') && (
              <Button look="quiet" onClick={() => onStill(v)}>
                {stillWords.attach}
                <span className="sr-only">：{v.name}</span>
              </Button>
            ),
        },
      ]
    : []
  return (
    <div className="grid gap-8">
      <Section title={t.inside(board.inside.length)}>
        {board.inside.length === 0 ? (
          <Empty>{t.none}</Empty>
        ) : (
          <DataTable
            caption={t.inside(board.inside.length)}
            rows={board.inside}
            rowKey={(v) => v.id}
            columns={[
              {
                header: t.name,
                main: true,
                cell: (v) => (
                  <>
                    <span className="block font-bold">{v.name}</span>
                    <span className="block text-sm">{v.place}</span>
                  </>
                ),
              },
              { header: t.area, cell: (v) => v.area_name },
              { header: t.badge, cell: (v) => v.badge },
              { header: t.since, cell: (v) => (v.entered_at ? clock(v.entered_at) : '―') },
              {
                header: t.until,
                cell: (v) => (
                  <>
                    <span className="block">{clock(v.until)}</span>
                    {v.overstays && <Chip tone="red">{t.over}</Chip>}
                    {v.id.startsWith('queue:') && <Chip tone="yellow">{t.kept}</Chip>}
                  </>
                ),
              },
              ...(onExit
                ? [
                    {
                      header: t.out,
                      bare: true,
                      cell: (v: VisitView) => (
                        <Button look="secondary" onClick={() => onExit(v)}>
                          {t.out}
                          <span className="sr-only">：{v.name}</span>
                        </Button>
                      ),
                    },
                  ]
                : []),
              ...stills,
            ]}
          />
        )}
      </Section>
      <Section title={t.expected}>
        {board.expected.length === 0 ? (
          <Empty>{t.noneExpected}</Empty>
        ) : (
          <DataTable
            caption={t.expected}
            rows={board.expected}
            rowKey={(e) => e.id}
            columns={[
              { header: t.when, main: true, cell: (e) => span(e.starts_at, e.ends_at) },
              { header: t.area, cell: (e) => e.area_name },
              { header: t.people, cell: (e) => e.people.map((p) => p.name).join('、') },
              { header: t.who, cell: (e) => e.contractor_name || e.people[0]?.place },
            ]}
          />
        )}
      </Section>
      {board.left.length > 0 && (
        <Section title={t.left}>
          <DataTable
            caption={t.left}
            rows={board.left}
            rowKey={(v) => v.id}
            columns={[
              {
                header: t.name,
                main: true,
                cell: (v) => (
                  <>
                    <span className="block font-bold">{v.name}</span>
                    <span className="block text-sm">{v.place}</span>
                  </>
                ),
              },
              { header: t.area, cell: (v) => v.area_name },
              { header: t.when, cell: (v) => `${clock(v.entered_at)} – ${clock(v.left_at)}` },
              { header: t.work, cell: (v) => v.work || '―' },
              ...stills,
            ]}
          />
        </Section>
      )}
    </div>
  )
}
